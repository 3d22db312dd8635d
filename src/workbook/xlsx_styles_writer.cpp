#include "workbook/xlsx_styles_writer.hpp"

#include <fmt/format.h>

#include "workbook/number_format.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::uint32_t kFirstCustomFormat = 164;

// Distinct values in the order of first use, each with its number.
class Numbering {
 public:
  explicit Numbering(std::uint32_t first) : next_(first) {}
  std::uint32_t of(const std::string& value) {
    const auto [place, is_new] = numbers_.emplace(value, next_);
    if (is_new) {
      ++next_;
      values_.push_back(value);
    }
    return place->second;
  }
  [[nodiscard]] const std::vector<std::string>& values() const { return values_; }

 private:
  std::uint32_t next_;
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> values_;
};

std::uint32_t format_id_of(const std::string& code, Numbering& custom) {
  if (code.empty()) return 0;
  for (std::uint32_t id = 1; id < 50; ++id) {
    if (built_in_format(id) == code) return id;
  }
  return custom.of(code);
}

std::string cell_format_xml(const CellStyle& style, std::uint32_t format_id, std::uint32_t fill_id) {
  auto xml =
      fmt::format(R"(<xf numFmtId="{}" fontId="{}" fillId="{}" borderId="0" xfId="0")", format_id, style.bold ? 1 : 0, fill_id);
  if (format_id != 0) xml += R"( applyNumberFormat="1")";
  if (style.bold) xml += R"( applyFont="1")";
  if (fill_id != 0) xml += R"( applyFill="1")";
  if (!style.centered && !style.wrapped) return xml + "/>";
  xml += R"( applyAlignment="1"><alignment)";
  if (style.centered) xml += R"( horizontal="center" vertical="center")";
  if (style.wrapped) xml += R"( wrapText="1")";
  return xml + "/></xf>";
}

}  // namespace

void append_xml_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

std::uint32_t StyleTable::index_of(const CellStyle& style) {
  const auto [place, is_new] = indices_.emplace(style, static_cast<std::uint32_t>(styles_.size()));
  if (is_new) styles_.push_back(style);
  return place->second;
}

std::string StyleTable::xml() const {
  Numbering formats(kFirstCustomFormat);
  Numbering fills(2);  // 0 and 1 are Excel's own.
  std::string cell_formats;
  for (const auto& style : styles_) {
    const auto fill_id = style.fill_rgb.empty() ? 0 : fills.of(style.fill_rgb);
    cell_formats += cell_format_xml(style, format_id_of(style.number_format, formats), fill_id);
  }
  std::string xml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)";
  if (!formats.values().empty()) {
    xml += fmt::format(R"(<numFmts count="{}">)", formats.values().size());
    for (std::size_t i = 0; i < formats.values().size(); ++i) {
      xml += fmt::format(R"(<numFmt numFmtId="{}" formatCode=")", kFirstCustomFormat + i);
      append_xml_escaped(xml, formats.values()[i]);
      xml += "\"/>";
    }
    xml += "</numFmts>";
  }
  xml +=
      R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)";
  xml += fmt::format(
      R"(<fills count="{}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>)",
      fills.values().size() + 2);
  for (const auto& rgb : fills.values()) {
    xml += R"(<fill><patternFill patternType="solid"><fgColor rgb="FF)";
    append_xml_escaped(xml, rgb);
    xml += R"("/><bgColor indexed="64"/></patternFill></fill>)";
  }
  xml +=
      "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>";
  xml += fmt::format(R"(<cellXfs count="{}">{}</cellXfs>)", styles_.size(), cell_formats);
  xml += R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
  return xml;
}

}  // namespace switchyard::workbook
