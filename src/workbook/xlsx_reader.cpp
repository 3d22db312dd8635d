// The package around the parts of an xlsx: which member is the workbook, its sheets, its strings and its styles.
#include <fmt/format.h>

#include "workbook/office_package.hpp"
#include "workbook/opened_workbook.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xlsx_parts.hpp"

namespace switchyard::workbook {
namespace {

class XlsxReader {
 public:
  XlsxReader(Archive& archive, const Limits& limits) : package_(archive), limits_(limits) {}

  Result<std::unique_ptr<OpenedWorkbook>> read() {
    const auto workbook_name = package_.find_workbook();
    if (!workbook_name) return workbook_name.error();
    const auto xml = package_.load_xml(*workbook_name);
    if (!xml) return xml.error();
    const auto part = read_workbook_part(*xml, limits_);
    if (!part) return in_part(*workbook_name, part.error());

    auto opened = std::make_unique<OpenedWorkbook>(FileType::xlsx);
    opened->dates_from_1904(part->dates_from_1904);
    if (auto strings = read_strings(opened->texts()); !strings) return std::move(strings).error();
    if (auto styles = read_formats(opened->texts()); !styles) return std::move(styles).error();
    if (auto sheets = read_sheets(*part, *opened); !sheets) return std::move(sheets).error();
    opened->texts().pool.seal();
    return opened;
  }

 private:
  Result<void> read_strings(CellTexts& texts) {
    const auto* relationship = package_.first_of_kind("sharedStrings");
    if (relationship == nullptr) return {};
    const auto xml = package_.load_xml(relationship->target);
    if (!xml) return xml.error();
    auto strings = read_shared_strings(*xml, limits_, texts);
    if (!strings) return in_part(relationship->target, std::move(strings).error());
    shared_strings_ = std::move(*strings);
    return {};
  }

  Result<void> read_formats(CellTexts& texts) {
    const auto* relationship = package_.first_of_kind("styles");
    if (relationship == nullptr) return {};
    const auto xml = package_.load_xml(relationship->target);
    if (!xml) return xml.error();
    auto styles = read_styles(*xml, texts);
    if (!styles) return in_part(relationship->target, std::move(styles).error());
    style_formats_ = std::move(*styles);
    return {};
  }

  Result<void> read_sheets(const WorkbookPart& part, OpenedWorkbook& opened) {
    SheetContext context{.limits = limits_,
                         .texts = opened.texts(),
                         .shared_strings = shared_strings_,
                         .style_formats = style_formats_,
                         .dates_from_1904 = part.dates_from_1904};
    for (const auto& entry : part.sheets) {
      const auto found = package_.relationship_of(entry);
      if (!found) return found.error();
      // Charts, dialogs and old macros have tabs too, and no cells.
      if ((*found)->kind != "worksheet") continue;
      const auto xml = package_.load_xml((*found)->target);
      if (!xml) return xml.error();
      auto grid = read_sheet(*xml, entry, context);
      if (!grid) return in_part(fmt::format("sheet {} ({})", quoted(entry.name), (*found)->target), std::move(grid).error());
      opened.add(std::move(*grid));
    }
    if (opened.sheet_count() == 0) return unreadable("the workbook has no worksheet");
    if (context.formulas_without_result > 0) {
      opened.note(fmt::format("{} formulas have no stored result and are read as empty cells, the first at {}",
                              context.formulas_without_result, context.first_formula_without_result));
    }
    return {};
  }

  OfficePackage package_;
  const Limits& limits_;
  std::vector<TextPool::Ref> shared_strings_;
  std::vector<std::uint16_t> style_formats_;
};

}  // namespace

FileType type_of_archive(Archive& archive) {
  const auto index = archive.find("[Content_Types].xml");
  if (!index) return FileType::zip;
  std::string part;
  if (!archive.unpack(*index, part)) return FileType::unknown;
  const auto xml = xml_as_utf8(std::move(part));
  if (!xml) return FileType::unknown;
  XmlScanner scanner(*xml);
  while (true) {
    const auto event = scanner.next();
    if (event == XmlScanner::Event::malformed || event == XmlScanner::Event::finished) return FileType::unknown;
    if (event != XmlScanner::Event::start) continue;
    const auto type = scanner.attribute("ContentType").value_or("");
    if (type.find("sheet.binary.macroEnabled.main") != std::string_view::npos) return FileType::xlsb;
    const bool is_main = type.ends_with(".main+xml");
    if (is_main && (type.find("spreadsheetml") != std::string_view::npos || type.find("ms-excel") != std::string_view::npos)) {
      return FileType::xlsx;
    }
  }
}

Result<std::unique_ptr<OpenedWorkbook>> open_xlsx(Archive& archive, const Limits& limits) {
  return XlsxReader(archive, limits).read();
}

}  // namespace switchyard::workbook
