#include "workbook/stored_number.hpp"

#include <bit>
#include <charconv>
#include <cmath>

namespace switchyard::workbook {
namespace {

// Between these a number is written out; beyond, with an exponent, as workbooks do.
constexpr double kWrittenOutMin = 1e-9;
constexpr double kWrittenOutMax = 1e15;

}  // namespace

std::string_view StoredNumber::text_of_whole(std::int64_t value) {
  const auto [end, failure] = std::to_chars(text_.begin(), text_.end(), value);
  return {text_.data(), static_cast<std::size_t>(end - text_.data())};
}

std::string_view StoredNumber::text_of_hundredths(std::int32_t value) {
  if (value % 100 == 0) return text_of_whole(value / 100);
  auto* at = text_.data();
  if (value < 0) *at++ = '-';
  const auto magnitude = static_cast<std::uint32_t>(value < 0 ? -std::int64_t{value} : std::int64_t{value});
  at = std::to_chars(at, text_.end(), magnitude / 100).ptr;
  const auto rest = magnitude % 100;
  *at++ = '.';
  *at++ = static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) *at++ = static_cast<char>('0' + rest % 10);
  return {text_.data(), static_cast<std::size_t>(at - text_.data())};
}

std::string_view StoredNumber::text_of_bits(std::uint64_t bits) {
  const auto value = std::bit_cast<double>(bits);
  if (!std::isfinite(value)) return {};
  const auto magnitude = std::fabs(value);
  if (magnitude < kWrittenOutMax && std::trunc(value) == value) return text_of_whole(static_cast<std::int64_t>(value));
  const bool written_out = magnitude >= kWrittenOutMin && magnitude < kWrittenOutMax;
  const auto [end, failure] =
      std::to_chars(text_.begin(), text_.end(), value, written_out ? std::chars_format::fixed : std::chars_format::scientific);
  return {text_.data(), static_cast<std::size_t>(end - text_.data())};
}

std::string_view StoredNumber::text_of_rk(std::uint32_t rk) {
  const bool over_100 = (rk & 1) != 0;
  const bool whole = (rk & 2) != 0;
  if (whole) {
    const auto value = static_cast<std::int32_t>(rk) >> 2;
    return over_100 ? text_of_hundredths(value) : text_of_whole(value);
  }
  const auto bits = std::uint64_t{rk & ~3u} << 32;
  return text_of_bits(over_100 ? std::bit_cast<std::uint64_t>(std::bit_cast<double>(bits) / 100) : bits);
}

}  // namespace switchyard::workbook
