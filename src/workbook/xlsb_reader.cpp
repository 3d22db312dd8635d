// The package around the parts of an xlsb.
#include <fmt/format.h>

#include <utility>

#include "workbook/office_package.hpp"
#include "workbook/opened_workbook.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xlsb_parts.hpp"

namespace switchyard::workbook {
namespace {

// The part of the workbook's first relationship of that kind, read by `read`; nothing where there is none.
template <class Item, class Read>
Result<std::vector<Item>> read_part_of_kind(OfficePackage& package, std::string_view kind, Read read) {
  const auto* relationship = package.first_of_kind(kind);
  if (relationship == nullptr) return std::vector<Item>{};
  const auto part = package.load(relationship->target);
  if (!part) return part.error();
  Result<std::vector<Item>> items = read(*part);
  if (!items) return in_part(relationship->target, std::move(items).error());
  return items;
}

}  // namespace

Result<std::unique_ptr<OpenedWorkbook>> open_xlsb(Archive& archive, const Limits& limits) {
  OfficePackage package(archive);
  const auto workbook_name = package.find_workbook();
  if (!workbook_name) return workbook_name.error();
  const auto bytes = package.load(*workbook_name);
  if (!bytes) return bytes.error();
  const auto workbook = read_xlsb_workbook_part(*bytes, limits);
  if (!workbook) return in_part(*workbook_name, workbook.error());

  auto opened = std::make_unique<OpenedWorkbook>(FileType::xlsb);
  auto& texts = opened->texts();
  opened->dates_from_1904(workbook->dates_from_1904);
  const auto strings = read_part_of_kind<TextPool::Ref>(
      package, "sharedStrings", [&](std::string_view part) { return read_xlsb_shared_strings(part, limits, texts); });
  if (!strings) return strings.error();
  const auto formats =
      read_part_of_kind<std::uint16_t>(package, "styles", [&](std::string_view part) { return read_xlsb_styles(part, texts); });
  if (!formats) return formats.error();

  SheetContext context{.limits = limits,
                       .texts = texts,
                       .shared_strings = *strings,
                       .style_formats = *formats,
                       .dates_from_1904 = workbook->dates_from_1904};
  for (const auto& entry : workbook->sheets) {
    // A module of Visual Basic has an entry and no part; charts, dialogs and old macros have parts without cells.
    if (entry.relationship_id.empty()) continue;
    const auto found = package.relationship_of(entry);
    if (!found) return found.error();
    if ((*found)->kind != "worksheet") continue;
    const auto part = package.load((*found)->target);
    if (!part) return part.error();
    auto grid = read_xlsb_sheet(*part, entry, context);
    if (!grid) return in_part(fmt::format("sheet {} ({})", quoted(entry.name), (*found)->target), std::move(grid).error());
    opened->add(std::move(*grid));
  }
  if (opened->sheet_count() == 0) return unreadable("the workbook has no worksheet");
  texts.pool.seal();
  return opened;
}

}  // namespace switchyard::workbook
