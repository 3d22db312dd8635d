// What the codes of a PDF font mean and how wide they are (ISO 32000-1, 9.6 to 9.10).
#pragma once

#include <map>
#include <memory>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>
#include <unordered_map>

namespace switchyard::documents {

struct FontCode {
  std::string text;       // UTF-8; empty where it is not known.
  double width = 0;       // Of an em.
  bool is_space = false;  // The single byte 32, which word spacing widens.
};

class FontCodes {
 public:
  explicit FontCodes(QPDFObjectHandle font);

  // The next code of a shown string, which it is taken off; `bytes` is not empty.
  [[nodiscard]] FontCode next(std::string_view& bytes) const;
  [[nodiscard]] double ascent() const { return ascent_; }
  [[nodiscard]] double descent() const { return descent_; }

 private:
  void read_simple(QPDFObjectHandle font);
  void read_composite(QPDFObjectHandle font);
  void read_heights(QPDFObjectHandle descriptor);

  bool two_bytes_ = false;
  bool codes_are_utf16_ = false;
  double default_width_ = 1;
  double ascent_ = 0.8;
  double descent_ = -0.2;
  std::unordered_map<unsigned, double> widths_;
  std::unordered_map<unsigned, std::string> texts_;
};

// The mappings of a ToUnicode CMap; what it does not say well is left out.
std::unordered_map<unsigned, std::string> to_unicode_map(std::string_view cmap);

// The letter of a glyph's name ("A", "eacute", "uni0141"); empty where it is not known.
std::string text_of_glyph_name(std::string_view name);

// Of codes 0 to 255: "/WinAnsiEncoding", "/MacRomanEncoding", else the standard one.
const char32_t* base_encoding(std::string_view name);

// Of the 14 fonts that a PDF need not describe, in an em; 0 where the font is none of them or the letter is not ASCII.
double standard_width(std::string_view base_font, unsigned char letter);

}  // namespace switchyard::documents
