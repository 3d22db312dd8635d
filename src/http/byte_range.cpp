#include "http/byte_range.hpp"

#include <algorithm>
#include <charconv>

#include "http/head_check.hpp"

namespace switchyard::http {
namespace {

// Digits alone; a number too large for the type stands for the largest.
std::optional<std::size_t> parse_position(std::string_view text) {
  const bool is_digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || !is_digits) return std::nullopt;
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? number : static_cast<std::size_t>(-1);
}

constexpr RangeReading kIgnored{RangeVerdict::ignored, {}};
constexpr RangeReading kUnsatisfiable{RangeVerdict::unsatisfiable, {}};

}  // namespace

RangeReading read_range(std::string_view header, std::size_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (header.size() < kUnit.size() || !equals_ignoring_case(header.substr(0, kUnit.size()), kUnit)) return kIgnored;
  const auto set = trimmed(header.substr(kUnit.size()));
  if (set.find(',') != std::string_view::npos) return kUnsatisfiable;
  const std::size_t dash = set.find('-');
  if (dash == std::string_view::npos) return kIgnored;
  const auto from = parse_position(trimmed(set.substr(0, dash)));
  const auto until = parse_position(trimmed(set.substr(dash + 1)));
  if (dash == 0) {
    if (!until) return kIgnored;
    if (*until == 0 || size == 0) return kUnsatisfiable;
    return {RangeVerdict::satisfiable, {size - std::min(*until, size), size - 1}};
  }
  const bool is_open = dash + 1 == set.size();
  if (!from || (!is_open && (!until || *until < *from))) return kIgnored;
  if (*from >= size) return kUnsatisfiable;
  return {RangeVerdict::satisfiable, {*from, is_open ? size - 1 : std::min(*until, size - 1)}};
}

}  // namespace switchyard::http
