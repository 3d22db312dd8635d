#include "workbook/binary_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "workbook/refusal.hpp"

namespace switchyard::workbook {

std::string_view text_of_error(std::uint8_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2A:
      return "#N/A";
    case 0x2B:
      return "#GETTING_DATA";
    default:
      return {};
  }
}

bool put_line_breaks_right(std::string& text) {
  if (text.find('\0') != std::string::npos) return false;
  const auto first = text.find('\r');
  if (first == std::string::npos) return true;
  std::size_t to = first;
  for (std::size_t at = first; at < text.size(); ++at) {
    const bool is_return = text[at] == '\r';
    if (is_return && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    text[to++] = is_return ? '\n' : text[at];
  }
  text.resize(to);
  return true;
}

BinaryCells::BinaryCells(std::string name, bool hidden, SheetContext& context) : context_(context), grid_(context.texts) {
  grid_.name(std::move(name));
  grid_.hidden(hidden);
}

bool BinaryCells::fail(Error error) {
  if (!failure_) failure_ = std::move(error);
  return false;
}

bool BinaryCells::fail_at_cell(std::string_view what) {
  return fail(unreadable(fmt::format("cell {}: {}", a1_of(place_), what)));
}

bool BinaryCells::begin(std::uint32_t row, std::uint32_t column, std::uint32_t style) {
  place_ = {.row = row, .column = column};
  const auto& limits = context_.limits;
  if (row >= limits.row_count_max) return fail(too_large("row_count_max", limits.row_count_max, "cell " + a1_of(place_)));
  if (column >= std::min<std::size_t>(limits.column_count_max, 1u << 16)) {
    return fail(too_large("column_count_max", limits.column_count_max, "cell " + a1_of(place_)));
  }
  if (++context_.cell_count > limits.cell_count_max) {
    return fail(too_large("cell_count_max", limits.cell_count_max, "the number of cells up to " + a1_of(place_)));
  }
  if (style < context_.style_formats.size()) {
    format_ = context_.style_formats[style];
  } else if (context_.style_formats.empty()) {
    format_ = 0;
  } else {
    return fail_at_cell(fmt::format("its style {} does not exist, there are {}", style, context_.style_formats.size()));
  }
  return true;
}

bool BinaryCells::number(std::string_view text) {
  if (text.empty()) return fail_at_cell("stored as a number and is none (infinite, or not a number)");
  put(CellKind::number, context_.texts.pool.add(text));
  return true;
}

bool BinaryCells::shared(std::uint32_t index) {
  if (index >= context_.shared_strings.size()) {
    return fail_at_cell(fmt::format("shared string {} does not exist, there are {}", index, context_.shared_strings.size()));
  }
  if (const auto ref = context_.shared_strings[index]; ref != 0) put(CellKind::text, ref);
  return true;
}

bool BinaryCells::text(std::string& utf8) {
  if (!put_line_breaks_right(utf8)) return fail_at_cell("a NUL in its text");
  if (utf8.size() > context_.limits.cell_text_size_max) {
    return fail(too_large("cell_text_size_max", context_.limits.cell_text_size_max, "cell " + a1_of(place_)));
  }
  if (!utf8.empty()) put(CellKind::text, context_.texts.pool.add(utf8));
  return true;
}

bool BinaryCells::boolean(std::uint8_t value) {
  if (value > 1) return fail_at_cell(fmt::format("{} is stored as true or false and is neither", value));
  put(CellKind::boolean, context_.texts.pool.add(value == 1 ? "1" : "0"));
  return true;
}

bool BinaryCells::error(std::uint8_t code) {
  const auto name = text_of_error(code);
  if (name.empty()) return fail_at_cell(fmt::format("the error {:#04x} does not exist", code));
  put(CellKind::error, context_.texts.pool.add(name));
  return true;
}

}  // namespace switchyard::workbook
