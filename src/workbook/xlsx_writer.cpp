#include "workbook/xlsx_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "values/ensure.hpp"
#include "workbook/encoding.hpp"
#include "workbook/number_format.hpp"
#include "workbook/serial_date.hpp"
#include "workbook/xlsx_styles_writer.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::workbook {

struct SheetWriter::Shared {
  StyleTable styles;
  std::unordered_map<std::string, std::uint32_t> string_indices;
  std::vector<std::string> strings;
  std::uint64_t string_uses = 0;
  DateEpoch epoch = DateEpoch::from_1900;

  std::uint32_t string_index(std::string text) {
    ++string_uses;
    const auto [place, is_new] = string_indices.emplace(std::move(text), static_cast<std::uint32_t>(strings.size()));
    if (is_new) strings.push_back(place->first);
    return place->second;
  }
};

namespace {

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr std::size_t kTextSizeMax = 32'767;
constexpr std::size_t kSheetNameSizeMax = 31;

// At most so many UTF-16 units, which Excel counts, never within a character.
std::string_view cut(std::string_view text, std::size_t units_max) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units += size == 4 ? 2 : 1;
    if (units > units_max) return text.substr(0, at);
    at += size;
  }
  return text;
}

bool looks_escaped(std::string_view text) {
  constexpr std::string_view kHexadecimal = "0123456789abcdefABCDEF";
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         text.substr(2, 4).find_first_not_of(kHexadecimal) == std::string_view::npos;
}

// Control characters, which XML cannot carry, as _x0007_; a text that looks like one gets its first '_' escaped.
std::string with_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_control = byte < 0x20 && text[i] != '\t' && text[i] != '\n';
    if (is_control || looks_escaped(text.substr(i))) {
      out += fmt::format("_x{:04X}_", byte);
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string fitting_name(std::string_view wanted) {
  constexpr std::string_view kForbidden = "[]:*?/\\";
  std::string name(cut(to_utf8(std::string(wanted)), kSheetNameSizeMax));
  for (char& c : name) {
    if (kForbidden.find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  if (name.starts_with('\'')) name.front() = ' ';
  if (name.ends_with('\'')) name.back() = ' ';
  return name.empty() ? "Sheet" : name;
}

// Sheets are told apart without regard to case.
bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string escaped(std::string_view text) {
  std::string out;
  append_xml_escaped(out, text);
  return out;
}

}  // namespace

void SheetWriter::put(CellPlace place, Kind kind, std::string value, const CellStyle& style, std::string expression) {
  ENSURE(place.row < 1'048'576 && place.column < 16'384);
  entries_.push_back({.place = place,
                      .kind = kind,
                      .style = shared_->styles.index_of(style),
                      .value = std::move(value),
                      .expression = std::move(expression)});
}

void SheetWriter::text(CellPlace place, std::string_view text, CellStyle style) {
  const std::string utf8 = is_valid_utf8(text) ? std::string(text) : to_utf8(std::string(text));
  put(place, Kind::shared_text, std::to_string(shared_->string_index(with_escapes(cut(utf8, kTextSizeMax)))), style);
}

void SheetWriter::number(CellPlace place, std::string_view stored, CellStyle style) {
  ENSURE(is_stored_number(stored));
  put(place, Kind::number, std::string(stored), style);
}

void SheetWriter::date(CellPlace place, Date day, CellStyle style) {
  if (style.number_format.empty()) style.number_format = "m/d/yyyy";
  put(place, Kind::number, std::to_string(serial_of(day, shared_->epoch).value()), style);
}

void SheetWriter::boolean(CellPlace place, bool value, CellStyle style) { put(place, Kind::boolean, value ? "1" : "0", style); }

void SheetWriter::error(CellPlace place, std::string_view code, CellStyle style) {
  put(place, Kind::error, std::string(code), style);
}

void SheetWriter::formula(CellPlace place, std::string_view expression, std::string_view result, CellStyle style) {
  ENSURE(result.empty() || is_stored_number(result));
  put(place, Kind::formula, std::string(result), style, std::string(expression));
}

void SheetWriter::blank(CellPlace place, CellStyle style) { put(place, Kind::blank, {}, style); }

// Writes one sheet's part.
class SheetXml {
 public:
  explicit SheetXml(const SheetWriter& sheet) : sheet_(sheet) {}

  std::string write() {
    out_ = fmt::format(R"({}<worksheet xmlns="{}">)", kHead, kMain);
    if (sheet_.frozen_rows_ > 0) {
      out_ += fmt::format(
          R"(<sheetViews><sheetView workbookViewId="0"><pane ySplit="{}" topLeftCell="A{}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>)",
          sheet_.frozen_rows_, sheet_.frozen_rows_ + 1);
    }
    write_columns();
    out_ += "<sheetData>";
    write_rows();
    out_ += "</sheetData>";
    if (!sheet_.merged_.empty()) {
      out_ += fmt::format(R"(<mergeCells count="{}">)", sheet_.merged_.size());
      for (const auto& range : sheet_.merged_) {
        out_ += fmt::format(R"(<mergeCell ref="{}:{}"/>)", a1_of(range.first), a1_of(range.last));
      }
      out_ += "</mergeCells>";
    }
    return std::move(out_) + "</worksheet>";
  }

 private:
  using Entry = SheetWriter::Entry;
  using Kind = SheetWriter::Kind;

  // Ascending, the last word of each column.
  void write_columns() {
    std::map<std::uint32_t, SheetWriter::Column> columns;
    for (const auto& column : sheet_.columns_) {
      auto& entry = columns.emplace(column.column, column).first->second;
      entry.hidden = entry.hidden || column.hidden;
      if (!column.hidden) entry.width = column.width;
    }
    if (columns.empty()) return;
    out_ += "<cols>";
    for (const auto& [index, column] : columns) {
      out_ += fmt::format(R"(<col min="{0}" max="{0}" width="{1}" customWidth="1"{2}/>)", index + 1, column.width,
                          column.hidden ? R"( hidden="1")" : "");
    }
    out_ += "</cols>";
  }

  void write_rows() {
    std::vector<const Entry*> entries;
    for (const auto& entry : sheet_.entries_) entries.push_back(&entry);
    // Of two for one place the later, which lies behind in one vector, comes behind.
    std::sort(entries.begin(), entries.end(),
              [](const Entry* a, const Entry* b) { return a->place != b->place ? a->place < b->place : a < b; });
    auto hidden = sheet_.hidden_rows_;
    std::sort(hidden.begin(), hidden.end());
    hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());

    auto next_hidden = hidden.begin();
    for (std::size_t i = 0; i < entries.size();) {
      const auto row = entries[i]->place.row;
      for (; next_hidden != hidden.end() && *next_hidden < row; ++next_hidden) write_empty_hidden_row(*next_hidden);
      const bool is_hidden = next_hidden != hidden.end() && *next_hidden == row;
      if (is_hidden) ++next_hidden;
      out_ += fmt::format(R"(<row r="{}"{}>)", row + 1, is_hidden ? R"( hidden="1")" : "");
      for (; i < entries.size() && entries[i]->place.row == row; ++i) {
        const bool replaced = i + 1 < entries.size() && entries[i + 1]->place == entries[i]->place;
        if (!replaced) write_cell(*entries[i]);
      }
      out_ += "</row>";
    }
    for (; next_hidden != hidden.end(); ++next_hidden) write_empty_hidden_row(*next_hidden);
  }

  void write_empty_hidden_row(std::uint32_t row) { out_ += fmt::format(R"(<row r="{}" hidden="1"/>)", row + 1); }

  void write_cell(const Entry& entry) {
    out_ += fmt::format(R"(<c r="{}")", a1_of(entry.place));
    if (entry.style != 0) out_ += fmt::format(R"( s="{}")", entry.style);
    switch (entry.kind) {
      case Kind::blank:
        out_ += "/>";
        return;
      case Kind::shared_text:
        out_ += R"( t="s")";
        break;
      case Kind::boolean:
        out_ += R"( t="b")";
        break;
      case Kind::error:
        out_ += R"( t="e")";
        break;
      case Kind::number:
      case Kind::formula:
        break;
    }
    out_ += '>';
    if (entry.kind == Kind::formula) out_ += "<f>" + escaped(entry.expression) + "</f>";
    if (entry.kind != Kind::formula || !entry.value.empty()) out_ += "<v>" + escaped(entry.value) + "</v>";
    out_ += "</c>";
  }

  const SheetWriter& sheet_;
  std::string out_;
};

namespace {

std::string relationship_xml(std::size_t id, std::string_view kind, std::string_view target) {
  return fmt::format(R"(<Relationship Id="rId{}" Type="{}/{}" Target="{}"/>)", id, kOffice, kind, target);
}

std::string relationships_xml(std::string_view entries) {
  return fmt::format(R"({}<Relationships xmlns="{}/relationships">{}</Relationships>)", kHead, kPackage, entries);
}

std::string content_types_xml(std::size_t sheet_count) {
  const auto part = [](std::string_view name, std::string_view type) {
    return fmt::format(
        R"(<Override PartName="/xl/{}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"/>)", name,
        type);
  };
  auto xml = fmt::format(R"({}<Types xmlns="{}/content-types">)", kHead, kPackage);
  xml += R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
         R"(<Default Extension="xml" ContentType="application/xml"/>)";
  xml += part("workbook.xml", "sheet.main");
  for (std::size_t i = 1; i <= sheet_count; ++i) xml += part(fmt::format("worksheets/sheet{}.xml", i), "worksheet");
  return xml + part("styles.xml", "styles") + part("sharedStrings.xml", "sharedStrings") + "</Types>";
}

}  // namespace

XlsxWriter::XlsxWriter() : shared_(std::make_unique<SheetWriter::Shared>()) {}
XlsxWriter::~XlsxWriter() = default;

SheetWriter& XlsxWriter::add_sheet(std::string_view wanted) {
  const auto base = fitting_name(wanted);
  auto name = base;
  const auto is_taken = [&](const auto& sheet) { return same_name(sheet->name(), name); };
  for (std::size_t n = 2; std::any_of(sheets_.begin(), sheets_.end(), is_taken); ++n) {
    const auto suffix = fmt::format(" ({})", n);
    name = std::string(cut(base, kSheetNameSizeMax - suffix.size())) + suffix;
  }
  sheets_.push_back(std::unique_ptr<SheetWriter>(new SheetWriter(std::move(name), *shared_)));
  return *sheets_.back();
}

void XlsxWriter::dates_from_1904() { shared_->epoch = DateEpoch::from_1904; }

std::string XlsxWriter::bytes() const {
  ENSURE(std::any_of(sheets_.begin(), sheets_.end(), [](const auto& sheet) { return !sheet->hidden_; }));
  const auto first_visible = std::find_if(sheets_.begin(), sheets_.end(), [](const auto& sheet) { return !sheet->hidden_; });
  const auto count = sheets_.size();
  auto workbook = fmt::format(
      R"({}<workbook xmlns="{}" xmlns:r="{}"><workbookPr{}/><bookViews><workbookView activeTab="{}"/></bookViews><sheets>)",
      kHead, kMain, kOffice, shared_->epoch == DateEpoch::from_1904 ? R"( date1904="1")" : "", first_visible - sheets_.begin());
  std::string relationships;
  for (std::size_t i = 1; i <= count; ++i) {
    const auto& sheet = *sheets_[i - 1];
    workbook += fmt::format(R"(<sheet name="{}" sheetId="{}"{} r:id="rId{}"/>)", escaped(sheet.name_), i,
                            sheet.hidden_ ? R"( state="hidden")" : "", i);
    relationships += relationship_xml(i, "worksheet", fmt::format("worksheets/sheet{}.xml", i));
  }
  workbook += "</sheets></workbook>";
  relationships +=
      relationship_xml(count + 1, "styles", "styles.xml") + relationship_xml(count + 2, "sharedStrings", "sharedStrings.xml");
  auto strings = fmt::format(R"({}<sst xmlns="{}" count="{}" uniqueCount="{}">)", kHead, kMain, shared_->string_uses,
                             shared_->strings.size());
  for (const auto& text : shared_->strings) strings += R"(<si><t xml:space="preserve">)" + escaped(text) + "</t></si>";
  strings += "</sst>";

  ZipWriter zip;
  zip.add("[Content_Types].xml", content_types_xml(count));
  zip.add("_rels/.rels", relationships_xml(relationship_xml(1, "officeDocument", "xl/workbook.xml")));
  zip.add("xl/workbook.xml", workbook);
  zip.add("xl/_rels/workbook.xml.rels", relationships_xml(relationships));
  zip.add("xl/styles.xml", shared_->styles.xml());
  zip.add("xl/sharedStrings.xml", strings);
  for (std::size_t i = 1; i <= count; ++i)
    zip.add(fmt::format("xl/worksheets/sheet{}.xml", i), SheetXml(*sheets_[i - 1]).write());
  return std::move(zip).finish();
}

}  // namespace switchyard::workbook
