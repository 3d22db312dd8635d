#include "workbook/xlsb_parts.hpp"

#include <fmt/format.h>

#include <utility>

#include "workbook/binary_cells.hpp"
#include "workbook/format_table.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xlsb_records.hpp"

namespace switchyard::workbook {
namespace {

Error at_byte(std::size_t offset, std::string_view what) { return unreadable(fmt::format("at byte {}: {}", offset, what)); }

// Hands each record to `take`, which refuses with an error.
template <class Take>
Result<void> each_record(std::string_view part, Take take) {
  XlsbRecords records(part);
  for (XlsbRecord record; records.next(record);) {
    if (auto done = take(record); !done) return done;
  }
  if (records.cut_off()) return at_byte(records.offset(), "a record is cut off");
  return {};
}

}  // namespace

Result<WorkbookPart> read_xlsb_workbook_part(std::string_view part, const Limits& limits) {
  WorkbookPart workbook;
  const auto read = each_record(part, [&](const XlsbRecord& record) -> Result<void> {
    ByteReader reader(record.body);
    if (record.type == brt::kWorkbookProperties) {
      workbook.dates_from_1904 = (reader.u32() & 1) != 0;
    } else if (record.type == brt::kBundleSheet) {
      SheetEntry entry;
      entry.hidden = reader.u32() != 0;
      reader.skip(4);
      take_wide_text(reader, entry.relationship_id);
      take_wide_text(reader, entry.name);
      if (!put_line_breaks_right(entry.name)) return at_byte(record.offset, "a NUL in the name of a sheet");
      workbook.sheets.push_back(std::move(entry));
      if (workbook.sheets.size() > limits.sheet_count_max) {
        return too_large("sheet_count_max", limits.sheet_count_max, "the number of sheets");
      }
    }
    if (reader.failed()) return at_byte(record.offset, "a record that is too short");
    return {};
  });
  if (!read) return read.error();
  return workbook;
}

Result<std::vector<TextPool::Ref>> read_xlsb_shared_strings(std::string_view part, const Limits& limits, CellTexts& texts) {
  std::vector<TextPool::Ref> refs;
  std::string text;
  const auto read = each_record(part, [&](const XlsbRecord& record) -> Result<void> {
    if (record.type != brt::kSharedItem) return {};
    ByteReader reader(record.body);
    take_wide_rich_text(reader, text);
    if (reader.failed() || !put_line_breaks_right(text)) {
      return at_byte(record.offset, fmt::format("shared string {} is cut off or malformed", refs.size()));
    }
    if (text.size() > limits.cell_text_size_max) {
      return too_large("cell_text_size_max", limits.cell_text_size_max, fmt::format("shared string {}", refs.size()));
    }
    refs.push_back(texts.pool.add(text));
    return {};
  });
  if (!read) return read.error();
  return refs;
}

Result<std::vector<std::uint16_t>> read_xlsb_styles(std::string_view part, CellTexts& texts) {
  FormatTable formats(texts);
  std::vector<std::uint32_t> format_ids;
  bool in_cell_styles = false;
  const auto read = each_record(part, [&](const XlsbRecord& record) -> Result<void> {
    ByteReader reader(record.body);
    if (record.type == brt::kBeginCellStyles) in_cell_styles = true;
    if (record.type == brt::kEndCellStyles) in_cell_styles = false;
    if (record.type == brt::kFormat) {
      const auto id = reader.u16();
      std::string code;
      take_wide_text(reader, code);
      formats.define(id, std::move(code));
    } else if (record.type == brt::kStyle && in_cell_styles) {
      reader.skip(2);
      format_ids.push_back(reader.u16());
    }
    if (reader.failed()) return at_byte(record.offset, "a record that is too short");
    return {};
  });
  if (!read) return read.error();
  return formats.places_of(format_ids);
}

}  // namespace switchyard::workbook
