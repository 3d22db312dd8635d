// Lines sold from the rate book: what `GET /v1/prices` offers without `asOf`, and nothing else.
#pragma once

#include "market/market.hpp"
#include "pricing/quotes/line_source.hpp"
#include "pricing/resolve_rate.hpp"

namespace switchyard::pricing {

// Refusals of find: "rate_id_invalid", "rate_not_found", "rate_not_sellable" (before, after or off its sale), "price_stopped",
// "not_entitled"; of find_again also "rate_gone", naming the nearest rate's difference.
class RateLineSource final : public LineSource {
 public:
  RateLineSource(SourceMoment moment, std::shared_ptr<const market::Market> market) : moment_(std::move(moment)), market_(std::move(market)) {}

  [[nodiscard]] Result<SourcedLine> find(std::string_view id) const override;
  [[nodiscard]] Result<SourcedLine> find_again(const LineFacts& former, std::optional<Month> start) const override;
  // The database's revision of the book is the judged one's.
  [[nodiscard]] bool still_stands(SqlReader& reader) const override;

 private:
  [[nodiscard]] Result<SourcedLine> judged(const RateId& id) const;
  [[nodiscard]] std::string why_not_sold(const RateId& id, const RateFacts& facts) const;

  SourceMoment moment_;
  const std::shared_ptr<const market::Market> market_;
};

// Facts as a line keeps them. `sheet_sha256` is of the file.
[[nodiscard]] LineFacts line_facts_of(const RateFacts& facts, std::string sheet_sha256);

}  // namespace switchyard::pricing
