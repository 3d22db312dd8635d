#include "pricing/layout/price_text.hpp"

#include <array>

namespace switchyard::pricing {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes off what stands around a number.
struct Bare {
  std::string_view text;
  bool negative = false;
  bool well_formed = true;
};

Bare bare(std::string_view text) {
  Bare number{text};
  const auto trim = [&number] {
    while (!number.text.empty() && (number.text.front() == ' ' || number.text.front() == '\t' || number.text.front() == '\n')) number.text.remove_prefix(1);
    while (!number.text.empty() && (number.text.back() == ' ' || number.text.back() == '\t' || number.text.back() == '\n')) number.text.remove_suffix(1);
  };
  trim();
  if (number.text.size() > 2 && number.text.front() == '(' && number.text.back() == ')') {
    number.negative = true;
    number.text = number.text.substr(1, number.text.size() - 2);
    trim();
  }
  if (number.text.starts_with('-')) {
    number.well_formed = !number.negative;
    number.negative = true;
    number.text.remove_prefix(1);
  }
  if (number.text.starts_with('$')) number.text.remove_prefix(1);
  constexpr std::string_view kCent = "\xC2\xA2";
  if (number.text.ends_with(kCent)) number.text.remove_suffix(kCent.size());
  trim();
  return number;
}

}  // namespace

std::optional<PriceText> parse_price_text(std::string_view text) {
  const auto number = bare(text);
  if (!number.well_formed || number.text.empty() || number.text.size() > Decimal::kTextSizeMax - 2) return std::nullopt;
  std::array<char, Decimal::kTextSizeMax> digits{};
  std::size_t size = 0;
  if (number.negative) digits[size++] = '-';
  if (number.text.front() == '.') digits[size++] = '0';
  bool after_point = false;
  bool scientific = false;
  PriceText price;
  for (std::size_t i = 0; i < number.text.size(); ++i) {
    const char c = number.text[i];
    if (c == ',') {
      const bool grouped = !after_point && i > 0 && is_digit(number.text[i - 1]) && i + 3 < number.text.size() && is_digit(number.text[i + 1]) &&
                           is_digit(number.text[i + 2]) && is_digit(number.text[i + 3]);
      if (!grouped) return std::nullopt;
      continue;
    }
    if (size >= digits.size()) return std::nullopt;
    if (after_point && is_digit(c)) ++price.decimals;
    if (c == '.') after_point = true;
    scientific = scientific || c == 'E' || c == 'e';
    digits[size++] = c;
  }
  auto value = Decimal::parse_scientific({digits.data(), size});
  if (!value) return std::nullopt;
  price.value = *value;
  if (scientific) price.decimals = value->scale();
  return price;
}

}  // namespace switchyard::pricing
