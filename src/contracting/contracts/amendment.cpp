#include "contracting/contracts/amendment.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/contract_store.hpp"
#include "values/ensure.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {

Result<std::int64_t> blended_extension_micros(const BlendQuestion& question) {
  const std::int64_t further = question.term_months - question.remaining_months;
  if (question.remaining_months <= 0 || further <= 0) {
    return Error{ErrorKind::unprocessable, "blend_term_too_short",
                 fmt::format("The new term of {} months must be longer than the {} that remain.", question.term_months, question.remaining_months)};
  }
  const Int128 sum = Int128{question.present_micros} * question.remaining_months + Int128{question.market_micros} * further;
  const auto tens = divide_rounded(sum, Int128{question.term_months} * 10, Rounding::half_up);
  if (!tens) return tens;
  return *tens * 10;
}

Result<std::int64_t> termination_fee_cents(const TerminationQuestion& question) {
  const std::int64_t lost = question.contract_micros - question.market_micros;
  if (lost <= 0 || question.remaining_months <= 0) return std::int64_t{0};
  const Energy usage = Energy::from_milli(question.monthly_usage_milli * question.remaining_months, base_of(question.unit));
  const auto exact = multiply(UnitPrice::from_micros(lost, question.unit), usage);
  if (!exact) return exact.error();
  const auto fee = round_to_cents(*exact, Rounding::half_up);
  if (!fee) return fee.error();
  return fee->cents();
}

std::int64_t months_between(Date from, Date until) {
  if (until <= from) return 0;
  const std::int64_t months = until.month_of().index() - from.month_of().index();
  return until.day() > from.day() ? months + 1 : months;
}

void apply_amendment(SqlTransaction& transaction, const ContractDesk& desk, const Contract& amendment, const Cause& cause) {
  if (amendment.amendment == AmendmentKind::add_accounts || !amendment.former || !amendment.amends_at) return;
  auto former = any_contract_to_change(transaction, *amendment.former);
  ENSURE(former.has_value());
  ContractEdit edit(std::move(*former), {.actor = cause.actor, .at = cause.at, .reason_code = std::string(text_of(amendment.amendment)),
                                         .reason = fmt::format("Amended by {}.", amendment.number), .source_message = cause.source_message});
  std::vector<ContractAccountId> closed;
  std::vector<ContractAccount>& accounts = edit.contract().accounts;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const bool is_touched = std::ranges::any_of(amendment.accounts, [&](const ContractAccount& each) { return each.service_account == accounts[i].service_account; });
    if (!is_touched || facts_of(accounts[i].state).is_final) continue;
    closed.push_back(accounts[i].id);
    accounts[i].end_read = amendment.amends_at;
    edit.touch_account(i);
  }
  close_rates(transaction, edit.contract().id, closed, *amendment.amends_at);
  edit.note("contract.amended");
  edit.write(transaction, desk);
}

}  // namespace switchyard::contracting
