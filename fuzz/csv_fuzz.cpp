// Any bytes as a table: opened or refused; what was read is written and reads back the same.
// links: workbook
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workbook/csv_writer.hpp"
#include "workbook/encoding.hpp"
#include "workbook/opened_workbook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::workbook;
  const Limits limits{.cell_count_max = 10'000};
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  const auto first = open_csv(input, limits);
  if (!first) return 0;
  const Grid& grid = (*first)->sheet(0);
  if (grid.row_count() > 200 || grid.column_count() > 200) return 0;

  std::string written = "sep=,\r\n";
  for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
    std::vector<std::string_view> fields;
    for (std::uint32_t column = 0; column < grid.column_count(); ++column) fields.push_back(grid.at(row, column).text);
    append_csv_line(written, fields);
  }
  if (!is_valid_utf8(written)) __builtin_trap();
  if (written.ends_with('\x1A')) return 0;
  const auto second = open_csv(written, Limits{});
  if (!second) __builtin_trap();
  const Grid& again = (*second)->sheet(0);
  for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
    for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
      if (grid.at(row, column).text != again.at(row, column).text) __builtin_trap();
    }
  }
  return 0;
}
