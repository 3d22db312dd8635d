#include "graphql/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "graphql/language/character.hpp"

namespace switchyard::graphql {

namespace {

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (is_digit_at(text, at)) ++at;
  return at;
}

// A JSON number taken apart: coefficient digits without point, and the power of ten of the last of them.
struct Parts {
  bool is_negative = false;
  std::string digits;
  std::int64_t exponent = 0;
};

std::int64_t read_exponent(std::string_view text) {
  constexpr std::int64_t kFar = 1'000'000;
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::int64_t exponent = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (read.ec == std::errc::result_out_of_range) return text.front() == '-' ? -kFar : kFar;
  return std::clamp(exponent, -kFar, kFar);
}

Parts take_apart(std::string_view number) {
  Parts parts;
  if (number.front() == '-') {
    parts.is_negative = true;
    number.remove_prefix(1);
  }
  const std::size_t exponent_at = number.find_first_of("eE");
  if (exponent_at != std::string_view::npos) parts.exponent = read_exponent(number.substr(exponent_at + 1));
  const std::string_view mantissa = number.substr(0, exponent_at);
  const std::size_t point = mantissa.find('.');
  parts.digits = mantissa.substr(0, point);
  if (point != std::string_view::npos) {
    parts.digits += mantissa.substr(point + 1);
    parts.exponent -= static_cast<std::int64_t>(mantissa.size() - point - 1);
  }
  while (!parts.digits.empty() && parts.digits.back() == '0') {
    parts.digits.pop_back();
    ++parts.exponent;
  }
  parts.digits.erase(0, parts.digits.find_first_not_of('0'));
  return parts;
}

// Digits d1d2… meaning 0.d1d2… * 10^point, as JavaScript lays them out (ECMA-262, Number::toString).
std::string lay_out(const std::string& digits, int point) {
  const int count = static_cast<int>(digits.size());
  if (count <= point && point <= 21) return digits + std::string(static_cast<std::size_t>(point - count), '0');
  if (0 < point && point <= 21)
    return digits.substr(0, static_cast<std::size_t>(point)) + '.' + digits.substr(static_cast<std::size_t>(point));
  if (-6 < point && point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  std::string text = digits.substr(0, 1);
  if (count > 1) text += '.' + digits.substr(1);
  const int exponent = point - 1;
  return text + 'e' + (exponent < 0 ? '-' : '+') + std::to_string(std::abs(exponent));
}

double to_double(std::string_view json_number) {
  double value = 0;
  const auto read = std::from_chars(json_number.data(), json_number.data() + json_number.size(), value);
  if (read.ec != std::errc::result_out_of_range) return value;
  const Parts parts = take_apart(json_number);
  const bool is_tiny = parts.exponent + static_cast<std::int64_t>(parts.digits.size()) < 0;
  const double far = is_tiny ? 0.0 : std::numeric_limits<double>::infinity();
  return parts.is_negative ? -far : far;
}

}  // namespace

std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (value == 0) return "0";
  std::array<char, 32> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), std::chars_format::scientific);
  const std::string_view scientific(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const std::size_t exponent_at = scientific.find('e');
  std::string digits(scientific.substr(0, exponent_at));
  std::erase(digits, '.');
  const int point = static_cast<int>(read_exponent(scientific.substr(exponent_at + 1))) + 1;
  return (value < 0 ? "-" : "") + lay_out(digits, point);
}

std::string plain_number_text(std::string_view json_number) { return number_text(to_double(json_number)); }

bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  if (text.substr(0, 1) == "-") ++at;
  if (!is_digit_at(text, at)) return false;
  at = text[at] == '0' ? at + 1 : skip_digits(text, at);
  if (at < text.size() && text[at] == '.') {
    if (!is_digit_at(text, at + 1)) return false;
    at = skip_digits(text, at + 1);
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!is_digit_at(text, at)) return false;
    at = skip_digits(text, at);
  }
  return at == text.size();
}

std::optional<std::int64_t> whole_number(std::string_view json_number) {
  constexpr std::int64_t kDigitsMax = 19;
  Parts parts = take_apart(json_number);
  if (parts.digits.empty()) return 0;
  if (parts.exponent < 0 || static_cast<std::int64_t>(parts.digits.size()) + parts.exponent > kDigitsMax) return std::nullopt;
  const std::string text =
      (parts.is_negative ? "-" : "") + parts.digits + std::string(static_cast<std::size_t>(parts.exponent), '0');
  std::int64_t whole = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (read.ec != std::errc()) return std::nullopt;
  return whole;
}

bool is_finite(std::string_view json_number) { return std::isfinite(to_double(json_number)); }

}  // namespace switchyard::graphql
