// Whole xls files, and the stream of a workbook without its container, so that the fuzzer need not keep chains of sectors right.
// links: workbook
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "workbook/compound_file.hpp"
#include "workbook/workbook.hpp"
#include "workbook/xls_reader.hpp"

namespace {

using namespace switchyard::workbook;

const Limits kLimits{.cell_count_max = 20'000};

void check(const Grid& grid) {
  for (std::uint32_t row = 0; row < grid.row_count() && row < 50; ++row) {
    for (std::uint32_t column = 0; column < grid.column_count() && column < 50; ++column) {
      const Cell cell = grid.at(row, column);
      if ((cell.kind == CellKind::empty) != cell.text.empty()) __builtin_trap();
    }
  }
}

void read_stream(std::string_view stream) {
  CellTexts texts;
  const auto globals = read_xls_globals(stream, kLimits, texts);
  if (!globals) return;
  SheetContext context{.limits = kLimits,
                       .texts = texts,
                       .shared_strings = globals->shared_strings,
                       .style_formats = globals->style_formats,
                       .dates_from_1904 = globals->dates_from_1904};
  for (std::size_t i = 0; i < globals->sheets.size() && i < 4; ++i) {
    const auto sheet = read_xls_sheet(stream, globals->sheets[i], *globals, context);
    if (sheet) check(sheet->grid);
  }
}

void read_file(std::string_view bytes) {
  auto file = CompoundFile::open(bytes);
  if (!file) return;
  for (const auto& stream : file->streams()) {
    const auto content = file->read(stream);
    if (content && content->size() != stream.size_bytes) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  if (CompoundFile::is_one(input)) {
    read_file(input);
    static_cast<void>(switchyard::workbook::open(std::string(input), kLimits));
  } else {
    read_stream(input);
  }
  return 0;
}
