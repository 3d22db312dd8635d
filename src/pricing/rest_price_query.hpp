// The parameters of GET /v1/prices (and of `prices search`) as a question: parsed once, every mistake named.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/query_reader.hpp"
#include "market/market.hpp"
#include "pricing/price_cursor.hpp"
#include "pricing/search.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

// What an item of the answer can hold, in its order; bits of a set.
enum class PriceField : std::uint8_t {
  rate_id, supplier, utility, commodity, customer_class, zone, rate_class, product, green_percent, start_month, term_months,
  usage_band, base_price, margin, gross_up, price, price_unit, estimated_annual_cost, expires_at, sellable, rate_ref, billing, purchase_of_receivables, stack, source, count_of_fields,
};
using PriceFieldSet = std::uint32_t;
[[nodiscard]] constexpr PriceFieldSet bit(PriceField field) { return 1U << static_cast<unsigned>(field); }
inline constexpr PriceFieldSet kAllPriceFields = bit(PriceField::count_of_fields) - 1;
// What an item holds where `fields` names nothing.
inline constexpr PriceFieldSet kUsualPriceFields = kAllPriceFields & ~(bit(PriceField::billing) | bit(PriceField::purchase_of_receivables));
// "rateId" …, as on the wire.
[[nodiscard]] std::string_view text_of(PriceField field);

enum class PriceFormat : std::uint8_t { json, csv, xlsx };

// What the question is read against: one environment's, for one request.
struct PriceContext {
  const RateBook& book;
  const market::Market& market;
  const RateRefs& refs;
  Instant now;
  access::PartnerId partner = no_partner();  // By whose terms; nobody: an operator.
  // `book` is of this past instant (known_book.hpp); absent: it is the current one.
  std::optional<Instant> known_at = {};
  PriceFormat format = PriceFormat::json;  // Where the question names none.
};

struct PriceRequest {
  static constexpr std::size_t kStartMonthsMax = 36;
  static constexpr std::size_t kTermsMax = 60;
  static constexpr std::size_t kSuppliersMax = 50;
  static constexpr std::int64_t kTermMonthsMax = 600;
  // 1e12 kWh, therms or Ccf a year: beyond all customers.
  static constexpr std::int64_t kAnnualUsageMilliMax = 1'000'000'000'000'000;

  PriceQuery query;
  SearchMode mode = SearchMode::sell;
  Instant at;                          // asOf, else now.
  PageRequest page;
  PriceFieldSet fields = kUsualPriceFields;
  bool explain = false;                // Say of each supplier without a price why.
  std::optional<Instant> known_at = {};  // Answered by what was known then; `at` is asOf, else this.
  PriceFormat format = PriceFormat::json;
  bool is_limited = false;             // `limit` was given.
  std::string zip;
  // Several utilities may serve the ZIP: the question goes back instead of a guess.
  std::vector<const market::Utility*> utility_candidates;
  std::vector<std::string> codes_without_utility;
  std::shared_ptr<const SellingView> view;  // Of the utility; null where the question is open.
  std::string echo;                    // The answer's "query", JSON: also what cursors and ETags are bound to.

  [[nodiscard]] bool is_open() const { return !utility_candidates.empty(); }
};

// "invalid_parameters" or "unknown_parameter" with one field error a mistake; "margin_out_of_policy" (unprocessable).
[[nodiscard]] Result<void> read_price_request(http::QueryReader reader, const PriceContext& context, PriceRequest& out);  // Into one that is new.
[[nodiscard]] Result<PriceRequest> parse_price_request(http::QueryReader reader, const PriceContext& context);

}  // namespace switchyard::pricing
