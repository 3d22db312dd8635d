// One worksheet of an xls: rows, columns, merged ranges and cells. The dimensions that it claims are not read.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "workbook/biff_text.hpp"
#include "workbook/binary_cells.hpp"
#include "workbook/encoding.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xls_reader.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::uint16_t kTypeWorksheet = 0x0010;
constexpr std::uint16_t kRowHidden = 0x0020;
constexpr std::uint16_t kColumnHidden = 0x0001;

class XlsSheetReader {
 public:
  XlsSheetReader(std::string_view stream, const XlsSheetEntry& entry, const XlsGlobals& globals, SheetContext& context)
      : records_(stream, entry.offset), entry_(entry), globals_(globals), cells_(entry.name, entry.hidden, context) {}

  Result<XlsSheet> read() {
    if (auto begun = read_begin(); !begun) return std::move(begun).error();
    // Charts that lie on the sheet have beginnings and ends of their own within it.
    std::size_t depth = 1;
    while (depth > 0) {
      if (!records_.next(record_))
        return unreadable(fmt::format("byte {} of the stream: the sheet is cut off", records_.offset()));
      if (record_.type == biff::kBof) ++depth;
      if (record_.type == biff::kEof) --depth;
      if (depth == 1 && !take()) return in_record(record_, error());
    }
    if (awaits_text_ && !fail_without_text()) return in_record(record_, error());
    return XlsSheet{.grid = std::move(cells_.grid()).finish(), .end = records_.offset()};
  }

 private:
  Result<void> read_begin() {
    if (!records_.next(record_) || record_.type != biff::kBof) {
      return unreadable(fmt::format("byte {} of the stream: no sheet begins here", entry_.offset));
    }
    ByteReader reader(record_.body);
    reader.skip(2);
    if (reader.u16() != kTypeWorksheet || reader.failed())
      return in_record(record_, unreadable("what begins here is no worksheet"));
    return {};
  }

  [[nodiscard]] Error error() const {
    return cells_.failure() ? *cells_.failure() : unreadable(fmt::format("too short with {} bytes", record_.body.size()));
  }
  bool fail_without_text() { return cells_.fail_at_cell("the result of its formula is a text that does not follow"); }

  // False: failure() of the cells says why, or the record is too short.
  bool take() {
    ByteReader reader(record_.body);
    if (awaits_text_) {
      if (record_.type == biff::kString) return take_result_text();
      const bool may_stand_between = record_.type == biff::kArray || record_.type == biff::kTable ||
                                     record_.type == biff::kSharedFormula || record_.type == biff::kContinue;
      if (!may_stand_between) return fail_without_text();
    }
    switch (record_.type) {
      case biff::kRow:
        return take_row(reader);
      case biff::kColInfo:
        return take_columns(reader);
      case biff::kMergedCells:
        return take_merges(reader);
      case biff::kMulRk:
        return take_many(reader, true);
      case biff::kMulBlank:
        return take_many(reader, false);
      case biff::kBlank:
      case biff::kNumber:
      case biff::kRk:
      case biff::kLabelSst:
      case biff::kLabel:
      case biff::kRString:
      case biff::kBoolErr:
      case biff::kFormula:
        return take_cell(reader);
      default:
        return true;
    }
  }

  bool take_row(ByteReader& reader) {
    const auto row = reader.u16();
    reader.skip(10);
    const auto options = reader.u16();
    if ((options & kRowHidden) != 0) cells_.grid().hide_row(row);
    return !reader.failed();
  }

  bool take_columns(ByteReader& reader) {
    const auto first = reader.u16();
    const auto last = reader.u16();
    const auto width = reader.u16();
    reader.skip(2);
    const auto options = reader.u16();
    if (reader.failed()) return false;
    if (last < first) return cells_.fail(unreadable("columns whose last stands before the first"));
    if ((options & kColumnHidden) != 0 || width == 0) cells_.grid().hide_columns({.first = first, .last = last});
    return true;
  }

  bool take_merges(ByteReader& reader) {
    for (auto left = reader.u16(); left > 0; --left) {
      const auto row = reader.u16();
      const auto row_last = reader.u16();
      const auto column = reader.u16();
      const auto column_last = reader.u16();
      if (reader.failed()) return false;
      cells_.grid().merge({.first = {.row = std::min(row, row_last), .column = std::min(column, column_last)},
                           .last = {.row = std::max(row, row_last), .column = std::max(column, column_last)}});
    }
    return !reader.failed();
  }

  // A run of cells in one row: style and number of each, then the last column again.
  bool take_many(ByteReader& reader, bool has_numbers) {
    const auto row = reader.u16();
    std::uint32_t column = reader.u16();
    const std::size_t cell_size = has_numbers ? 6 : 2;
    while (reader.left() >= cell_size + 2) {
      if (!cells_.begin(row, column++, reader.u16())) return false;
      if (has_numbers && !cells_.rk(reader.u32())) return false;
    }
    return !reader.failed() && reader.left() == 2;
  }

  bool take_cell(ByteReader& reader) {
    const auto row = reader.u16();
    const auto column = reader.u16();
    const auto style = reader.u16();
    if (reader.failed() || !cells_.begin(row, column, style)) return false;
    switch (record_.type) {
      case biff::kNumber: {
        const auto bits = reader.u64();
        return !reader.failed() && cells_.real(bits);
      }
      case biff::kRk: {
        const auto rk = reader.u32();
        return !reader.failed() && cells_.rk(rk);
      }
      case biff::kLabelSst: {
        const auto index = reader.u32();
        return !reader.failed() && cells_.shared(index);
      }
      case biff::kBoolErr: {
        const auto value = reader.u8();
        const bool is_error = reader.u8() != 0;
        return !reader.failed() && (is_error ? cells_.error(value) : cells_.boolean(value));
      }
      case biff::kLabel:
      case biff::kRString:
        return take_text(reader.offset());
      case biff::kFormula:
        return take_result(reader);
      default:
        return true;
    }
  }

  // [MS-XLS] 2.5.133: a number, or a mark in the upper half whose lowest byte tells the kind.
  bool take_result(ByteReader& reader) {
    constexpr std::uint64_t kMark = 0xFFFF;
    const auto bits = reader.u64();
    if (reader.failed()) return false;
    if (bits >> 48 != kMark) return cells_.real(bits);
    const auto value = static_cast<std::uint8_t>(bits >> 16);
    switch (bits & 0xFF) {
      case 0:
        awaits_text_ = true;
        return true;
      case 1:
        return cells_.boolean(value);
      case 2:
        return cells_.error(value);
      case 3:
        return true;  // An empty text.
      default:
        return cells_.fail_at_cell("the result of its formula is of no known kind");
    }
  }

  bool take_result_text() {
    awaits_text_ = false;
    return take_text(0);
  }

  // What stands in the record from `offset` on, and in those that go on with it.
  bool take_text(std::size_t offset) {
    if (globals_.version == BiffVersion::biff5) return take_text_of_code_page(offset);
    std::vector<std::string_view> pieces = {record_.body.substr(offset)};
    for (BiffRecord more; records_.next_of(biff::kContinue, more);) pieces.push_back(more.body);
    BiffText text(std::move(pieces));
    if (!text.read(text_)) return cells_.fail_at_cell("its text is cut off");
    return cells_.text(text_);
  }

  bool take_text_of_code_page(std::size_t offset) {
    ByteReader reader(record_.body.substr(offset));
    const auto bytes = reader.take(reader.u16());
    if (reader.failed()) return cells_.fail_at_cell("its text is cut off");
    text_.clear();
    if (!append_code_page(text_, bytes, globals_.code_page)) {
      return cells_.fail_at_cell(fmt::format("its text is in code page {}, which is not read", globals_.code_page));
    }
    return cells_.text(text_);
  }

  BiffRecords records_;
  BiffRecord record_;
  const XlsSheetEntry& entry_;
  const XlsGlobals& globals_;
  BinaryCells cells_;
  bool awaits_text_ = false;  // The last cell is a formula whose text follows.
  std::string text_;
};

}  // namespace

Result<XlsSheet> read_xls_sheet(std::string_view stream, const XlsSheetEntry& entry, const XlsGlobals& globals,
                                SheetContext& context) {
  return XlsSheetReader(stream, entry, globals, context).read();
}

}  // namespace switchyard::workbook
