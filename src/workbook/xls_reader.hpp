// The parts of an xls ([MS-XLS], Excel 97 to 2003; and Excel 5 and 95 before it): the globals of the workbook and its sheets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"
#include "workbook/biff_records.hpp"
#include "workbook/sheet_context.hpp"
#include "workbook/stored_grid.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::workbook {

enum class BiffVersion : std::uint8_t { biff5, biff8 };

struct XlsSheetEntry {
  std::string name;
  std::size_t offset = 0;  // Of its BOF in the stream.
  bool hidden = false;     // Hidden or very hidden.
};

struct XlsGlobals {
  BiffVersion version = BiffVersion::biff8;
  unsigned code_page = 1252;
  bool dates_from_1904 = false;
  std::vector<XlsSheetEntry> sheets;  // Worksheets alone.
  std::vector<TextPool::Ref> shared_strings;
  std::vector<std::uint16_t> style_formats;  // By style: the place in texts.formats.
};

// Refused: "workbook_unreadable" with the record's byte, "workbook_encrypted", "workbook_too_large", "workbook_type_unsupported"
// (a version before Excel 5).
Result<XlsGlobals> read_xls_globals(std::string_view stream, const Limits& limits, CellTexts& texts);

struct XlsSheet {
  StoredGrid grid;
  std::size_t end = 0;  // One past its last byte in the stream.
};
// Errors name the record's byte and the cell.
Result<XlsSheet> read_xls_sheet(std::string_view stream, const XlsSheetEntry& entry, const XlsGlobals& globals,
                                SheetContext& context);

// "byte 1234 of the stream: …".
[[nodiscard]] Error in_record(const BiffRecord& record, Error error);
// A record whose body is shorter than its fields.
[[nodiscard]] Error too_short(const BiffRecord& record, std::string_view what);

}  // namespace switchyard::workbook
