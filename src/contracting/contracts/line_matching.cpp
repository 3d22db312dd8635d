#include "contracting/contracts/line_matching.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/field_refusals.hpp"

namespace switchyard::contracting {
namespace {

using pricing::QuoteLine;

bool names_site(const QuoteLine& line, const MeterToPrice& meter) {
  if (line.site_reference.empty()) return false;
  const std::string& site = line.site_reference;
  return site == meter.service->id.text() || site == meter.service->details.your_reference || site == meter.service->account_number || site == meter.former_site;
}

bool may_be(const market::Resolution& word, const std::string& code) {
  return word.outcome != market::Resolution::Outcome::resolved || code.empty() || word.code == code;
}

bool is_for(const market::Market& market, const QuoteLine& line, const ServiceAccountDetails& meter) {
  if (line.facts.commodity != meter.commodity || line.facts.utility_code != meter.utility_code) return false;
  if (!meter.rate_class.empty() && !may_be(market.resolve_rate_class(meter.utility_code, meter.rate_class), line.facts.rate_class)) return false;
  return meter.zone.empty() || may_be(market.resolve_zone(meter.utility_code, meter.zone), line.facts.zone);
}

std::vector<std::size_t> offered(const pricing::Quote& quote) {
  const bool any_selected = std::ranges::any_of(quote.lines, &QuoteLine::selected);
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < quote.lines.size(); ++i) {
    if (!any_selected || quote.lines[i].selected) positions.push_back(i);
  }
  return positions;
}

}  // namespace

Result<std::vector<std::size_t>> match_lines(const market::Market& market, const pricing::Quote& quote, std::span<const MeterToPrice> meters) {
  const std::vector<std::size_t> lines = offered(quote);
  FieldRefusals refusals;
  std::vector<std::size_t> matched;
  for (std::size_t i = 0; i < meters.size(); ++i) {
    std::vector<std::size_t> found;
    for (const std::size_t line : lines) {
      if (names_site(quote.lines[line], meters[i])) found.push_back(line);
    }
    const bool is_named = !found.empty();
    for (const std::size_t line : lines) {
      if (!is_named && is_for(market, quote.lines[line], meters[i].service->details)) found.push_back(line);
    }
    const std::string pointer = fmt::format("/accounts/{}/quoteLineId", i);
    if (found.empty()) refusals.add(pointer, "quote_line_unknown", "no line of the quote is for this account");
    if (found.size() > 1) refusals.add(pointer, "quote_line_ambiguous", "several lines of the quote are for this account; name their sites, or select one for each");
    matched.push_back(found.empty() ? 0 : found.front());
  }
  if (auto none = refusals.finish("contract_accounts_refused"); !none) return std::move(none).error();
  return matched;
}

}  // namespace switchyard::contracting
