// One worksheet of an xlsb: rows, columns, merged ranges and cells. The dimensions that it claims are not read.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "workbook/binary_cells.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xlsb_parts.hpp"
#include "workbook/xlsb_records.hpp"

namespace switchyard::workbook {
namespace {

constexpr unsigned kRowHidden = 0x10;
constexpr unsigned kColumnHidden = 0x01;
constexpr std::uint32_t kStyleMask = 0x00FF'FFFF;

class XlsbSheetReader {
 public:
  XlsbSheetReader(std::string_view part, const SheetEntry& entry, SheetContext& context)
      : records_(part), limits_(context.limits), cells_(entry.name, entry.hidden, context) {}

  Result<StoredGrid> read() {
    while (records_.next(record_)) {
      if (take()) continue;
      auto error = cells_.failure() ? *cells_.failure() : unreadable("too short or out of place");
      error.message = fmt::format("at byte {} (record {}): {}", record_.offset, record_.type, error.message);
      return error;
    }
    if (records_.cut_off()) return unreadable(fmt::format("at byte {}: a record is cut off", records_.offset()));
    if (in_rows_) return unreadable(fmt::format("at byte {}: the sheet is cut off", records_.offset()));
    return std::move(cells_.grid()).finish();
  }

 private:
  bool take() {
    ByteReader reader(record_.body);
    switch (record_.type) {
      case brt::kBeginSheetData:
        in_rows_ = true;
        return true;
      case brt::kEndSheetData:
        in_rows_ = false;
        row_.reset();
        return true;
      case brt::kColInfo:
        return take_columns(reader);
      case brt::kMergeCell:
        return take_merge(reader);
      case brt::kRowHead:
        return !in_rows_ || take_row(reader);
      default:
        return !in_rows_ || !is_cell() || take_cell(reader);
    }
  }

  [[nodiscard]] bool is_cell() const { return record_.type <= brt::kShortShared || record_.type == brt::kCellRichText; }
  [[nodiscard]] bool is_short() const { return record_.type >= brt::kShortBlank && record_.type <= brt::kShortShared; }

  bool take_columns(ByteReader& reader) {
    const auto first = reader.u32();
    const auto last = reader.u32();
    const auto width = reader.u32();
    reader.skip(4);
    const auto options = reader.u16();
    if (reader.failed()) return false;
    if (last < first || last >= (1u << 20)) return cells_.fail(unreadable("columns without a range"));
    if ((options & kColumnHidden) != 0 || width == 0) cells_.grid().hide_columns({.first = first, .last = last});
    return true;
  }

  bool take_merge(ByteReader& reader) {
    const auto row = reader.u32();
    const auto row_last = reader.u32();
    const auto column = reader.u32();
    const auto column_last = reader.u32();
    if (reader.failed()) return false;
    cells_.grid().merge({.first = {.row = std::min(row, row_last), .column = std::min(column, column_last)},
                         .last = {.row = std::max(row, row_last), .column = std::max(column, column_last)}});
    return true;
  }

  bool take_row(ByteReader& reader) {
    const auto row = reader.u32();
    reader.skip(7);
    const unsigned options = reader.u8();
    if (reader.failed()) return false;
    if (row >= limits_.row_count_max) {
      return cells_.fail(too_large("row_count_max", limits_.row_count_max, fmt::format("row {}", std::uint64_t{row} + 1)));
    }
    if ((options & kRowHidden) != 0) cells_.grid().hide_row(row);
    row_ = row;
    next_column_ = 0;
    return true;
  }

  bool take_cell(ByteReader& reader) {
    const auto column = is_short() ? next_column_ : reader.u32();
    const auto style = reader.u32() & kStyleMask;
    if (reader.failed() || !row_ || !cells_.begin(*row_, column, style)) return false;
    next_column_ = column + 1;
    return take_value(reader);
  }

  bool take_value(ByteReader& reader) {
    switch (record_.type) {
      case brt::kCellRk:
      case brt::kShortRk: {
        const auto rk = reader.u32();
        return !reader.failed() && cells_.rk(rk);
      }
      case brt::kCellReal:
      case brt::kShortReal:
      case brt::kFormulaNumber: {
        const auto bits = reader.u64();
        return !reader.failed() && cells_.real(bits);
      }
      case brt::kCellShared:
      case brt::kShortShared: {
        const auto index = reader.u32();
        return !reader.failed() && cells_.shared(index);
      }
      case brt::kCellError:
      case brt::kShortError:
      case brt::kFormulaError: {
        const auto code = reader.u8();
        return !reader.failed() && cells_.error(code);
      }
      case brt::kCellBool:
      case brt::kShortBool:
      case brt::kFormulaBool: {
        const auto value = reader.u8();
        return !reader.failed() && cells_.boolean(value);
      }
      case brt::kCellText:
      case brt::kShortText:
      case brt::kFormulaText:
        take_wide_text(reader, text_);
        return !reader.failed() && cells_.text(text_);
      case brt::kCellRichText:
        take_wide_rich_text(reader, text_);
        return !reader.failed() && cells_.text(text_);
      default:
        return true;
    }
  }

  XlsbRecords records_;
  XlsbRecord record_;
  const Limits& limits_;
  BinaryCells cells_;
  bool in_rows_ = false;
  std::optional<std::uint32_t> row_;
  std::uint32_t next_column_ = 0;
  std::string text_;
};

}  // namespace

Result<StoredGrid> read_xlsb_sheet(std::string_view part, const SheetEntry& entry, SheetContext& context) {
  return XlsbSheetReader(part, entry, context).read();
}

}  // namespace switchyard::workbook
