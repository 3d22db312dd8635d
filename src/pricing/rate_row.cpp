#include "pricing/rate_row.hpp"

#include "values/ensure.hpp"

namespace switchyard::pricing {

TextPool::TextPool() { intern(""); }

TextId TextPool::intern(std::string_view text) {
  if (const auto known = ids_.find(text); known != ids_.end()) return known->second;
  ENSURE(texts_.size() < std::numeric_limits<TextId>::max());
  const auto id = static_cast<TextId>(texts_.size());
  ids_.emplace(texts_.emplace_back(text), id);
  return id;
}

std::string_view TextPool::text(TextId id) const {
  ENSURE(id < texts_.size());
  return texts_[id];
}

std::size_t TextPool::size() const { return texts_.size(); }

std::string_view text_of(CustomerClass customer_class) {
  switch (customer_class) {
    case CustomerClass::commercial: return "commercial";
    case CustomerClass::residential: return "residential";
    case CustomerClass::multifamily: return "multifamily";
    case CustomerClass::any: return "any";
  }
  ENSURE(false);
  return {};
}

std::string ref_of(const SheetReading& reading, const RateRow& row) {
  if (reading.page_refs && row.sheet < reading.worksheets.size()) {
    return workbook::page_place_text(reading.worksheets[row.sheet], row.cell.column, row.cell.row);
  }
  std::string cell = workbook::a1_of(row.cell);
  if (reading.bare_refs || row.sheet >= reading.worksheets.size() || reading.worksheets[row.sheet].empty()) return cell;
  return reading.worksheets[row.sheet] + "!" + cell;
}

}  // namespace switchyard::pricing
