// The styles part of a workbook that is being written: each distinct style once, numbered as it came.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "workbook/xlsx_writer.hpp"

namespace switchyard::workbook {

class StyleTable {
 public:
  StyleTable() { index_of({}); }
  // The number for a cell's `s`.
  std::uint32_t index_of(const CellStyle& style);
  [[nodiscard]] std::string xml() const;

 private:
  std::map<CellStyle, std::uint32_t> indices_;
  std::vector<CellStyle> styles_;
};

// Appends text as XML content or attribute value.
void append_xml_escaped(std::string& out, std::string_view text);

}  // namespace switchyard::workbook
