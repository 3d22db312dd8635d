// The search: a pure function of a rate book, a question and an instant. No clock, lock or memory between calls; many threads
// may search one book. What it gives back looks into the book: hold the book while you read it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pricing/book/rate_book.hpp"
#include "pricing/price_query.hpp"
#include "pricing/terms/selling_view.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

enum class SearchMode : std::uint8_t {
  sell,   // What is on sale at the instant: never before a sheet's sellable_from nor from its sellable_until on.
  as_of,  // What was valid then, whenever it was imported; not for sale.
  sold_then,  // What was on sale at a past instant, of a book of that time; not for sale.
};

// A rate of one revision of a book.
struct RatePlace {
  std::uint32_t entry = 0;
  std::uint32_t ordinal = 0;  // Of the row in its sheet.
  bool operator==(const RatePlace&) const = default;
};

struct PageRequest {
  static constexpr std::size_t kLimitMax = 200;           // Of a page.
  static constexpr std::size_t kExportLimitMax = 10'000;  // Of a file.
  std::size_t limit = 50;
  std::optional<RatePlace> after = {};  // The last of the page before.
};

// One rate with the margin on it.
struct Offer {
  RatePlace place;
  std::string_view supplier;
  std::string_view utility_code;
  Commodity commodity = Commodity::electric;
  CustomerClass customer_class = CustomerClass::any;
  std::string_view zone;        // Empty: the sheet does not tell zones apart.
  std::string_view rate_class;  // Likewise.
  std::string_view product;
  std::int32_t green_percent_hundredths = -1;
  // The month that was asked for where the rate holds for several, else its first; absent where any may be.
  std::optional<Month> start_month;
  std::int16_t term_months = 0;
  UsageBand band;
  EnergyUnit price_unit = EnergyUnit::kwh;
  StackParts stack = {};          // From the supplier's price to the partner's margin.
  std::int64_t price_micros = 0;  // Their price: rounded once, half-up, to stack.price_decimals.
  std::int64_t annual_cost_cents = 0;
  Instant expires_at;
  bool sellable = false;
  std::string_view billing = {};
  std::uint8_t purchase_of_receivables = 0;  // 0 not said, 1 no, 2 yes.
};

// Why there is no offer, from the nearest to a price to the farthest.
enum class NoOffer : std::uint8_t {
  none,
  start_or_term_not_offered,
  usage_above_bands,
  usage_outside_bands,
  margin_out_of_policy,  // There are prices, of suppliers that take no such margin.
  price_stopped,         // There are prices, and a price stop holds them back.
  nothing_matches,   // No such class, zone, product or supplier among the current prices.
  not_entitled,      // All that could match is of suppliers that the partner may not sell there.
  no_current_price,  // The utility has no price at this instant.
};
[[nodiscard]] std::string_view text_of(NoOffer reason);

// What the suppliers permit, one or another, that have prices but not with this margin.
struct MarginRefusal {
  MarginLimits limits;
  EnergyUnit price_unit = EnergyUnit::kwh;
};

struct PricePage {
  std::vector<Offer> offers;
  bool has_more = false;
  NoOffer reason = NoOffer::none;  // Set where a first page is empty.
  std::optional<MarginRefusal> margin_refusal = {};  // Of margin_out_of_policy.
};

// Refused with "unit_mismatch" where the usage is not in the kind of unit that the utility is priced in, and with
// "cursor_invalid" where `page.after` is no rate of this book.
//
// Bands are half-open; but a usage equal to a printed inclusive upper end is in that band and not in the one that begins
// there. Of one curve, start and term exactly one band answers.
//
// Prices are made by the terms of `query.partner` at the instant. What it is not entitled to is left out, and where the mode is to
// sell also what a price stop holds back. `view` is selling_view() of the question, where the caller has it.
[[nodiscard]] Result<PricePage> search(const RateBook& book, const PriceQuery& query, Instant at, SearchMode mode, const PageRequest& page = {},
                                       const SellingView* view = nullptr);

// micros + margin, half-up at `decimals` (0 to 6).
[[nodiscard]] std::int64_t contract_price_micros(std::int64_t basis_micros, std::int64_t margin_micros, int decimals);
// usage x price in whole cents, half-up; refused with "overflow".
[[nodiscard]] Result<std::int64_t> annual_cost_cents(std::int64_t usage_base_milli, std::int64_t price_micros, EnergyUnit price_unit);

}  // namespace switchyard::pricing
