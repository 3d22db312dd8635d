// The columns of an exported search and what stands in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pricing/rest_price_page.hpp"

namespace switchyard::pricing {

struct ExportCell {
  std::string text;        // Empty: nothing is said.
  bool is_number = false;  // `text` is a decimal number.
};

// In the order of the JSON members, for the fields of the answer.
[[nodiscard]] std::vector<std::string_view> price_column_names(PriceFieldSet fields);
// As many cells as there are names.
void price_cells(const Offer& offer, const PriceAnswer& answer, std::vector<ExportCell>& cells);

}  // namespace switchyard::pricing
