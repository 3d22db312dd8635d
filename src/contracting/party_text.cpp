#include "contracting/party_text.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "contracting/customers/customer.hpp"
#include "values/digits.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Bytes of the well-formed character (RFC 3629) at the front, 0 where there is none.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) if ((byte(i) & 0xC0) != 0x80) return 0;
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool surrogate = first == 0xED && byte(1) > 0x9F;
  const bool too_high = first == 0xF4 && byte(1) > 0x8F;
  return overlong || surrogate || too_high ? 0 : size;
}

bool is_email_character(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte > 0x20 && byte != 0x7F && c != '@' && c != '<' && c != '>' && c != '(' && c != ')' && c != ',' && c != ';' && c != ':' && c != '"' && c != '\\' &&
         c != '[' && c != ']';
}

bool is_dotted(std::string_view part) {
  return !part.empty() && part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos && std::ranges::all_of(part, is_email_character);
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || text.size() > kEmailSizeMax) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  return local.size() <= 64 && is_dotted(local) && is_dotted(domain) && domain.find('.') != std::string_view::npos && domain.front() != '-' &&
         domain.back() != '-';
}

// Only what people put between the digits of a phone number is left out; anything else spoils it.
std::string phone_digits(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (detail::is_digit(c)) digits += c;
    const bool is_between = is_space(c) || c == '-' || c == '.' || c == '(' || c == ')' || (c == '+' && i == 0);
    if (!detail::is_digit(c) && !is_between) return {};
  }
  return digits;
}

// Area code and exchange of the North American plan begin with 2 to 9.
bool is_north_american(std::string_view ten) { return ten.size() == 10 && ten[0] >= '2' && ten[3] >= '2'; }

}  // namespace

std::string trimmed_text(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return std::string(text);
}

bool is_plain_text(std::string_view text, bool multiline) {
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    const auto byte = static_cast<std::uint8_t>(text.front());
    if (byte == 0x7F || (byte < 0x20 && !(multiline && is_space(text.front())))) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

void FieldCheck::refuse(std::string_view name, std::string code, std::string detail) {
  refusals_.push_back({at(name), std::move(code), std::move(detail)});
}

std::string FieldCheck::plain(std::string_view name, std::string text, std::size_t size_max, bool multiline) {
  if (text.size() > size_max) {
    refuse(name, "too_long", fmt::format("is {} bytes long; at most {} are taken", text.size(), size_max));
    return {};
  }
  if (is_plain_text(text, multiline)) return text;
  refuse(name, "control_character", "must be well-formed text without control characters");
  return {};
}

std::string FieldCheck::text(std::string_view name, std::string_view given, std::size_t size_max) { return plain(name, trimmed_text(given), size_max, false); }

std::string FieldCheck::paragraph(std::string_view name, std::string_view given, std::size_t size_max) {
  std::string text = trimmed_text(given);
  if (!text.empty()) return plain(name, std::move(text), size_max, true);
  refuse(name, "missing", "must be given");
  return {};
}

std::string FieldCheck::required(std::string_view name, std::string_view given, std::size_t size_max) {
  std::string text = trimmed_text(given);
  if (!text.empty()) return plain(name, std::move(text), size_max, false);
  refuse(name, "missing", "must be given");
  return {};
}

std::string FieldCheck::digits(std::string_view name, std::string_view given, std::size_t size_min, std::size_t size_max, std::string code) {
  std::string kept;
  bool is_right = true;
  for (const char c : given) {
    if (detail::is_digit(c)) kept += c;
    is_right = is_right && (detail::is_digit(c) || is_space(c) || c == '-');
  }
  is_right = is_right && (kept.empty() ? trimmed_text(given).empty() : kept.size() >= size_min && kept.size() <= size_max);
  if (is_right) return kept;
  const std::string count = size_min == size_max ? fmt::format("{}", size_min) : fmt::format("{} to {}", size_min, size_max);
  refuse(name, std::move(code), fmt::format("must be {} digits", count));
  return {};
}

std::string FieldCheck::email(std::string_view name, std::string_view given) {
  std::string text = trimmed_text(given);
  if (text.empty()) return text;
  if (!is_plain_text(text) || !is_email(text)) {
    refuse(name, "email_invalid", "must be an e-mail address, such as a.person@example.com");
    return {};
  }
  const std::size_t at = text.find('@');
  return text.substr(0, at) + lower_case(std::string_view(text).substr(at));
}

std::string FieldCheck::phone(std::string_view name, std::string_view given) {
  const std::string text = trimmed_text(given);
  if (text.empty()) return {};
  std::string digits = phone_digits(text);
  const bool is_foreign = text.front() == '+' && !digits.starts_with('1');
  if (is_foreign && digits.size() >= 8 && digits.size() <= 15) return "+" + digits;
  if (digits.size() == 11 && digits.front() == '1') digits.erase(0, 1);
  if (!is_foreign && is_north_american(digits)) return "+1" + digits;
  refuse(name, "phone_invalid", "must be a phone number of ten digits, or begin with + and the country's code");
  return {};
}

Error gathered(std::string code, std::string message, std::vector<FieldError> refusals) {
  ENSURE(!refusals.empty());
  return {.kind = ErrorKind::unprocessable, .code = std::move(code), .message = std::move(message), .fields = std::move(refusals)};
}

}  // namespace switchyard::contracting
