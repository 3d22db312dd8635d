#include "workbook/xlsx_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "workbook/encoding.hpp"
#include "workbook/format_table.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

using Event = XmlScanner::Event;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

template <class Number>
std::optional<Number> number_of(std::string_view text, int base = 10) {
  Number value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value, base);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return value;
}

// What the XML declaration names; empty where nothing does.
std::string_view declared_encoding(std::string_view xml) {
  if (!xml.starts_with("<?xml")) return {};
  const auto declaration = xml.substr(0, std::min(xml.find("?>"), std::size_t{200}));
  const auto found = declaration.find("encoding");
  if (found == std::string_view::npos) return {};
  const auto open = declaration.find_first_of("\"'", found);
  if (open == std::string_view::npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  return declaration.substr(open + 1, close - open - 1);
}

bool is_latin(std::string_view encoding) {
  return same_letters(encoding, "iso-8859-1") || same_letters(encoding, "windows-1252") || same_letters(encoding, "latin1") ||
         same_letters(encoding, "us-ascii");
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '%' && i + 2 < text.size() ? number_of<unsigned>(text.substr(i + 1, 2), 16) : std::nullopt;
    out += byte ? static_cast<char>(*byte) : text[i];
    if (byte) i += 2;
  }
  return out;
}

// RFC 3986 5.2.4 over part names: "xl/workbook.xml" and "../docProps/app.xml" give "docProps/app.xml".
std::string part_name_of(std::string_view target, std::string_view source_part) {
  std::string path = percent_decoded(target.substr(0, target.find_first_of("#?")));
  std::replace(path.begin(), path.end(), '\\', '/');
  if (!path.starts_with('/')) {
    const auto slash = source_part.rfind('/');
    if (slash != std::string_view::npos) path.insert(0, source_part.substr(0, slash + 1));
  }
  std::vector<std::string_view> steps;
  for (std::size_t from = 0; from <= path.size();) {
    const auto slash = std::min(path.find('/', from), path.size());
    const auto step = std::string_view(path).substr(from, slash - from);
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (!step.empty() && step != "." && step != "..") steps.push_back(step);
    from = slash + 1;
  }
  return fmt::format("{}", fmt::join(steps, "/"));
}

// "_x000D_" at `at`: its code unit.
std::optional<char32_t> escape_at(std::string_view text, std::size_t at) {
  if (text.size() < at + 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
  const auto unit = number_of<std::uint32_t>(text.substr(at + 2, 4), 16);
  if (!unit) return std::nullopt;
  return static_cast<char32_t>(*unit);
}

}  // namespace

Error malformed_xml(const XmlScanner& xml) {
  const char* problem = xml.problem() != nullptr ? xml.problem() : "an element ends too early";
  return unreadable(fmt::format("at byte {}: {}", xml.offset(), problem));
}

bool is_true(std::string_view value) { return value == "1" || value == "true"; }

Result<std::string> xml_as_utf8(std::string part) {
  const bool is_utf16 = part.starts_with("\xFF\xFE") || part.starts_with("\xFE\xFF");
  const bool has_mark = part.starts_with("\xEF\xBB\xBF");
  if (is_utf16 || has_mark) part = to_utf8(std::move(part));
  if (part.find('\0') != std::string::npos) return unreadable("a NUL byte in XML");
  if (is_utf16 || is_valid_utf8(part)) return part;
  const auto encoding = declared_encoding(part);
  if (!has_mark && is_latin(encoding)) return to_utf8(std::move(part));
  return unreadable(fmt::format("not UTF-8, and the encoding {} is not read", quoted(encoding)));
}

Result<WorkbookPart> read_workbook_part(std::string_view part, const Limits& limits) {
  WorkbookPart workbook;
  XmlScanner xml(part);
  while (true) {
    const auto event = xml.next();
    if (event == Event::malformed) return malformed_xml(xml);
    if (event == Event::finished) break;
    if (event != Event::start) continue;
    if (xml.name() == "workbookPr") {
      workbook.dates_from_1904 = is_true(xml.attribute("date1904").value_or(""));
    } else if (xml.name() == "sheet") {
      const auto id = xml.prefixed_attribute("id");
      if (!id) return unreadable(fmt::format("at byte {}: a sheet without a relationship", xml.offset()));
      const auto state = xml.attribute("state").value_or("visible");
      workbook.sheets.push_back(
          {.name = xml.attribute_text("name"), .relationship_id = std::string(*id), .hidden = state != "visible"});
      if (workbook.sheets.size() > limits.sheet_count_max) {
        return too_large("sheet_count_max", limits.sheet_count_max, "the number of sheets");
      }
    } else if (xml.name() == "extLst" && !xml.skip()) {
      return malformed_xml(xml);
    }
  }
  return workbook;
}

Result<std::vector<Relationship>> read_relationships(std::string_view part, std::string_view source_part) {
  std::vector<Relationship> relationships;
  XmlScanner xml(part);
  while (true) {
    const auto event = xml.next();
    if (event == Event::malformed) return malformed_xml(xml);
    if (event == Event::finished) return relationships;
    if (event != Event::start || xml.name() != "Relationship") continue;
    const auto type = xml.attribute_text("Type");
    const bool external = same_letters(xml.attribute("TargetMode").value_or(""), "External");
    relationships.push_back({.id = xml.attribute_text("Id"),
                             .kind = type.substr(type.rfind('/') + 1),
                             .target = external ? "" : part_name_of(xml.attribute_text("Target"), source_part)});
  }
}

void decode_escapes(std::string& text) {
  const bool has_escape = text.find("_x") != std::string::npos;
  if (!has_escape && text.find('\r') == std::string::npos) return;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto unit = has_escape ? escape_at(text, at) : std::nullopt;
    if (!unit) {
      out += text[at++];
      continue;
    }
    at += 7;
    const auto low = (*unit & 0xFC00) == 0xD800 ? escape_at(text, at) : std::nullopt;
    if (low && (*low & 0xFC00) == 0xDC00) {
      append_utf8(out, 0x10000 + ((*unit & 0x3FF) << 10) + (*low & 0x3FF));
      at += 7;
    } else {
      append_utf8(out, *unit);
    }
  }
  text.clear();
  for (std::size_t at = 0; at < out.size(); ++at) {
    const bool is_return = out[at] == '\r';
    if (is_return && at + 1 < out.size() && out[at + 1] == '\n') ++at;
    text += is_return ? '\n' : out[at];
  }
}

bool take_rich_text(XmlScanner& xml, std::string& text) {
  text.clear();
  std::string scratch;
  std::string_view run;
  int depth = 1;
  while (depth > 0) {
    const auto event = xml.next();
    if (event == Event::malformed || event == Event::finished) return false;
    if (event == Event::end) --depth;
    if (event != Event::start) continue;
    if (xml.name() == "t") {
      if (!xml.take_text(scratch, run)) return false;
      text += run;
    } else if (xml.name() == "r") {
      ++depth;
    } else if (!xml.skip()) {
      return false;
    }
  }
  decode_escapes(text);
  return true;
}

Result<std::vector<TextPool::Ref>> read_shared_strings(std::string_view part, const Limits& limits, CellTexts& texts) {
  std::vector<TextPool::Ref> refs;
  std::string text;
  XmlScanner xml(part);
  while (true) {
    const auto event = xml.next();
    if (event == Event::malformed) return malformed_xml(xml);
    if (event == Event::finished) return refs;
    if (event != Event::start || xml.name() == "sst") continue;
    if (xml.name() != "si") {
      if (!xml.skip()) return malformed_xml(xml);
      continue;
    }
    if (!take_rich_text(xml, text)) return malformed_xml(xml);
    if (text.size() > limits.cell_text_size_max) {
      return too_large("cell_text_size_max", limits.cell_text_size_max, fmt::format("shared string {}", refs.size()));
    }
    refs.push_back(texts.pool.add(text));
  }
}

Result<std::vector<std::uint16_t>> read_styles(std::string_view part, CellTexts& texts) {
  FormatTable formats(texts);
  std::vector<std::uint32_t> format_ids;
  XmlScanner xml(part);
  bool in_cell_styles = false;
  while (true) {
    const auto event = xml.next();
    if (event == Event::malformed) return malformed_xml(xml);
    if (event == Event::finished) break;
    if (event != Event::text && xml.name() == "cellXfs") in_cell_styles = event == Event::start;
    if (event != Event::start) continue;
    if (xml.name() == "numFmt") {
      const auto id = number_of<std::uint32_t>(xml.attribute("numFmtId").value_or(""));
      if (!id) return unreadable(fmt::format("at byte {}: a number format without an id", xml.offset()));
      formats.define(*id, xml.attribute_text("formatCode"));
    } else if (xml.name() == "xf" && in_cell_styles) {
      const auto id = number_of<std::uint32_t>(xml.attribute("numFmtId").value_or("0"));
      if (!id) return unreadable(fmt::format("at byte {}: a style whose number format is no number", xml.offset()));
      format_ids.push_back(*id);
    } else if ((xml.name() == "extLst" || xml.name() == "dxfs") && !xml.skip()) {
      return malformed_xml(xml);
    }
  }
  // The formats may stand behind the styles.
  return formats.places_of(format_ids);
}

}  // namespace switchyard::workbook
