// Why a supplier has no price in an answer: the search walked once more, slowly, for a caller that asked (`explain=true`). Pure, as
// search() is; what a search costs is not changed by it.
//
// A partner that may not sell a supplier is told that and nothing else: neither its sheets nor what they offer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/search.hpp"

namespace switchyard::pricing {

// From the farthest from a price to the nearest.
enum class WhyNot : std::uint8_t {
  no_sheet,             // None of the supplier's is in the book.
  not_entitled,
  sheet_held,           // A sheet came and waits for an operator, and no other one is on sale.
  utility_not_served,   // Its sheets on sale have no price of this utility.
  sheet_not_begun,
  sheet_expired,
  sheet_superseded,     // A later sheet covers this one and has no price of this utility.
  customer_class,
  usage_unit,
  rate_class,
  zone,
  product,
  billing,
  purchase_of_receivables,
  green_percent,
  usage_outside_bands,
  start_month,
  term_months,
  start_and_term,       // Each is offered, not both together.
  margin_out_of_policy,
  price_stopped,
  count_of_reasons,
};
[[nodiscard]] std::string_view text_of(WhyNot reason);

struct Explanation {
  static constexpr std::size_t kOfferedMax = 24;

  std::string supplier;
  WhyNot reason = WhyNot::no_sheet;
  std::string detail;
  std::optional<SheetId> sheet = {};         // The one spoken of; for operators.
  // What the sheets offer where the question asks for something else: at most kOfferedMax, nearest to the question where there is
  // a distance. Words, months ("2026-03") and numbers as text; bands beside them.
  std::vector<std::string> offered = {};
  std::vector<UsageBand> bands = {};
};

// Of every supplier that has a sheet with the utility's prices, or that the question names, and that has no price in the whole
// answer; in order of their codes. `view` is selling_view() of the question.
[[nodiscard]] std::vector<Explanation> explain(const RateBook& book, const PriceQuery& query, Instant at, SearchMode mode, const SellingView& view);

}  // namespace switchyard::pricing
