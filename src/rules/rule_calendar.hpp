// Dates that follow from rules: business days, rescission windows, enrollment leads and the starts of supply. Pure functions of the rule
// set, the dates given and nothing else.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "rules/contract_facts.hpp"
#include "rules/rules.hpp"

namespace switchyard::rules {

enum class DayUnit : std::uint8_t { calendar_days, business_days };
[[nodiscard]] std::string_view text_of(DayUnit unit);

// By a calendar of the rule set ("us_federal" always exists): Monday to Friday but for its holidays.
[[nodiscard]] bool is_business_day(const RuleSet& rules, std::string_view calendar, Date day);
// `n` business days after `day` (before it, where n is negative); 0 is the day itself.
[[nodiscard]] Date plus_business_days(const RuleSet& rules, std::string_view calendar, Date day, int n);

// Whether the law of a state protects this customer as a small commercial one. `unknown`: not enough is known of it, or of the law;
// then submission and commission are held as if it were, and no statutory right is printed.
enum class Protection : std::uint8_t { not_protected, protected_class, unknown };
[[nodiscard]] std::string_view text_of(Protection protection);

struct RescissionQuestion {
  std::string_view state = {};
  Commodity commodity = Commodity::electric;
  std::string_view customer_class = "commercial";
  DealType deal_type = DealType::switch_supplier;
  std::optional<Energy> annual_usage = {};       // Of this account.
  std::optional<Decimal> peak_demand_kw = {};
  Date on = {};                                       // Which version of the rules; the date of signature.
  std::optional<Date> started = {};              // The day of the start event, once it happened.
  std::string_view language = "en";
};

// Beside the state of a contract account. Days are half-open: the customer's last day is the one before `ends`.
struct RescissionWindow {
  bool exists = false;                // False: no right that we know of; the rest then says why.
  std::string rule_id = {};
  Protection protection = Protection::unknown;
  std::string start_event = {};            // "signature", "disclosure_received", "utility_notice_postmark" …
  std::int32_t n = 0;
  DayUnit unit = DayUnit::calendar_days;
  std::string calendar = {};               // Whose business days.
  std::optional<Date> opens = {};     // The day of the start event.
  std::optional<Date> ends = {};      // First day after it.
  std::string via = {};                    // "supplier" or "utility": who is told.
  std::string holds = {};                  // "nothing"; "enrollment": the supplier has it and enrolls only after `ends`; "submission": nothing goes to it before.
  bool holds_submission = false;      // `holds` is "submission".
  bool is_printed = false;            // The text is a statutory right of this customer; else only the supplier's own words are printed.
  std::string text = {};
  RuleConfidence confidence = RuleConfidence::assumed;
  std::string source = {};
};
[[nodiscard]] RescissionWindow rescission_window(const RuleSet& rules, const RescissionQuestion& question);

enum class LeadAnchor : std::uint8_t {
  meter_read,   // Counted back from the read that starts supply.
  month_start,  // Counted back from the first of the start month, or a day of the month before it.
  received,     // Counted from the receipt on; supply may start on any day.
};
enum class LeadUnit : std::uint8_t { calendar_days, business_days, day_of_month, business_day_of_month };
enum class Roll : std::uint8_t { none, business_day_before, business_day_after };
enum class IfMissed : std::uint8_t { next_read, next_month };

// How long before a start an enrollment must be there.
struct Lead {
  std::string id = {};
  std::int32_t n = 0;                   // Days; or which day of the month.
  LeadUnit unit = LeadUnit::calendar_days;
  LeadAnchor anchor = LeadAnchor::meter_read;
  std::int32_t months_before = 1;       // Of a day of the month: how many months before the start's.
  Roll roll = Roll::none;               // Where a deadline by day of the month is no business day.
  IfMissed if_missed = IfMissed::next_read;
  std::string calendar = "us_federal";
  bool is_known = true;                 // False: a default stands in, the supplier confirms, dates are estimates.
  RuleConfidence confidence = RuleConfidence::assumed;
  std::string source = {};
};
// Of the utility; a default, not known, where nobody says.
[[nodiscard]] Lead utility_lead(const RuleSet& rules, const market::Utility& utility, DealType deal_type, Date on);
// Of the supplier in a state; none where it asks for none.
[[nodiscard]] std::optional<Lead> supplier_lead(const RuleSet& rules, std::string_view supplier, std::string_view state, Commodity commodity, Date on);

struct StartQuestion {
  const market::Utility* utility = nullptr;  // Never null.
  std::string_view supplier = {};
  DealType deal_type = DealType::switch_supplier;
  Date submitted = {};                            // The day when the contract is handed to the supplier.
  std::optional<Date> held_until = {};       // `ends` of a rescission window that holds submission or enrollment.
  std::span<const Date> read_dates = {};     // Known reads, in any order.
  std::optional<Month> start_month = {};     // Asked for: the month of the read that starts supply.
  std::optional<Date> requested_start = {};  // Asked for: a day. Of a renewal the end of the old contract.
  std::string_view language = "en";          // Of assumptions.
};

// When supply can start, and what that rests on.
struct StartAnswer {
  Date start = {};
  Month start_month = {};
  bool is_estimate = false;                  // A read date or a lead was assumed; the supplier confirms.
  bool is_as_requested = true;               // False: what was asked for cannot be reached; `requested` has it.
  std::optional<Date> requested = {};        // The read, or day, that was asked for.
  std::string decided_by = {};                    // "utility_lead", "supplier_lead", "requested" or "rescission": the latest of them.
  Date utility_earliest = {};                     // By each lead alone, before reads are looked at.
  Date supplier_earliest = {};
  Date submit_by = {};                            // For `start`.
  std::vector<std::string> assumptions = {};      // A sentence each.
};
[[nodiscard]] StartAnswer earliest_start(const RuleSet& rules, const StartQuestion& question);

struct SubmitDeadline {
  Date by = {};                   // The last day on which the supplier must have the contract.
  Date utility_by = {};
  Date supplier_by = {};
  std::string decided_by = {};    // "utility_lead" or "supplier_lead": the earlier of both.
  bool is_estimate = false;
};
[[nodiscard]] SubmitDeadline latest_submit_for(const RuleSet& rules, const StartQuestion& question, Date start);

// The read that month means, by the known reads or a projection of them, else the first of the month.
struct ExpectedRead {
  Date read = {};
  bool is_estimate = false;
  std::string assumption = {};  // Empty where the read is known.
};
[[nodiscard]] ExpectedRead expected_read(Month month, std::span<const Date> read_dates, std::string_view language = "en");
// The read that ends a term of that many months begun with `start`.
[[nodiscard]] ExpectedRead end_read(Date start, Months term, std::span<const Date> read_dates, std::string_view language = "en");

}  // namespace switchyard::rules
