#include "workbook/describe.hpp"

#include <functional>
#include <string>

namespace switchyard::workbook {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string column_name(std::uint32_t column) {
  auto name = a1_of({.row = 0, .column = column});
  name.pop_back();
  return name;
}

std::string row_name(std::uint32_t row) { return std::to_string(row + 1); }

// "3-5 9": the lines for which `is_hidden` holds.
std::string ranges_of(std::uint32_t count, const std::function<bool(std::uint32_t)>& is_hidden,
                      const std::function<std::string(std::uint32_t)>& name_of) {
  std::string out;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!is_hidden(i)) continue;
    const auto first = i;
    while (i + 1 < count && is_hidden(i + 1)) ++i;
    out += " " + name_of(first) + (i > first ? "-" + name_of(i) : "");
  }
  return out;
}

void describe_head(const Workbook& workbook, std::size_t index, std::ostream& out) {
  const Grid& grid = workbook.sheet(index);
  out << "# sheet " << index + 1 << " of " << workbook.sheet_count() << ", \"" << escaped(grid.name()) << "\"";
  if (grid.hidden()) out << ", hidden";
  out << ", " << grid.row_count() << " rows, " << grid.column_count() << " columns";
  const auto rows = ranges_of(
      grid.row_count(), [&](std::uint32_t row) { return grid.row_hidden(row); }, row_name);
  const auto columns = ranges_of(
      grid.column_count(), [&](std::uint32_t column) { return grid.column_hidden(column); }, column_name);
  if (!rows.empty()) out << ", hidden rows" << rows;
  if (!columns.empty()) out << ", hidden columns" << columns;
  if (!grid.merged().empty()) out << ", merged";
  for (const auto& range : grid.merged()) out << " " << a1_of(range.first) << ":" << a1_of(range.last);
  out << "\n";
}

}  // namespace

std::string_view text_of(CellKind kind) {
  switch (kind) {
    case CellKind::text:
      return "text";
    case CellKind::number:
      return "number";
    case CellKind::boolean:
      return "boolean";
    case CellKind::error:
      return "error";
    case CellKind::empty:
      break;
  }
  return "empty";
}

void describe(const Workbook& workbook, std::ostream& out) {
  out << "# type " << text_of(workbook.type());
  if (!workbook.member_name().empty()) out << ", member \"" << escaped(workbook.member_name()) << "\"";
  if (workbook.dates_from_1904()) out << ", dates from 1904";
  out << "\n";
  for (const auto& note : workbook.notes()) out << "# note: " << note << "\n";
  for (std::size_t i = 0; i < workbook.sheet_count(); ++i) {
    describe_head(workbook, i, out);
    const Grid& grid = workbook.sheet(i);
    for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
      for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
        const Cell cell = grid.at(row, column);
        if (cell.kind == CellKind::empty) continue;
        out << a1_of({.row = row, .column = column}) << "\t" << text_of(cell.kind) << "\t" << escaped(cell.text) << "\t"
            << escaped(cell.format) << "\n";
      }
    }
  }
}

}  // namespace switchyard::workbook
