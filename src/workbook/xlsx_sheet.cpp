// One worksheet part to a grid (ECMA-376 part 1, 18.3). <dimension> is not read: writers get it wrong.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "workbook/number_format.hpp"
#include "workbook/refusal.hpp"
#include "workbook/serial_date.hpp"
#include "workbook/xlsx_parts.hpp"

namespace switchyard::workbook {
namespace {

using Event = XmlScanner::Event;

bool is_zero(std::string_view number) { return !number.empty() && number.find_first_not_of("0.") == std::string_view::npos; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

// By hand: from_chars is slower for the short numbers of which sheets are full.
std::optional<std::uint32_t> whole_number(std::string_view text) {
  constexpr std::size_t kDigitCountMax = 9;
  if (text.empty() || text.size() > kDigitCountMax) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

std::optional<MergedRange> range_of(std::string_view text) {
  const auto colon = text.find(':');
  const auto first = place_of(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : place_of(text.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  return MergedRange{.first = {std::min(first->row, last->row), std::min(first->column, last->column)},
                     .last = {std::max(first->row, last->row), std::max(first->column, last->column)}};
}

// Reads one sheet; each function takes over after the start of its element and leaves behind its end. The first error stays.
class SheetReader {
 public:
  SheetReader(std::string_view part, const SheetEntry& entry, SheetContext& context)
      : xml_(part), entry_(entry), context_(context), builder_(context.texts) {}

  Result<StoredGrid> read() {
    builder_.name(entry_.name);
    builder_.hidden(entry_.hidden);
    if (!read_root()) return std::move(*error_);
    return std::move(builder_).finish();
  }

 private:
  struct CellHead {
    CellPlace place;
    std::string_view type;
    std::uint16_t format = 0;
  };
  struct CellContent {
    std::string_view value;  // In the part or in scratch_.
    bool has_value = false;
    bool has_formula = false;
  };

  bool fail(Error error) {
    if (!error_) error_ = std::move(error);
    return false;
  }
  bool fail_malformed() { return fail(malformed_xml(xml_)); }
  bool fail_at_cell(std::string_view what) {
    return fail(unreadable(fmt::format("cell {}, at byte {}: {}", a1_of(place_), xml_.offset(), what)));
  }

  // The next start inside the open element; nothing at its end, or where it is malformed (then error_ is set).
  bool next_child() {
    while (true) {
      const auto event = xml_.next();
      if (event == Event::start) return true;
      if (event == Event::text) continue;
      if (event != Event::end) fail_malformed();
      return false;
    }
  }
  bool skip() { return xml_.skip() || fail_malformed(); }

  bool read_root() {
    if (xml_.next() != Event::start) return fail_malformed();
    if (xml_.name() != "worksheet") return fail(unreadable("not a worksheet but " + quoted(xml_.name())));
    while (next_child()) {
      const auto name = xml_.name();
      const bool done = name == "sheetData"    ? read_rows()
                        : name == "cols"       ? read_columns()
                        : name == "mergeCells" ? read_merges()
                                               : skip();
      if (!done) return false;
    }
    if (error_) return false;
    return xml_.next() == Event::finished || fail_malformed();
  }

  bool read_columns() {
    while (next_child()) {
      if (xml_.name() == "col") {
        const auto first = whole_number(xml_.attribute("min").value_or(""));
        const auto last = whole_number(xml_.attribute("max").value_or(""));
        if (!first || !last || *first == 0 || *last < *first) {
          return fail(unreadable(fmt::format("at byte {}: columns without a range", xml_.offset())));
        }
        const bool hidden = is_true(xml_.attribute("hidden").value_or("")) || is_zero(xml_.attribute("width").value_or(""));
        if (hidden) builder_.hide_columns({.first = *first - 1, .last = *last - 1});
      }
      if (!skip()) return false;
    }
    return !error_;
  }

  bool read_merges() {
    while (next_child()) {
      if (xml_.name() == "mergeCell") {
        const auto range = range_of(xml_.attribute("ref").value_or(""));
        if (!range) return fail(unreadable(fmt::format("at byte {}: a merged range without its corners", xml_.offset())));
        builder_.merge(*range);
      }
      if (!skip()) return false;
    }
    return !error_;
  }

  bool read_rows() {
    CellPlace next;  // Where a row without a number stands.
    while (next_child()) {
      if (xml_.name() != "row") {
        if (!skip()) return false;
        continue;
      }
      if (const auto number = xml_.attribute("r")) {
        const auto row = whole_number(trimmed(*number));
        if (!row || *row == 0)
          return fail(unreadable(fmt::format("at byte {}: a row numbered {}", xml_.offset(), quoted(*number))));
        next.row = *row - 1;
      }
      if (next.row >= context_.limits.row_count_max) {
        return fail(
            too_large("row_count_max", context_.limits.row_count_max, fmt::format("row {}", std::uint64_t{next.row} + 1)));
      }
      const bool hidden = is_true(xml_.attribute("hidden").value_or("")) || is_zero(xml_.attribute("ht").value_or(""));
      if (hidden) builder_.hide_row(next.row);
      if (!read_cells(next.row)) return false;
      ++next.row;
    }
    return !error_;
  }

  bool read_cells(std::uint32_t row) {
    CellPlace next{.row = row, .column = 0};  // Where a cell without a reference stands.
    while (next_child()) {
      if (xml_.name() != "c") {
        if (!skip()) return false;
        continue;
      }
      if (++context_.cell_count > context_.limits.cell_count_max) {
        return fail(too_large("cell_count_max", context_.limits.cell_count_max, "the number of cells up to " + a1_of(next)));
      }
      CellHead head{.place = next, .type = xml_.attribute("t").value_or("n")};
      if (!read_place(head) || !read_style(head)) return false;
      next.column = head.place.column + 1;
      if (!read_cell(head)) return false;
    }
    return !error_;
  }

  bool read_place(CellHead& head) {
    if (const auto reference = xml_.attribute("r")) {
      const auto place = place_of(*reference);
      if (!place) return fail(unreadable(fmt::format("at byte {}: a cell at {}", xml_.offset(), quoted(*reference))));
      head.place = *place;
    }
    place_ = head.place;
    if (place_.row >= context_.limits.row_count_max) {
      return fail(too_large("row_count_max", context_.limits.row_count_max, "cell " + a1_of(place_)));
    }
    if (place_.column >= std::min<std::size_t>(context_.limits.column_count_max, 1u << 16)) {
      return fail(too_large("column_count_max", context_.limits.column_count_max, "cell " + a1_of(place_)));
    }
    return true;
  }

  bool read_style(CellHead& head) {
    const auto style = xml_.attribute("s");
    if (!style && context_.style_formats.empty()) return true;
    const auto index = style ? whole_number(*style) : std::optional<std::uint32_t>(0);
    // A workbook without styles may still number the only one there is.
    if (index == 0u && context_.style_formats.empty()) return true;
    if (!index || *index >= context_.style_formats.size()) {
      return fail_at_cell(fmt::format("its style {} does not exist", quoted(style.value_or(""))));
    }
    head.format = context_.style_formats[*index];
    return true;
  }

  bool read_cell(const CellHead& head) {
    CellContent content;
    while (next_child()) {
      const auto name = xml_.name();
      if (name == "v") {
        content.has_value = true;
        if (!xml_.take_text(scratch_, content.value)) return fail_malformed();
      } else if (name == "is") {
        content.has_value = true;
        if (!take_rich_text(xml_, inline_text_)) return fail_malformed();
        if (head.type == "inlineStr") content.value = inline_text_;
      } else {
        content.has_formula = content.has_formula || name == "f";
        if (!skip()) return false;
      }
    }
    if (error_) return false;
    if (content.has_formula && !content.has_value) note_formula();
    if (content.value.empty()) return true;
    return add(head, content.value);
  }

  bool add(const CellHead& head, std::string_view value) {
    const auto type = head.type;
    if (type == "s") return add_shared(head, value);
    if (type == "n") {
      value = trimmed(value);
      if (value.empty()) return true;
      if (!is_stored_number(value)) return fail_at_cell(quoted(value) + " is stored as a number and is none");
      return put(head, CellKind::number, value);
    }
    if (type == "str" || type == "inlineStr") {
      if (type == "str") {
        decoded_.assign(value);
        decode_escapes(decoded_);
        value = decoded_;
      }
      return put(head, CellKind::text, value);
    }
    value = trimmed(value);
    if (type == "e") return put(head, CellKind::error, value);
    if (type == "b") {
      const bool is_one = is_true(value);
      if (!is_one && value != "0" && value != "false")
        return fail_at_cell(quoted(value) + " is stored as true or false and is neither");
      return put(head, CellKind::boolean, is_one ? "1" : "0");
    }
    if (type == "d") {
      const auto serial = serial_text_of_iso(value, epoch_of(context_.dates_from_1904));
      if (!serial) return fail_at_cell(serial.error().message);
      return put(head, CellKind::number, *serial);
    }
    return fail_at_cell("a cell of the unknown type " + quoted(type));
  }

  bool add_shared(const CellHead& head, std::string_view value) {
    const auto index = whole_number(trimmed(value));
    if (!index || *index >= context_.shared_strings.size()) {
      return fail_at_cell(
          fmt::format("shared string {} does not exist, there are {}", quoted(value), context_.shared_strings.size()));
    }
    const auto ref = context_.shared_strings[*index];
    if (ref != 0)
      builder_.add(head.place.row, PackedCell(ref, static_cast<std::uint16_t>(head.place.column), CellKind::text, head.format));
    return true;
  }

  bool put(const CellHead& head, CellKind kind, std::string_view text) {
    if (text.size() > context_.limits.cell_text_size_max) {
      return fail(too_large("cell_text_size_max", context_.limits.cell_text_size_max, "cell " + a1_of(place_)));
    }
    if (text.empty()) return true;
    const auto ref = context_.texts.pool.add(text);
    builder_.add(head.place.row, PackedCell(ref, static_cast<std::uint16_t>(head.place.column), kind, head.format));
    return true;
  }

  void note_formula() {
    if (context_.formulas_without_result++ == 0) context_.first_formula_without_result = entry_.name + "!" + a1_of(place_);
  }

  XmlScanner xml_;
  const SheetEntry& entry_;
  SheetContext& context_;
  GridBuilder builder_;
  CellPlace place_;  // Of the cell at hand, for errors.
  std::string scratch_;
  std::string inline_text_;
  std::string decoded_;
  std::optional<Error> error_;
};

}  // namespace

Result<StoredGrid> read_sheet(std::string_view part, const SheetEntry& entry, SheetContext& context) {
  return SheetReader(part, entry, context).read();
}

}  // namespace switchyard::workbook
