// The letters of a page with their places, in the order of its content.
#pragma once

#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "documents/pdf/font_codes.hpp"
#include "documents/pdf/geometry.hpp"

namespace switchyard::documents {

struct PlacedLetter {
  std::string text;  // UTF-8.
  PdfRectangle box;  // Of the page's own coordinates.
};

// Fonts that several pages share are read once.
class TextReader {
 public:
  std::vector<PlacedLetter> read(QPDFObjectHandle page);

  [[nodiscard]] const FontCodes& font(QPDFObjectHandle dictionary);

 private:
  std::map<QPDFObjGen, FontCodes> fonts_;
  std::map<std::string, FontCodes> direct_fonts_;
};

}  // namespace switchyard::documents
