// The comparison that a broker gives its customer: the quote's lines side by side, as a workbook or as CSV.
#pragma once

#include <string>

#include "pricing/quotes/quote.hpp"

namespace switchyard::pricing {

struct ComparisonView {
  Instant now{};
  bool with_stack = false;  // The partner's base, margin and gross-up; the house fee is never in it.
};

// One sheet. Numbers are numbers with a format, texts are texts: there is no formula in it.
[[nodiscard]] std::string comparison_xlsx(const Quote& quote, const ComparisonView& view);
// The same rows; a text that a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] std::string comparison_csv(const Quote& quote, const ComparisonView& view);

}  // namespace switchyard::pricing
