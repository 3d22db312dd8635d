#include "contracting/service_accounts/service_account.hpp"

#include "contracting/calendar_months.hpp"
#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<TaxStatus, 3> kTaxStatuses = {
    {{TaxStatus::taxable, "taxable"}, {TaxStatus::exempt, "exempt"}, {TaxStatus::partly_exempt, "partly_exempt"}}};

std::string code_or_word(const market::Resolution& resolution, const std::string& word) {
  return resolution.outcome == market::Resolution::Outcome::resolved ? resolution.code : word;
}

}  // namespace

std::string_view text_of(TaxStatus status) { return word_in(kTaxStatuses, status); }
Result<TaxStatus> parse_tax_status(std::string_view text) { return value_in(kTaxStatuses, text); }

std::string rate_class_code_of(const ServiceAccountDetails& details, const market::Market& market) {
  if (details.rate_class.empty()) return {};
  return code_or_word(market.resolve_rate_class(details.utility_code, details.rate_class), details.rate_class);
}

std::string zone_code_of(const ServiceAccountDetails& details, const market::Market& market) {
  if (details.zone.empty()) return {};
  return code_or_word(market.resolve_zone(details.utility_code, details.zone), details.zone);
}

std::vector<NextRead> next_reads_of(const ServiceAccountDetails& details, Date from, std::size_t count) {
  std::vector<NextRead> reads;
  for (const Date date : details.next_reads) {
    if (date >= from && reads.size() < count) reads.push_back({.date = date});
  }
  const bool some_known = !details.next_reads.empty();
  const int day = some_known ? details.next_reads.back().day() : 1;
  const Date last = some_known ? details.next_reads.back() : from.plus_days(-1);
  const std::string basis = some_known ? "a month after the read before it, on the same day" : "no read is known: the first of the month";
  for (Month month = last.month_of(); reads.size() < count; month = month + Months{1}) {
    const Date date = day_in_month(month, day);
    if (date > last && date >= from) reads.push_back({.date = date, .assumed = true, .basis = basis});
  }
  return reads;
}

}  // namespace switchyard::contracting
