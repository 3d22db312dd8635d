#include "contracting/exports/export_table.hpp"

#include <fmt/format.h>

#include "workbook/csv_writer.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::contracting {
namespace {

// What a spreadsheet program would calculate (OWASP, "CSV Injection").
bool looks_like_formula(std::string_view text) {
  return !text.empty() && (text.find_first_of("=+-@") == 0 || static_cast<unsigned char>(text.front()) < 0x20);
}

void append_names(std::string& out, const std::vector<ExportColumn>& columns) {
  std::vector<std::string_view> names;
  for (const ExportColumn& column : columns) names.push_back(column.name);
  workbook::append_csv_line(out, names);
}

void append_cells(std::string& out, const std::vector<ExportColumn>& columns, std::span<const std::string> cells) {
  ENSURE(cells.size() == columns.size());
  std::vector<std::string> harmless(cells.begin(), cells.end());
  std::vector<std::string_view> fields;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].is_number && looks_like_formula(harmless[i])) harmless[i].insert(0, 1, '\'');
    fields.push_back(harmless[i]);
  }
  workbook::append_csv_line(out, fields);
}

}  // namespace

std::function<bool(std::string& piece)> csv_stream(ExportTable table) {
  return [table = std::move(table), is_first = true](std::string& piece) mutable {
    if (is_first) append_names(piece, table.columns);
    is_first = false;
    return table.next([&](std::span<const std::string> cells) { append_cells(piece, table.columns, cells); });
  };
}

Result<std::string> workbook_bytes(const ExportTable& table) {
  workbook::XlsxWriter book;
  workbook::SheetWriter& sheet = book.add_sheet(table.title);
  for (std::uint32_t i = 0; i < table.columns.size(); ++i) sheet.text({0, i}, table.columns[i].name, {.bold = true});
  sheet.freeze_rows(1);
  std::uint32_t row = 0;
  const auto write = [&](std::span<const std::string> cells) {
    ENSURE(cells.size() == table.columns.size());
    if (++row > kWorkbookRowsMax) return;
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      if (table.columns[i].is_number) sheet.number({row, i}, cells[i]);
      if (!table.columns[i].is_number) sheet.text({row, i}, cells[i]);
    }
  };
  while (table.next(write) && row <= kWorkbookRowsMax) {}
  if (row <= kWorkbookRowsMax) return book.bytes();
  return Error{ErrorKind::unprocessable, "export_too_large",
               fmt::format("A workbook takes {} rows, and these are more: ask for csv, or narrow what is exported.", kWorkbookRowsMax)};
}

}  // namespace switchyard::contracting
