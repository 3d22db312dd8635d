#include "workbook/number_format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "workbook/grid.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::array<std::string_view, 50> kBuiltIn = [] {
  std::array<std::string_view, 50> codes{};
  codes[1] = "0";
  codes[2] = "0.00";
  codes[3] = "#,##0";
  codes[4] = "#,##0.00";
  codes[5] = R"x("$"#,##0_);("$"#,##0))x";
  codes[6] = R"x("$"#,##0_);[Red]("$"#,##0))x";
  codes[7] = R"x("$"#,##0.00_);("$"#,##0.00))x";
  codes[8] = R"x("$"#,##0.00_);[Red]("$"#,##0.00))x";
  codes[9] = "0%";
  codes[10] = "0.00%";
  codes[11] = "0.00E+00";
  codes[12] = "# ?/?";
  codes[13] =
      "# ?"
      "?/"
      "??";
  codes[14] = "mm-dd-yy";
  codes[15] = "d-mmm-yy";
  codes[16] = "d-mmm";
  codes[17] = "mmm-yy";
  codes[18] = "h:mm AM/PM";
  codes[19] = "h:mm:ss AM/PM";
  codes[20] = "h:mm";
  codes[21] = "h:mm:ss";
  codes[22] = "m/d/yy h:mm";
  codes[37] = "#,##0_);(#,##0)";
  codes[38] = "#,##0_);[Red](#,##0)";
  codes[39] = "#,##0.00_);(#,##0.00)";
  codes[40] = "#,##0.00_);[Red](#,##0.00)";
  codes[41] = R"x(_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_))x";
  codes[42] = R"x(_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_))x";
  codes[43] = R"x(_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_))x";
  codes[44] = R"x(_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_))x";
  codes[45] = "mm:ss";
  codes[46] = "[h]:mm:ss";
  codes[47] = "mmss.0";
  codes[48] = "##0.0E+0";
  codes[49] = "@";
  return codes;
}();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// "[h]", "[mm]", "[ss]": elapsed time. Colours, conditions and languages are not.
bool is_elapsed(std::string_view inside) {
  if (inside.empty()) return false;
  const char first = lower(inside.front());
  if (first != 'h' && first != 'm' && first != 's') return false;
  for (const char c : inside) {
    if (lower(c) != first) return false;
  }
  return true;
}

// Walks a format code and hands over what is neither quoted, escaped, padding nor a colour: one character at a time,
// '[' standing for an elapsed time.
class FormatWalk {
 public:
  explicit FormatWalk(std::string_view code) : code_(code) {}

  std::optional<char> next() {
    while (at_ < code_.size()) {
      const char c = code_[at_++];
      if (c == '"') {
        skip_past('"');
      } else if (c == '\\' || c == '_' || c == '*' || c == '!') {
        ++at_;
      } else if (c == '[') {
        const auto from = at_;
        skip_past(']');
        if (at_ > from && is_elapsed(code_.substr(from, at_ - from - 1))) return '[';
      } else {
        return c;
      }
    }
    return std::nullopt;
  }

 private:
  void skip_past(char closing) {
    const auto found = code_.find(closing, at_);
    at_ = found == std::string_view::npos ? code_.size() : found + 1;
  }

  std::string_view code_;
  std::size_t at_ = 0;
};

}  // namespace

std::string_view built_in_format(std::uint32_t id) { return id < kBuiltIn.size() ? kBuiltIn[id] : std::string_view{}; }

bool is_stored_number(std::string_view text) {
  std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  std::size_t digit_count = 0;
  bool point = false;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = true;
    } else {
      ++digit_count;
    }
  }
  if (digit_count == 0) return false;
  if (at == text.size()) return true;
  if (text[at] != 'E' && text[at] != 'e') return false;
  ++at;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  return at < text.size() && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_digit);
}

bool is_date_format(std::string_view format) {
  FormatWalk walk(format);
  while (const auto c = walk.next()) {
    switch (lower(*c)) {
      case '[':
      case 'y':
      case 'm':
      case 'd':
      case 'h':
      case 's':
        return true;
      default:
        break;
    }
  }
  return false;
}

std::optional<int> decimals_shown(std::string_view format) {
  if (is_date_format(format)) return std::nullopt;
  FormatWalk walk(format);
  bool has_digit = false;
  bool after_point = false;
  int decimals = 0;
  while (const auto c = walk.next()) {
    if (*c == ';' || lower(*c) == 'e') break;
    if (*c == '/') return std::nullopt;
    if (*c == '.') after_point = true;
    if (*c == '0' || *c == '#' || *c == '?') {
      has_digit = true;
      decimals += after_point ? 1 : 0;
    }
  }
  if (!has_digit) return std::nullopt;
  return decimals;
}

}  // namespace switchyard::workbook
