// Parts of an Office package: each reader alone on the bytes, and the bytes as one part of an otherwise sound workbook, so that
// the fuzzer gets past the zip's checksums.
// links: workbook
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "workbook/workbook.hpp"
#include "workbook/xlsx_parts.hpp"
#include "workbook/zip_writer.hpp"

namespace {

using namespace switchyard;
using namespace switchyard::workbook;

const Limits kLimits{.unpacked_size_max = 4u << 20, .cell_count_max = 10'000};

void read_alone(std::uint8_t reader, std::string_view xml) {
  CellTexts texts;
  switch (reader % 5) {
    case 0:
      static_cast<void>(read_workbook_part(xml, kLimits));
      break;
    case 1:
      static_cast<void>(read_relationships(xml, "xl/workbook.xml"));
      break;
    case 2:
      static_cast<void>(read_shared_strings(xml, kLimits, texts));
      break;
    case 3:
      static_cast<void>(read_styles(xml, texts));
      break;
    default: {
      const std::vector<TextPool::Ref> strings = {texts.pool.add("a"), texts.pool.add("b")};
      const std::vector<std::uint16_t> formats = {0, 0};
      SheetContext context{.limits = kLimits, .texts = texts, .shared_strings = strings, .style_formats = formats};
      const auto grid = read_sheet(xml, SheetEntry{.name = "S", .relationship_id = "r", .hidden = false}, context);
      if (!grid) break;
      for (std::uint32_t row = 0; row < grid->row_count() && row < 50; ++row) {
        for (std::uint32_t column = 0; column < grid->column_count() && column < 50; ++column) {
          const Cell cell = grid->at(row, column);
          if ((cell.kind == CellKind::empty) != cell.text.empty()) __builtin_trap();
        }
      }
    }
  }
}

void read_in_package(std::uint8_t which, std::string_view part) {
  constexpr std::string_view kNames[] = {"[Content_Types].xml",        "_rels/.rels",   "xl/workbook.xml",
                                         "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
                                         "xl/worksheets/sheet1.xml"};
  constexpr std::string_view kParts[] = {
      "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>",
      "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>",
      "<workbook xmlns:r='x'><sheets><sheet name='S' r:id='a'/></sheets></workbook>",
      "<Relationships><Relationship Id='a' Type='x/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='b' "
      "Type='x/styles' Target='styles.xml'/><Relationship Id='c' Type='x/sharedStrings' "
      "Target='sharedStrings.xml'/></Relationships>",
      "<styleSheet><cellXfs><xf numFmtId='2'/><xf numFmtId='14'/></cellXfs></styleSheet>",
      "<sst><si><t>a</t></si></sst>",
      "<worksheet><sheetData><row><c t='s'><v>0</v></c><c s='1'><v>5</v></c></row></sheetData></worksheet>"};
  ZipWriter zip;
  for (std::size_t i = 0; i < std::size(kNames); ++i) zip.add(kNames[i], i == which % std::size(kNames) ? part : kParts[i]);
  static_cast<void>(switchyard::workbook::open(std::move(zip).finish(), kLimits));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes + 1), size - 1);
  if (bytes[0] % 4 == 3) {
    read_in_package(bytes[0] / 4, rest);
    return 0;
  }
  const auto xml = switchyard::workbook::xml_as_utf8(std::string(rest));
  if (xml) read_alone(bytes[0] / 4, *xml);
  return 0;
}
