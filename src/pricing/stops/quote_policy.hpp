// What the end of prices means for quotes that were made of them: by the supplier's setting they stand, or are looked at by a job
// that is written in the transaction of the stop or withdrawal. The job's handler is the quotes' own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outbox/outbox.hpp"
#include "pricing/book/compiled_sheet.hpp"
#include "pricing/stops/price_stops.hpp"
#include "pricing/stops/supplier_settings.hpp"

namespace switchyard::pricing {

// Kind of the job; its payload is what parse_stopped_prices reads.
inline constexpr std::string_view kQuoteReviewJob = "quotes.review_after_stop";

// One of the two is there. `suppliers` are the codes whose unsigned quote lines end: those of `sheet`, or those that `stop` covers
// (PriceStops::find) from its `from` on. Suppliers that honour their quotes are not among them.
struct StoppedPrices {
  std::optional<SheetId> sheet = {};
  std::optional<PriceStop> stop = {};
  std::vector<std::string> suppliers = {};
  std::string reason = {};
};

[[nodiscard]] std::string payload_of(const StoppedPrices& stopped);
// Refused (kind invalid) where it is no payload of ours.
Result<StoppedPrices> parse_stopped_prices(std::string_view payload);

// Of one environment. Safe to call from many threads. `random` must outlive it.
class QuoteReviews {
 public:
  QuoteReviews(SecurityClock clock, Random& random) : clock_(clock), outbox_(clock, random) {}

  // In the transaction that ends the prices. Nothing where every supplier concerned honours its quotes.
  void after_withdrawal(SqlTransaction& transaction, const SheetId& sheet, const std::string& supplier, const std::string& reason);
  // `now` is the environment's: a stop that begins later is reviewed then.
  void after_stop(SqlTransaction& transaction, const market::Market& market, const PriceStop& stop, Instant now);

 private:
  const SecurityClock clock_;
  outbox::Outbox outbox_;
};

}  // namespace switchyard::pricing
