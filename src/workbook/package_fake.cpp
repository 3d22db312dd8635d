#include "workbook/package_fake.hpp"

#include <fmt/format.h>

#include "workbook/describe.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

}  // namespace

PackageFake::PackageFake() {
  parts["[Content_Types].xml"] =
      R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" )"
      R"(ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)";
  parts["_rels/.rels"] = fmt::format(
      R"(<Relationships><Relationship Id="rId1" Type="{}/officeDocument" Target="xl/workbook.xml"/></Relationships>)", kOffice);
  parts["xl/workbook.xml"] = fmt::format(
      R"(<workbook xmlns="{}" xmlns:r="{}"><sheets><sheet name="Rates" sheetId="1" r:id="rId1"/></sheets></workbook>)", kMain,
      kOffice);
  parts["xl/_rels/workbook.xml.rels"] =
      fmt::format(R"(<Relationships><Relationship Id="rId1" Type="{0}/worksheet" Target="worksheets/sheet1.xml"/>)"
                  R"(<Relationship Id="rId2" Type="{0}/styles" Target="styles.xml"/>)"
                  R"(<Relationship Id="rId3" Type="{0}/sharedStrings" Target="sharedStrings.xml"/></Relationships>)",
                  kOffice);
  styles(R"(<cellXfs><xf numFmtId="0"/></cellXfs>)");
  shared_strings("");
  rows("");
}

PackageFake& PackageFake::rows(std::string_view rows, std::string_view after, std::string_view before) {
  return part("xl/worksheets/sheet1.xml",
              fmt::format(R"(<worksheet xmlns="{}">{}<sheetData>{}</sheetData>{}</worksheet>)", kMain, before, rows, after));
}

PackageFake& PackageFake::shared_strings(std::string_view items) {
  return part("xl/sharedStrings.xml", fmt::format(R"(<sst xmlns="{}">{}</sst>)", kMain, items));
}

PackageFake& PackageFake::styles(std::string_view content) {
  return part("xl/styles.xml", fmt::format(R"(<styleSheet xmlns="{}">{}</styleSheet>)", kMain, content));
}

PackageFake& PackageFake::part(std::string name, std::string content) {
  parts[std::move(name)] = std::move(content);
  return *this;
}

std::string PackageFake::bytes() const {
  ZipWriter zip;
  for (const auto& [name, content] : parts) {
    if (!content.empty()) zip.add(name, content);
  }
  return std::move(zip).finish();
}

Result<std::unique_ptr<Workbook>> PackageFake::open(const Limits& limits) const { return workbook::open(bytes(), limits); }

std::string seen(const Workbook& workbook, std::string_view a1, std::size_t sheet) {
  const auto place = place_of(a1).value();
  const Cell cell = workbook.sheet(sheet).at(place.row, place.column);
  if (cell.kind == CellKind::empty) return "empty";
  auto out = fmt::format("{}:{}", text_of(cell.kind), cell.text);
  if (!cell.format.empty()) out += fmt::format(":{}", cell.format);
  return out;
}

std::string seen(const Result<std::unique_ptr<Workbook>>& opened, std::string_view a1, std::size_t sheet) {
  return opened ? seen(**opened, a1, sheet) : outcome_of(opened);
}

std::string outcome_of(const Result<std::unique_ptr<Workbook>>& opened) {
  return opened ? "opened" : opened.error().code + ": " + opened.error().message;
}

}  // namespace switchyard::workbook
