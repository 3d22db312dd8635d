#include "pricing/layout/value_grammar.hpp"

#include <array>
#include <charconv>

namespace switchyard::pricing {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_word(std::string_view text, std::string_view lower_case_word) {
  if (text.size() < lower_case_word.size()) return false;
  for (std::size_t i = 0; i < lower_case_word.size(); ++i) {
    if (lower(text[i]) != lower_case_word[i]) return false;
  }
  return true;
}

constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};

// Takes digits off the front: at least `min`, at most `max`.
std::optional<int> take_number(std::string_view& text, std::size_t min, std::size_t max) {
  std::size_t count = 0;
  int value = 0;
  while (count < max && count < text.size() && is_digit(text[count])) value = value * 10 + (text[count++] - '0');
  if (count < min) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

std::optional<int> take_month_name(std::string_view& text, bool whole) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const auto name = kMonths[i];
    if (!starts_with_word(text, name.substr(0, 3))) continue;
    std::size_t size = whole ? name.size() : 3;
    if (!whole && name == "september" && starts_with_word(text, "sept")) size = 4;
    if (!starts_with_word(text, name.substr(0, size))) return std::nullopt;
    text.remove_prefix(size);
    if (!text.empty() && lower(text.front()) >= 'a' && lower(text.front()) <= 'z') return std::nullopt;
    return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

struct DateParts {
  int year = 0, month = 0, day = 1;
};

// One run of a letter of the form, from the front of the text.
bool take_token(std::string_view& text, char letter, std::size_t width, DateParts& parts) {
  std::optional<int> value;
  if (letter == 'D') {
    value = take_number(text, width, 2);
    parts.day = value.value_or(0);
  } else if (letter == 'M') {
    value = width >= 3 ? take_month_name(text, width == 4) : take_number(text, width, 2);
    parts.month = value.value_or(0);
  } else {
    value = take_number(text, width, width);
    parts.year = value.value_or(0) + (width == 2 ? 2000 : 0);
  }
  return value.has_value();
}

}  // namespace

std::optional<Date> parse_date_as(std::string_view text, std::string_view form) {
  DateParts parts;
  for (std::size_t at = 0; at < form.size();) {
    const char letter = form[at];
    if (letter != 'D' && letter != 'M' && letter != 'Y') {
      if (text.empty() || text.front() != letter) return std::nullopt;
      text.remove_prefix(1);
      ++at;
      continue;
    }
    std::size_t width = 0;
    while (at < form.size() && form[at] == letter) ++at, ++width;
    if (!take_token(text, letter, width, parts)) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  auto date = Date::from_parts(parts.year, parts.month, parts.day);
  if (!date) return std::nullopt;
  return *date;
}

std::optional<Date> parse_serial_day(std::string_view text, bool from_1904) {
  auto number = Decimal::parse_scientific(text);
  if (!number) return std::nullopt;
  auto day = number->rescaled(0, Rounding::down);
  constexpr std::int64_t kLastDay = 2'958'465;  // 9999-12-31.
  if (!day || day->coefficient() < 61 || day->coefficient() > kLastDay) return std::nullopt;
  constexpr std::int32_t kEpoch1900 = -25'569;
  constexpr std::int32_t kEpoch1904 = -24'107;
  return Date::from_days(static_cast<std::int32_t>(day->coefficient()) + (from_1904 ? kEpoch1904 : kEpoch1900));
}

std::optional<int> parse_hour(std::string_view text) {
  const auto hour = take_number(text, 1, 2);
  if (!hour) return std::nullopt;
  int minutes = 0;
  if (!text.empty() && text.front() == ':') {
    text.remove_prefix(1);
    const auto read = take_number(text, 2, 2);
    if (!read) return std::nullopt;
    minutes = *read;
  }
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const bool afternoon = starts_with_word(text, "p");
  const bool halves = afternoon || starts_with_word(text, "a");
  if (halves) {
    text.remove_prefix(1);
    if (text != "m" && text != "M" && text != ".m." && text != ".M." && text != ".m" && text != ".M") return std::nullopt;
  } else if (!text.empty()) {
    return std::nullopt;
  }
  if (minutes > 59 || *hour > 23 || (halves && (*hour < 1 || *hour > 12))) return std::nullopt;
  const int hours = halves ? *hour % 12 + (afternoon ? 12 : 0) : *hour;
  return hours * 60 + minutes;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t value = 0;
  std::size_t digits = 0;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == ',' && digits > 0)); ++at) {
    if (text[at] == ',') continue;
    if (++digits > 9) return std::nullopt;
    value = value * 10 + (text[at] - '0');
  }
  if (digits == 0) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && text[at] == '0') ++at;
  }
  if (at != text.size()) return std::nullopt;
  return value;
}

}  // namespace switchyard::pricing
