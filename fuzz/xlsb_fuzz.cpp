// Parts of an xlsb: each reader alone on the bytes, the first of which says which.
// links: workbook
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "workbook/workbook.hpp"
#include "workbook/xlsb_parts.hpp"

namespace {

using namespace switchyard::workbook;

const Limits kLimits{.cell_count_max = 20'000};

void read_sheet_part(std::string_view part) {
  CellTexts texts;
  const std::vector<TextPool::Ref> strings = {texts.pool.add("a"), texts.pool.add("b")};
  const std::vector<std::uint16_t> formats = {0, 0, 0, 0};
  SheetContext context{.limits = kLimits, .texts = texts, .shared_strings = strings, .style_formats = formats};
  const auto grid = read_xlsb_sheet(part, SheetEntry{.name = "S", .relationship_id = "r", .hidden = false}, context);
  if (!grid) return;
  for (std::uint32_t row = 0; row < grid->row_count() && row < 50; ++row) {
    for (std::uint32_t column = 0; column < grid->column_count() && column < 50; ++column) {
      const Cell cell = grid->at(row, column);
      if ((cell.kind == CellKind::empty) != cell.text.empty()) __builtin_trap();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view part(reinterpret_cast<const char*>(bytes + 1), size - 1);
  CellTexts texts;
  switch (bytes[0] % 4) {
    case 0:
      static_cast<void>(read_xlsb_workbook_part(part, kLimits));
      break;
    case 1:
      static_cast<void>(read_xlsb_shared_strings(part, kLimits, texts));
      break;
    case 2:
      static_cast<void>(read_xlsb_styles(part, texts));
      break;
    default:
      read_sheet_part(part);
  }
  return 0;
}
