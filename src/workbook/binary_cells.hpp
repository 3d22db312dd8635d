// One worksheet of an xls or xlsb on its way to a grid: what their cells have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "values/error.hpp"
#include "workbook/sheet_context.hpp"
#include "workbook/stored_grid.hpp"
#include "workbook/stored_number.hpp"

namespace switchyard::workbook {

// "#N/A" of 0x2A ([MS-XLS] 2.5.10); empty for what is no error.
[[nodiscard]] std::string_view text_of_error(std::uint8_t code);

// Line breaks as '\n'. False where a NUL stands in the text: no writer of workbooks puts one there.
[[nodiscard]] bool put_line_breaks_right(std::string& text);

// Each cell is begun, blank ones too, then given at most one value. What returns false has set error(), which names the cell;
// where it stands in the file is the caller's to say.
class BinaryCells {
 public:
  // `context` must outlive it; `name` is the sheet's.
  BinaryCells(std::string name, bool hidden, SheetContext& context);

  [[nodiscard]] bool begin(std::uint32_t row, std::uint32_t column, std::uint32_t style);
  [[nodiscard]] bool real(std::uint64_t bits) { return number(stored_.text_of_bits(bits)); }
  [[nodiscard]] bool rk(std::uint32_t rk_number) { return number(stored_.text_of_rk(rk_number)); }
  [[nodiscard]] bool shared(std::uint32_t index);
  [[nodiscard]] bool text(std::string& utf8);
  [[nodiscard]] bool boolean(std::uint8_t value);
  [[nodiscard]] bool error(std::uint8_t code);

  [[nodiscard]] bool fail(Error error);
  [[nodiscard]] bool fail_at_cell(std::string_view what);
  [[nodiscard]] GridBuilder& grid() { return grid_; }
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  [[nodiscard]] bool number(std::string_view text);
  void put(CellKind kind, TextPool::Ref ref) {
    grid_.add(place_.row, PackedCell(ref, static_cast<std::uint16_t>(place_.column), kind, format_));
  }

  SheetContext& context_;
  GridBuilder grid_;
  CellPlace place_;
  std::uint16_t format_ = 0;
  StoredNumber stored_;
  std::optional<Error> failure_;
};

}  // namespace switchyard::workbook
