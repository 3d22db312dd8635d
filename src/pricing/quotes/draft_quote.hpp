// From what a partner asks for to a quote that may be written: every line found, priced and held against its band, at one instant
// and one state of the book. Pure but for the ids.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/market.hpp"
#include "ports/random.hpp"
#include "pricing/quotes/line_price.hpp"
#include "pricing/quotes/quote.hpp"
#include "values/decimal.hpp"

namespace switchyard::pricing {

struct NewLine {
  SourceKind kind = SourceKind::rate;
  std::string source_id = {};
  Decimal annual_usage{};
  std::optional<EnergyUnit> usage_unit = {};  // Absent: the base unit of the price's kind.
  AskedMargins margins = {};
  std::string site_reference = {};
  std::string service_address = {};
  std::optional<Month> start_month = {};      // Absent: the rate's first.
};

struct NewQuote {
  std::string customer_name = {};
  std::string your_reference = {};
  std::vector<NewLine> lines;                 // 1 to kQuoteLinesMax.
  std::optional<Decimal> aggregate_usage = {};  // Of the contract, where it is more than these lines.
  std::optional<EnergyUnit> aggregate_unit = {};
};

struct DraftContext {
  const LineSources& sources;
  const market::Market& market;
  Random& random;
  Instant now{};
  access::PartnerId partner;
  access::ApplicationId application;
};

// Without hash and seals: seal_quote makes them when it is written. A refusal names each wrong line ("/lines/3/rateId"); its code is
// theirs where they agree, else "quote_lines_refused".
[[nodiscard]] Result<Quote> draft_quote(const NewQuote& asked, const DraftContext& context);

// The same customer, sites, usages and margins at today's prices; a line that nothing stands in for is refused with its reason.
// Links to the former quote both ways are the caller's to write.
[[nodiscard]] Result<Quote> draft_again(const Quote& former, const DraftContext& context);

// The lines that a contract would be made of still fit together: one a site, each band holding what remains.
// "quote_line_unknown", "repeated", "site_selected_twice", "band_mismatch" at "/lineIds/2".
[[nodiscard]] Result<void> select_lines(Quote& quote, const std::vector<QuoteLineId>& ids, const market::Market& market);

}  // namespace switchyard::pricing
