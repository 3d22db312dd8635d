#include "esign/rest/wire_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace switchyard::esign {
namespace {

using Kind = http::JsonValue::Kind;

constexpr http::JsonLimits kBodyLimits{.size_max = 36 * 1024 * 1024, .depth_max = 32, .values_max = 200'000};

bool is_scalar(const http::JsonValue& value) { return value.kind == Kind::text || value.kind == Kind::number || value.kind == Kind::boolean; }
bool is_sdk_nothing(std::string_view text) { return text == "undefined" || text == "null"; }

Error wrong(std::string_view name, std::string_view text, std::string_view expected) {
  return Error{ErrorKind::invalid, "INVALID_REQUEST_BODY", fmt::format("The value '{}' of '{}' is not {}.", text.substr(0, 40), name, expected)};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string text_of(const http::JsonValue& object, std::string_view name) {
  const http::JsonValue* member = object.find(name);
  return member != nullptr && is_scalar(*member) ? member->text : std::string();
}

std::string word_of(const http::JsonValue& object, std::string_view name) {
  std::string text = text_of(object, name);
  return is_sdk_nothing(text) ? std::string() : text;
}

bool has_value(const http::JsonValue& object, std::string_view name) {
  const http::JsonValue* member = object.find(name);
  return member != nullptr && member->kind != Kind::null && !(member->kind == Kind::text && is_sdk_nothing(member->text));
}

bool is_true_word(std::string_view text) {
  const std::string word = lower_case(text);
  return word == "true" || word == "1" || word == "yes";
}

bool flag_of(const http::JsonValue& object, std::string_view name, bool otherwise) {
  const std::string word = lower_case(word_of(object, name));
  if (word == "false" || word == "0" || word == "no") return false;
  return is_true_word(word) || otherwise;
}

Result<std::optional<std::int64_t>> whole_number_of(const http::JsonValue& object, std::string_view name, std::int64_t min, std::int64_t max) {
  const std::string word = word_of(object, name);
  const std::string_view text = trimmed(word);
  if (text.empty()) return std::optional<std::int64_t>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  // "1.0" is what some clients write for 1.
  const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const bool is_whole = rest.empty() || (rest.front() == '.' && rest.find_first_not_of('0', 1) == std::string_view::npos);
  if (error != std::errc() || !is_whole || number < min || number > max) return wrong(name, text, fmt::format("a whole number from {} to {}", min, max));
  return std::optional(number);
}

Result<std::optional<std::int64_t>> thousandths_of(const http::JsonValue& object, std::string_view name) {
  const std::string word = word_of(object, name);
  std::string_view text = trimmed(word);
  if (text.empty()) return std::optional<std::int64_t>();
  const bool is_negative = text.front() == '-';
  if (is_negative || text.front() == '+') text.remove_prefix(1);
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string fraction(point == std::string_view::npos ? std::string_view() : text.substr(point + 1));
  const auto digits_only = [](std::string_view part) { return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; }); };
  if (whole.size() > 6 || (whole.empty() && fraction.empty()) || !digits_only(whole) || !digits_only(fraction)) return wrong(name, word, "a number up to 999999");
  fraction.resize(3, '0');
  const std::string digits = std::string(whole) + fraction;
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return std::optional(is_negative ? -number : number);
}

std::vector<const http::JsonValue*> objects_of(const http::JsonValue& object, std::string_view name) {
  std::vector<const http::JsonValue*> found;
  const http::JsonValue* member = object.find(name);
  if (member == nullptr) return found;
  if (member->kind == Kind::object) found.push_back(member);
  for (const http::JsonValue& item : member->items) {
    if (item.kind == Kind::object) found.push_back(&item);
  }
  return found;
}

const http::JsonValue* object_of(const http::JsonValue& object, std::string_view name) {
  const http::JsonValue* member = object.find(name);
  return member != nullptr && member->kind == Kind::object ? member : nullptr;
}

std::vector<std::string> texts_of(const http::JsonValue& object, std::string_view name) {
  const http::JsonValue* member = object.find(name);
  if (member == nullptr) return {};
  if (is_scalar(*member)) return parts_of(member->text);
  std::vector<std::string> texts;
  for (const http::JsonValue& item : member->items) {
    if (is_scalar(item) && !item.text.empty()) texts.push_back(item.text);
  }
  return texts;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const std::string_view part = trimmed(text.substr(0, comma));
    if (!part.empty()) parts.emplace_back(part);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return parts;
}

Result<http::JsonValue> parse_body(std::string_view text) {
  constexpr std::string_view kMessage = "The request body is missing or improperly formatted.";
  if (text.empty()) return http::JsonValue{.kind = Kind::object, .text = {}, .items = {}, .members = {}};
  auto body = http::parse_json(text, kBodyLimits);
  if (!body) return Error{ErrorKind::invalid, "INVALID_REQUEST_BODY", fmt::format("{} {}", kMessage, body.error().message)};
  if (body->kind != Kind::object) return Error{ErrorKind::invalid, "INVALID_REQUEST_BODY", std::string(kMessage) + " It must be an object."};
  return body;
}

}  // namespace switchyard::esign
