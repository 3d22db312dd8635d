// An invented supplier's layout and workbook, from which tests take one thing away or put one in.
#pragma once

#include <string>

#include "pricing/layout/layout.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {

// A whole layout; `fields` are lines of the table's fields beside those that every rate needs, `table` of the table, `top` of the layout.
struct SampleLayout {
  std::string fields, table, top, price = "{no_offer: [blank, zero], range: {min: 0.01, max: 2.00}}";
  std::string term = "{column: '^Term$'}";
  std::string header = "'^Price$'";
  std::string group;
  [[nodiscard]] std::string yaml() const;
};

// One sheet "Rates": "Valid from" 3/1/2026 above, then a header row (row 4) of Utility, Term, Price and rows below it.
[[nodiscard]] WorkbookFake sample_workbook();
// The layout must be right.
[[nodiscard]] SheetReading read_sample(const SampleLayout& layout, const workbook::Workbook& workbook, std::string_view file_name = "rates.xlsx");

}  // namespace switchyard::pricing
