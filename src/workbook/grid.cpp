#include "workbook/grid.hpp"

#include <algorithm>

namespace switchyard::workbook {
namespace {

constexpr std::uint32_t kRowCountMax = 1'048'576;
constexpr std::uint32_t kColumnCountMax = 16'384;

}  // namespace

std::string a1_of(CellPlace place) {
  std::string letters;
  for (std::uint64_t left = std::uint64_t{place.column} + 1; left > 0; left = (left - 1) / 26) {
    letters += static_cast<char>('A' + (left - 1) % 26);
  }
  std::reverse(letters.begin(), letters.end());
  return letters + std::to_string(std::uint64_t{place.row} + 1);
}

std::string page_place_text(std::string_view page, std::uint32_t left, std::uint32_t top) {
  return std::string(page) + "@" + std::to_string(left) + "," + std::to_string(top);
}

CellPlace point_of(const PageBox& box) {
  const auto points = [](std::int32_t thousandths) { return static_cast<std::uint32_t>((std::max(thousandths, 0) + 500) / 1000); };
  return {.row = points(box.top), .column = points(box.left)};
}

std::string cell_name(const Grid& grid, CellPlace place) {
  const auto box = grid.box_of(place);
  if (!box) return a1_of(place);
  const auto point = point_of(*box);
  return page_place_text(grid.name(), point.column, point.row);
}

std::optional<CellPlace> place_of(std::string_view a1) {
  std::size_t at = 0;
  const auto take_dollar = [&] { at += at < a1.size() && a1[at] == '$' ? 1 : 0; };
  take_dollar();
  std::uint32_t column = 0;
  const auto letters_from = at;
  for (; at < a1.size(); ++at) {
    const char letter = static_cast<char>(a1[at] & ~0x20);
    if (letter < 'A' || letter > 'Z' || (a1[at] & 0x80) != 0) break;
    column = column * 26 + static_cast<std::uint32_t>(letter - 'A' + 1);
    if (column > kColumnCountMax) return std::nullopt;
  }
  if (at == letters_from) return std::nullopt;
  take_dollar();
  std::uint32_t row = 0;
  const auto digits_from = at;
  for (; at < a1.size() && a1[at] >= '0' && a1[at] <= '9'; ++at) {
    row = row * 10 + static_cast<std::uint32_t>(a1[at] - '0');
    if (row > kRowCountMax) return std::nullopt;
  }
  if (at == digits_from || at != a1.size() || row == 0) return std::nullopt;
  return CellPlace{.row = row - 1, .column = column - 1};
}

}  // namespace switchyard::workbook
