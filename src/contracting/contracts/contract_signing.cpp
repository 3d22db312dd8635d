#include "contracting/contracts/contract_signing.hpp"

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "rules/price_instants.hpp"
#include "rules/rule_calendar.hpp"

namespace switchyard::contracting {
namespace {

Instant begin_of(Date day) { return Instant::from_unix_ms(std::int64_t{day.days()} * 86'400'000); }

}  // namespace

bool is_late_signature(const Contract& contract, Instant completed_at) {
  for (const ContractAccount& account : contract.accounts) {
    if (!facts_of(account.state).is_final && account.instants.sign_by && completed_at >= *account.instants.sign_by) return true;
  }
  return false;
}

Result<void> may_reaffirm(const ContractDesk& desk, const Contract& contract, Instant now) {
  if (contract.instants.submit_by && now >= *contract.instants.submit_by) {
    return Error{ErrorKind::unprocessable, "price_expired",
                 fmt::format("The supplier had to have the contract by {}; re-price it.", contract.instants.submit_by->text())};
  }
  if (!contract.instants.valid_until) return {};
  const auto instants = rules::price_instants(*desk.rules, *desk.quotes.market, contract.supplier, *contract.instants.valid_until, day_of(now));
  if (!instants) return instants.error();
  if (instants->may_reaffirm) return {};
  return Error{ErrorKind::unprocessable, "price_expired", fmt::format("{} takes no late signature at the old price; re-price the contract or cancel it.", contract.supplier_name)};
}

void open_rescission(const ContractDesk& desk, ContractEdit& edit, std::string_view start_event, Date day, std::optional<std::size_t> only) {
  Contract& contract = edit.contract();
  for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
    if (only && *only != i) continue;
    ContractAccount& account = contract.accounts[i];
    if (account.rescission.rule.empty() || facts_of(account.state).is_final) continue;
    const rules::RescissionWindow window =
        rules::rescission_window(*desk.rules, {.state = account.state_code,
                                               .commodity = contract.commodity,
                                               .deal_type = rules::parse_deal_type(text_of(contract.deal_type)).value(),
                                               .annual_usage = Energy::from_milli(account.annual_usage_milli, base_of(account.price_unit)),
                                               .on = contract.signed_at ? day_of(*contract.signed_at) : day,
                                               .started = day});
    if (!window.exists || window.start_event != start_event || !window.ends) continue;
    account.rescission.opens_at = begin_of(window.opens.value_or(day));
    account.rescission.ends_at = begin_of(*window.ends);
    edit.touch_account(i);
  }
}

void settle_signature(const ContractDesk& desk, ContractEdit& edit, Instant completed_at) {
  Contract& contract = edit.contract();
  contract.signed_at = completed_at;
  if (!contract.commission.frozen_at) contract.commission.frozen_at = edit.cause().at;
  open_rescission(desk, edit, "signature", day_of(completed_at));
}

Result<void> link_renewal(SqlTransaction& transaction, const ContractDesk& desk, const ContractEdit& edit) {
  const Contract& contract = edit.contract();
  if (!contract.former || contract.deal_type == DealType::amendment) return {};
  auto former = contract_to_change(transaction, contract.partner, *contract.former);
  if (!former) return std::move(former).error();
  ContractEdit renewed(std::move(*former), edit.cause());
  renewed.contract().successor = contract.id;
  renewed.write(transaction, desk);
  return {};
}

}  // namespace switchyard::contracting
