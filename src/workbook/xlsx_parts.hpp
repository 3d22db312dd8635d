// The parts of an Office Open XML workbook (ECMA-376 part 1, chapter 18), each read from its own XML.
//
// Every error names the byte of the part where it stands; the part itself is named by the caller. Not thread-safe: they fill a
// CellTexts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"
#include "workbook/sheet_context.hpp"
#include "workbook/stored_grid.hpp"
#include "workbook/workbook.hpp"
#include "workbook/xml_scanner.hpp"

namespace switchyard::workbook {

// The part as UTF-8 without a byte order mark. Refused: another encoding than UTF-8, UTF-16, ISO-8859-1 and Windows-1252; NUL.
Result<std::string> xml_as_utf8(std::string part);

struct SheetEntry {
  std::string name;
  std::string relationship_id;
  bool hidden = false;  // Hidden or very hidden.
};
struct WorkbookPart {
  std::vector<SheetEntry> sheets;
  bool dates_from_1904 = false;
};
Result<WorkbookPart> read_workbook_part(std::string_view xml, const Limits& limits);

struct Relationship {
  std::string id;
  std::string kind;    // The last word of its type: "worksheet", "sharedStrings" …
  std::string target;  // A part's name from the root of the package; empty when it is external.
};
// `source_part` is whose relationships they are: relative targets are seen from its folder.
Result<std::vector<Relationship>> read_relationships(std::string_view xml, std::string_view source_part);

// By index. Rich text is joined; phonetic hints are left out.
Result<std::vector<TextPool::Ref>> read_shared_strings(std::string_view xml, const Limits& limits, CellTexts& texts);
// By index of cellXfs: which of texts.formats the style shows numbers in.
Result<std::vector<std::uint16_t>> read_styles(std::string_view xml, CellTexts& texts);

Result<StoredGrid> read_sheet(std::string_view xml, const SheetEntry& entry, SheetContext& context);

// After the start of <si> or <is>: the text, runs joined, _xHHHH_ decoded, line breaks as '\n'. False where malformed.
bool take_rich_text(XmlScanner& xml, std::string& text);
// "_x000D_" and its like (ECMA-376 part 1, 22.9.2.19) decoded, then "\r\n" and "\r" as "\n".
void decode_escapes(std::string& text);

// "at byte 123: …".
[[nodiscard]] Error malformed_xml(const XmlScanner& xml);
// "1" and "true".
[[nodiscard]] bool is_true(std::string_view value);

}  // namespace switchyard::workbook
