#include "documents/pdf/font_codes.hpp"

#include <algorithm>
#include <cmath>

#include "documents/template/letters.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kWidthsMax = 70'000;
constexpr double kWidthMax = 20;  // Ems: what is wider is no letter.

std::string name_of(QPDFObjectHandle object) { return object.isName() ? object.getName() : std::string(); }

double number_of(QPDFObjectHandle object, double otherwise) {
  if (!object.isNumber()) return otherwise;
  const auto value = object.getNumericValue();
  return std::isfinite(value) ? value : otherwise;
}

std::string bytes_of(QPDFObjectHandle stream) {
  const auto buffer = stream.getStreamData(qpdf_dl_generalized);
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

double em(double thousandths) { return std::clamp(thousandths / 1000, 0.0, kWidthMax); }

}  // namespace

FontCodes::FontCodes(QPDFObjectHandle font) {
  if (!font.isDictionary()) return;
  if (name_of(font.getKey("/Subtype")) == "/Type0") {
    read_composite(font);
  } else {
    read_simple(font);
  }
  auto map = font.getKey("/ToUnicode");
  if (!map.isStream()) return;
  for (auto& [code, text] : to_unicode_map(bytes_of(map))) texts_[code] = std::move(text);
}

void FontCodes::read_heights(QPDFObjectHandle descriptor) {
  if (!descriptor.isDictionary()) return;
  const auto ascent = number_of(descriptor.getKey("/Ascent"), 0) / 1000;
  const auto descent = number_of(descriptor.getKey("/Descent"), 0) / 1000;
  if (ascent > 0.3 && ascent < 2) ascent_ = ascent;
  if (descent < 0 && descent > -1) descent_ = descent;
}

void FontCodes::read_simple(QPDFObjectHandle font) {
  const auto base_font = name_of(font.getKey("/BaseFont"));
  auto encoding = font.getKey("/Encoding");
  const auto* letters = base_encoding(name_of(encoding.isDictionary() ? encoding.getKey("/BaseEncoding") : encoding));
  const bool is_type3 = name_of(font.getKey("/Subtype")) == "/Type3";
  for (unsigned code = 0; code < 256; ++code) {
    if (letters[code] != 0) append_utf8(texts_[code], letters[code]);
    widths_[code] = standard_width(base_font, static_cast<unsigned char>(std::min<char32_t>(letters[code], 255)));
  }
  if (auto differences = encoding.isDictionary() ? encoding.getKey("/Differences") : QPDFObjectHandle::newNull();
      differences.isArray()) {
    long long code = 0;
    for (auto& each : differences.getArrayAsVector()) {
      if (each.isInteger()) code = each.getIntValue();
      if (!each.isName() || code < 0 || code > 255) continue;
      texts_[static_cast<unsigned>(code++)] = text_of_glyph_name(each.getName().substr(1));
    }
  }
  read_heights(font.getKey("/FontDescriptor"));
  auto matrix = font.getKey("/FontMatrix");
  const auto scale = is_type3 && matrix.isArray() && matrix.getArrayNItems() == 6
                         ? std::abs(number_of(matrix.getArrayItem(0), 0.001)) * 1000
                         : 1;
  auto widths = font.getKey("/Widths");
  auto first = font.getKey("/FirstChar");
  if (!widths.isArray()) return;
  long long code = first.isInteger() ? std::clamp(first.getIntValue(), 0LL, 255LL) : 0;
  for (auto& each : widths.getArrayAsVector()) {
    if (code > 255) return;
    widths_[static_cast<unsigned>(code++)] = em(number_of(each, 0) * scale);
  }
}

void FontCodes::read_composite(QPDFObjectHandle font) {
  two_bytes_ = true;
  codes_are_utf16_ = name_of(font.getKey("/Encoding")).find("UTF16") != std::string::npos ||
                     name_of(font.getKey("/Encoding")).find("UCS2") != std::string::npos;
  auto descendants = font.getKey("/DescendantFonts");
  if (!descendants.isArray() || descendants.getArrayNItems() < 1) return;
  auto inner = descendants.getArrayItem(0);
  if (!inner.isDictionary()) return;
  default_width_ = em(number_of(inner.getKey("/DW"), 1000));
  read_heights(inner.getKey("/FontDescriptor"));
  auto list = inner.getKey("/W");
  if (!list.isArray()) return;
  const auto items = list.getArrayAsVector();
  for (std::size_t at = 0; at + 1 < items.size() && widths_.size() < kWidthsMax;) {
    const auto first = static_cast<unsigned>(std::clamp(number_of(items[at], 0), 0.0, 65535.0));
    auto second = items[at + 1];
    if (second.isArray()) {
      unsigned code = first;
      for (auto& width : second.getArrayAsVector()) widths_[code++] = em(number_of(width, 0));
      at += 2;
      continue;
    }
    if (at + 2 >= items.size()) return;
    const auto last = static_cast<unsigned>(std::clamp(number_of(second, 0), 0.0, 65535.0));
    for (auto code = first; code <= last; ++code) widths_[code] = em(number_of(items[at + 2], 0));
    at += 3;
  }
}

FontCode FontCodes::next(std::string_view& bytes) const {
  const std::size_t size = two_bytes_ ? std::min<std::size_t>(2, bytes.size()) : 1;
  unsigned code = 0;
  for (const char c : bytes.substr(0, size)) code = code * 256 + static_cast<unsigned char>(c);
  bytes.remove_prefix(size);
  FontCode found{.text = {}, .width = default_width_, .is_space = size == 1 && code == 32};
  if (const auto width = widths_.find(code); width != widths_.end()) found.width = width->second;
  if (const auto text = texts_.find(code); text != texts_.end()) found.text = text->second;
  if (found.text.empty() && codes_are_utf16_) append_utf8(found.text, code < 0xD800 || code > 0xDFFF ? code : U' ');
  return found;
}

}  // namespace switchyard::documents
