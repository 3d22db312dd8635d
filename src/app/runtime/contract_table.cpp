#include "app/runtime/contract_table.hpp"

#include <fmt/format.h>

#include "values/date.hpp"
#include "values/decimal.hpp"
#include "workbook/serial_date.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::app {
namespace {

using contracting::ImportTable;

Result<std::string> text_of_cell(const workbook::Workbook& book, const workbook::Grid& grid, workbook::CellPlace place) {
  const workbook::Cell cell = grid.at(place.row, place.column);
  if (cell.kind == workbook::CellKind::error) {
    return Error{ErrorKind::unprocessable, "import_refused", fmt::format("{} holds the error {}", workbook::a1_of(place), cell.text)};
  }
  if (cell.kind != workbook::CellKind::number) return std::string(cell.text);
  if (workbook::is_date_format(cell.format)) {
    const auto day = workbook::date_of_serial(cell.text, workbook::epoch_of(book.dates_from_1904()));
    if (!day) return day.error();
    return day->text();
  }
  const auto number = Decimal::parse_scientific(cell.text);
  if (!number) return number.error();
  return number->to_significant(15).shortest_text();
}

Result<std::vector<std::string>> row_of(const workbook::Workbook& book, const workbook::Grid& grid, std::uint32_t row) {
  std::vector<std::string> cells;
  for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
    auto text = text_of_cell(book, grid, {row, column});
    if (!text) return std::move(text).error();
    cells.push_back(*std::move(text));
  }
  return cells;
}

Result<ImportTable> table_of(const workbook::Workbook& book) {
  std::size_t first = 0;
  while (first < book.sheet_count() && book.sheet(first).hidden()) ++first;
  if (first == book.sheet_count()) return Error{ErrorKind::unprocessable, "import_refused", "the workbook has no visible sheet"};
  const workbook::Grid& grid = book.sheet(first);
  if (grid.row_count() > contracting::kImportRowsMax + 1) {
    return Error{ErrorKind::too_large, "import_too_large", fmt::format("the sheet has {} rows; at most {} are taken below the header", grid.row_count(), contracting::kImportRowsMax)};
  }
  ImportTable table;
  for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
    auto cells = row_of(book, grid, row);
    if (!cells) return std::move(cells).error();
    if (row == 0) table.header = *std::move(cells);
    else table.rows.push_back(*std::move(cells));
  }
  return table;
}

}  // namespace

Result<ImportTable> read_contract_table(std::string_view bytes) {
  const workbook::FileType type = workbook::type_of(bytes);
  if (type == workbook::FileType::csv || type == workbook::FileType::unknown) return contracting::parse_import_csv(bytes);
  workbook::Limits limits;
  limits.file_size_max = contracting::kImportSizeMax;
  const auto book = workbook::open(std::string(bytes), limits);
  if (!book) return book.error();
  return table_of(**book);
}

}  // namespace switchyard::app
