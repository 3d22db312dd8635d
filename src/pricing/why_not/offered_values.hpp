// Follows a question through one supplier's curves and keeps how far the best of them came, and what they offer there.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pricing/book/rate_index.hpp"
#include "pricing/terms/selling_view.hpp"
#include "pricing/why_not/why_not.hpp"

namespace switchyard::pricing {

// Everything given must outlive it.
class OfferedValues {
 public:
  OfferedValues(const UtilityShelf& shelf, const RateBook::Index& index, const PriceQuery& query, const SellingView& view, bool is_selling);

  // Whether the group gives a price. For groups that answer at the instant.
  [[nodiscard]] bool has_price(const CurveGroup& group);
  // After groups that gave none: why, without supplier and sheet.
  [[nodiscard]] Explanation explanation() const;

 private:
  // Where a curve fails; count_of_reasons where it has a price.
  WhyNot fail_of(const CurveGroup& group, const IndexedCurve& indexed);
  WhyNot fail_of_names(const CurveGroup& group, const IndexedCurve& indexed);
  WhyNot fail_of_cells(const CurveGroup& group, const IndexedCurve& indexed);
  WhyNot fail(WhyNot reason, std::string_view offered, std::int64_t distance = 0);
  WhyNot fail_of_bands(const CurveGroup& group, const sheet_format::Curve& curve);
  WhyNot fail_of_starts(const CurveGroup& group, const sheet_format::Curve& curve);
  WhyNot fail_of_terms(const CurveGroup& group, const sheet_format::Curve& curve);
  [[nodiscard]] bool is_asked(const sheet_format::StartEdge& edge) const;
  [[nodiscard]] bool is_asked(std::int16_t term) const;
  [[nodiscard]] bool is_word(WordId code, WordId word, const std::string& asked, const std::string& asked_code) const;
  [[nodiscard]] std::string sentence(const std::string& offered) const;

  const UtilityShelf& shelf_;
  const RateBook::Index& index_;
  const PriceQuery& query_;
  const SellingView& view_;
  const bool is_selling_;
  std::int64_t usage_ = 0;                 // In the base unit, milli-units.
  WhyNot best_ = WhyNot::no_sheet;
  std::map<std::string, std::int64_t> offered_;  // At best_, with the distance from the question.
  std::vector<UsageBand> bands_;
};

}  // namespace switchyard::pricing
