// The package around the parts: which member is the workbook, its sheets, its strings and its styles (ECMA-376 part 2).
#include <fmt/format.h>

#include <algorithm>

#include "workbook/opened_workbook.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xlsx_parts.hpp"

namespace switchyard::workbook {
namespace {

Error in_part(std::string_view name, Error error) {
  error.message = fmt::format("{}, {}", name, error.message);
  return error;
}

// "xl/workbook.xml" has its relationships in "xl/_rels/workbook.xml.rels".
std::string relationships_name_of(std::string_view part) {
  const auto slash = part.rfind('/');
  const auto folder_size = slash == std::string_view::npos ? 0 : slash + 1;
  return fmt::format("{}_rels/{}.rels", part.substr(0, folder_size), part.substr(folder_size));
}

class PackageReader {
 public:
  PackageReader(Archive& archive, const Limits& limits) : archive_(archive), limits_(limits) {}

  Result<std::unique_ptr<OpenedWorkbook>> read() {
    auto workbook_name = find_workbook();
    if (!workbook_name) return std::move(workbook_name).error();
    auto relationships = relationships_of(*workbook_name);
    if (!relationships) return std::move(relationships).error();
    relationships_ = std::move(*relationships);
    if (auto loaded = load(*workbook_name); !loaded) return std::move(loaded).error();
    auto part = read_workbook_part(part_, limits_);
    if (!part) return in_part(*workbook_name, std::move(part).error());

    auto opened = std::make_unique<OpenedWorkbook>(FileType::xlsx);
    opened->dates_from_1904(part->dates_from_1904);
    if (auto strings = read_strings(opened->texts()); !strings) return std::move(strings).error();
    if (auto styles = read_formats(opened->texts()); !styles) return std::move(styles).error();
    if (auto sheets = read_sheets(*part, *opened); !sheets) return std::move(sheets).error();
    opened->texts().pool.seal();
    return opened;
  }

 private:
  // The part's XML in part_.
  Result<void> load(const std::string& name) {
    const auto index = archive_.find(name);
    if (!index) return unreadable("the part " + quoted(name) + " is missing");
    if (auto unpacked = archive_.unpack(*index, part_); !unpacked) return unpacked;
    auto xml = xml_as_utf8(std::move(part_));
    if (!xml) return in_part(name, std::move(xml).error());
    part_ = std::move(*xml);
    return {};
  }

  Result<std::vector<Relationship>> relationships_of(const std::string& part) {
    const auto name = relationships_name_of(part);
    if (auto loaded = load(name); !loaded) return std::move(loaded).error();
    auto relationships = read_relationships(part_, part);
    if (!relationships) return in_part(name, std::move(relationships).error());
    return relationships;
  }

  Result<std::string> find_workbook() {
    const auto package = relationships_of("");
    if (!package) return package.error();
    for (const auto& relationship : *package) {
      if (relationship.kind == "officeDocument" && !relationship.target.empty()) return relationship.target;
    }
    return unreadable("_rels/.rels names no workbook");
  }

  [[nodiscard]] const Relationship* first_of_kind(std::string_view kind) const {
    const auto found = std::find_if(relationships_.begin(), relationships_.end(), [&](const Relationship& relationship) {
      return relationship.kind == kind && !relationship.target.empty();
    });
    return found == relationships_.end() ? nullptr : &*found;
  }

  Result<void> read_strings(CellTexts& texts) {
    const auto* relationship = first_of_kind("sharedStrings");
    if (relationship == nullptr) return {};
    if (auto loaded = load(relationship->target); !loaded) return loaded;
    auto strings = read_shared_strings(part_, limits_, texts);
    if (!strings) return in_part(relationship->target, std::move(strings).error());
    shared_strings_ = std::move(*strings);
    return {};
  }

  Result<void> read_formats(CellTexts& texts) {
    const auto* relationship = first_of_kind("styles");
    if (relationship == nullptr) return {};
    if (auto loaded = load(relationship->target); !loaded) return loaded;
    auto styles = read_styles(part_, texts);
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
      const auto found = std::find_if(relationships_.begin(), relationships_.end(),
                                      [&](const Relationship& relationship) { return relationship.id == entry.relationship_id; });
      if (found == relationships_.end()) {
        return unreadable(
            fmt::format("sheet {} has no part: relationship {} is missing", quoted(entry.name), quoted(entry.relationship_id)));
      }
      // Charts, dialogs and old macros have tabs too, and no cells.
      if (found->kind != "worksheet") continue;
      if (auto loaded = load(found->target); !loaded) return loaded;
      auto grid = read_sheet(part_, entry, context);
      if (!grid) return in_part(fmt::format("sheet {} ({})", quoted(entry.name), found->target), std::move(grid).error());
      opened.add(std::move(*grid));
    }
    if (opened.sheet_count() == 0) return unreadable("the workbook has no worksheet");
    if (context.formulas_without_result > 0) {
      opened.note(fmt::format("{} formulas have no stored result and are read as empty cells, the first at {}",
                              context.formulas_without_result, context.first_formula_without_result));
    }
    return {};
  }

  Archive& archive_;
  const Limits& limits_;
  std::string part_;  // Its memory serves one part after the other.
  std::vector<Relationship> relationships_;
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
  return PackageReader(archive, limits).read();
}

}  // namespace switchyard::workbook
