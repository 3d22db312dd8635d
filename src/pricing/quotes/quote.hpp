// A quote: priced lines frozen until an instant, with all that made each price.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "pricing/quotes/line_source.hpp"
#include "pricing/quotes/quote_state.hpp"
#include "pricing/terms/price_stack.hpp"
#include "values/id.hpp"

namespace switchyard::pricing {

struct QuoteTag { static constexpr std::string_view kPrefix = "quo"; };
struct QuoteLineTag { static constexpr std::string_view kPrefix = "qln"; };
using QuoteId = Id<QuoteTag>;
using QuoteLineId = Id<QuoteLineTag>;

inline constexpr std::size_t kQuoteLinesMax = 1'000;
inline constexpr std::size_t kYourReferenceSizeMax = 64;
inline constexpr std::size_t kCustomerNameSizeMax = 200;
inline constexpr std::size_t kServiceAddressSizeMax = 300;
inline constexpr std::size_t kQuoteReasonSizeMax = 500;
// 1e12 kWh, therms or Ccf a year, as in searches.
inline constexpr std::int64_t kAnnualUsageMilliMax = 1'000'000'000'000'000;

// The margins that the partner set: micro-dollars a price unit.
struct LineMargins {
  std::int64_t partner_micros = 0;
  std::int64_t agent_micros = 0;
};

// Frozen but for `selected`.
struct QuoteLine {
  QuoteLineId id;
  LineFacts facts = {};
  std::string site_reference = {};
  std::string service_address = {};
  Energy annual_usage{};                   // As it was stated.
  Energy aggregate{};                      // In the base unit: what the band was held against.
  bool aggregate_was_stated = false;       // By the partner, beyond the quote's own lines.
  std::optional<Month> start_month = {};
  SellingTerms terms = {};                 // As applied.
  PriceStack stack = {};
  std::int64_t annual_cost_cents = 0;
  std::int64_t term_cost_cents = 0;        // annual usage x price x term / 12: an estimate, whatever the months' shares are.
  std::string nonce = {};                  // Hex; keeps hidden layers from being guessed out of the seal.
  std::string sealed_sha256 = {};
  std::optional<QuoteLineId> former = {};  // Of the quote that this one re-prices.
  std::optional<std::int64_t> former_price_micros = {};
  std::optional<std::int64_t> former_price_decimals = {};
  bool selected = false;
};

struct Quote {
  QuoteId id;
  access::PartnerId partner;
  access::ApplicationId application;
  QuoteState state = QuoteState::open;
  std::int64_t version = 1;                // One more at each change of state.
  Instant created_at{};
  Instant expires_at{};                    // The earliest of its lines.
  Instant changed_at{};
  std::string customer_name = {};
  std::string your_reference = {};
  std::string reason = {};                 // Why it was withdrawn.
  std::string hash = {};                   // SHA-256, hex, of the canonical form (docs/quotes.md).
  std::optional<QuoteId> supersedes = {};
  std::optional<QuoteId> superseded_by = {};
  std::int64_t line_count = 0;
  std::vector<QuoteLine> lines = {};       // Empty in lists.
};

// The parts that the line's stack was made of.
[[nodiscard]] StackParts parts_of(const QuoteLine& line);
// By the business clock: open and selected quotes are expired from expires_at on, whether that was written yet or not.
[[nodiscard]] QuoteState state_at(const Quote& quote, Instant now);

}  // namespace switchyard::pricing
