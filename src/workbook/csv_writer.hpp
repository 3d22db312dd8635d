// Lines of a CSV as RFC 4180 has them: commas, CRLF, quotes only where they are needed.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace switchyard::workbook {

// Quoted where it holds a comma, a quote or a line break, or begins or ends with a space; quotes doubled.
void append_csv_field(std::string& out, std::string_view field);
// The fields with commas between and a CRLF behind. A line of one empty field is written as "" (two quotes), not as a blank line.
void append_csv_line(std::string& out, std::span<const std::string_view> fields);

}  // namespace switchyard::workbook
