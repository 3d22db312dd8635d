#include "contracting/contracts/account_dates.hpp"

#include "rules/price_instants.hpp"
#include "rules/rule_calendar.hpp"

namespace switchyard::contracting {
namespace {

rules::DealType rules_deal(DealType type) { return rules::parse_deal_type(text_of(type)).value(); }

void set_reads(const DatesQuestion& question, AccountDates& dates) {
  const PricedAccount& account = question.account;
  const std::span<const Date> reads = account.service.details.next_reads;
  if (account.requested_start) {
    dates.start_read = *account.requested_start;
    dates.is_estimate = false;
  } else if (account.start_month) {
    const rules::ExpectedRead read = rules::expected_read(*account.start_month, reads);
    dates.start_read = read.read;
    dates.is_estimate = read.is_estimate;
  }
  if (dates.start_read) dates.end_read = rules::end_read(*dates.start_read, Months{question.line.facts.term_months}, reads).read;
}

RescissionWindow window_of(const ContractDesk& desk, const DatesQuestion& question) {
  const auto usage = Energy::from_milli(question.account.usage_base_milli, base_of(question.line.facts.price_unit));
  const rules::RescissionWindow window = rules::rescission_window(*desk.rules, {.state = question.line.facts.state,
                                                                                .commodity = question.line.facts.commodity,
                                                                                .deal_type = rules_deal(question.deal_type),
                                                                                .annual_usage = usage,
                                                                                .on = day_of(question.now),
                                                                                .language = question.language});
  if (!window.exists) return {};
  return {.rule = window.rule_id, .via_utility = window.via == "utility", .holds_submission = window.holds_submission};
}

}  // namespace

Date day_of(Instant instant) { return Date::from_days(static_cast<std::int32_t>(instant.unix_ms() / 86'400'000)); }

Result<AccountDates> account_dates(const ContractDesk& desk, const DatesQuestion& question) {
  AccountDates dates;
  set_reads(question, dates);
  const pricing::LineFacts& facts = question.line.facts;
  const auto instants = rules::price_instants(*desk.rules, *desk.quotes.market, facts.supplier, facts.sellable_until, day_of(question.now));
  if (!instants) return instants.error();
  dates.instants = {.valid_until = instants->valid_until, .sign_by = instants->sign_by, .submit_by = instants->submit_by};
  dates.rescission = window_of(desk, question);
  return dates;
}

}  // namespace switchyard::contracting
