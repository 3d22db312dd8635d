#include "enrollment/submissions/start_dates.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "rules/rule_calendar.hpp"

namespace switchyard::enrollment {
namespace {

void put_start(contracting::ContractEdit& edit, std::size_t index, const contracting::ServiceAccount& service, Date start, bool is_estimate) {
  contracting::ContractAccount& account = edit.contract().accounts[index];
  account.start_read = start;
  account.start_month = start.month_of();
  account.start_is_estimate = is_estimate;
  account.end_read = rules::end_read(start, Months{static_cast<std::int32_t>(account.term_months)}, service.details.next_reads).read;
  edit.touch_account(index);
}

}  // namespace

bool is_within_price(SqlReader& reader, const contracting::ContractAccount& account, Month month) {
  if (!account.quote || !account.quote_line) return true;
  const auto quote = pricing::find_quote_of_any_partner(reader, *account.quote);
  if (!quote) return true;
  const auto line = std::ranges::find(quote->lines, *account.quote_line, &pricing::QuoteLine::id);
  if (line == quote->lines.end()) return true;
  return (!line->facts.start_from || month >= *line->facts.start_from) && (!line->facts.start_until || month < *line->facts.start_until);
}

Result<void> reach_start(SqlReader& reader, const EnrollmentDesk& desk, contracting::ContractEdit& edit, std::size_t index, const contracting::ServiceAccount& service) {
  const contracting::Contract& contract = edit.contract();
  const contracting::ContractAccount& account = contract.accounts[index];
  const market::Utility* utility = desk.market().utility(account.utility_code);
  if (utility == nullptr || contract.deal_type == contracting::DealType::renewal_same_supplier || contract.deal_type == contracting::DealType::amendment) return {};
  const Date today = contracting::day_of(desk.now());
  const auto deal = rules::parse_deal_type(contracting::text_of(contract.deal_type)).value();
  rules::StartQuestion question{.utility = utility, .supplier = contract.supplier, .deal_type = deal, .submitted = today, .read_dates = service.details.next_reads,
                                .start_month = account.start_month, .requested_start = account.requested_start, .language = contract.language};
  if (account.rescission.ends_at) question.held_until = contracting::day_of(*account.rescission.ends_at);
  const rules::StartAnswer answer = rules::earliest_start(*desk.contracts.rules, question);
  if (account.start_read) {
    const Date ready = std::max(answer.utility_earliest, answer.supplier_earliest);
    const bool is_known = rules::utility_lead(*desk.contracts.rules, *utility, deal, today).is_known;
    if (*account.start_read >= ready || (!is_known && *account.start_read > today)) return {};
  }
  if (!is_within_price(reader, account, answer.start.month_of())) {
    return Error{ErrorKind::unprocessable, "start_left_window",
                 fmt::format("Supply can start on {} at the earliest, and the price is not sold for that month; re-price the contract.", answer.start.text()),
                 {{fmt::format("/accounts/{}", index), "start_left_window", fmt::format("can start on {}", answer.start.text())}}};
  }
  put_start(edit, index, service, answer.start, true);
  return {};
}

void set_start(contracting::ContractEdit& edit, std::size_t index, const contracting::ServiceAccount& service, Date start) { put_start(edit, index, service, start, false); }

}  // namespace switchyard::enrollment
