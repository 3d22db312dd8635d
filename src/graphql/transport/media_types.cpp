#include "graphql/transport/media_types.hpp"

#include <algorithm>
#include <utility>

namespace switchyard::graphql {
namespace {

constexpr std::size_t kRangesMax = 64;
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kGraphqlResponse = "application/graphql-response+json";

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return small;
}

// The text before the first `separator` outside of quotes; `rest` is what stands behind it.
std::string_view next_part(std::string_view& rest, char separator) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '"') is_quoted = !is_quoted;
    if (is_quoted && rest[i] == '\\') ++i;
    if (is_quoted || i >= rest.size() || rest[i] != separator) continue;
    const auto part = rest.substr(0, i);
    rest.remove_prefix(i + 1);
    return trimmed(part);
  }
  return trimmed(std::exchange(rest, {}));
}

struct Parameter {
  std::string name;
  std::string value;  // Without quotes, in small letters.
};

Parameter parse_parameter(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return {in_small_letters(text), {}};
  auto value = trimmed(text.substr(equals + 1));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return {in_small_letters(trimmed(text.substr(0, equals))), in_small_letters(value)};
}

// qvalue = "0" [ "." *3DIGIT ] / "1" [ "." *3"0" ] in thousandths; 0 where it is broken.
int quality_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') || (text.size() > 1 && text[1] != '.')) return 0;
  int quality = (text[0] - '0') * 1000;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(text.size(), 2))) {
    if (c < '0' || c > '9') return 0;
    quality += (c - '0') * unit;
    unit /= 10;
  }
  return quality <= 1000 ? quality : 0;
}

// How welcome a type is, and by how close a range: 3 itself, 2 "application/*", 1 "*/*".
struct Welcome {
  int closeness = 0;
  int quality = 0;
};

int closeness(std::string_view range, std::string_view type) {
  if (range == type) return 3;
  if (range == "application/*") return 2;
  return range == "*/*" ? 1 : 0;
}

// The closest range decides.
Welcome welcome_of(std::string_view accept, std::string_view type) {
  Welcome best;
  for (std::size_t ranges = 0; !accept.empty() && ranges < kRangesMax; ++ranges) {
    std::string_view rest = next_part(accept, ',');
    const std::string range = in_small_letters(next_part(rest, ';'));
    int quality = 1000;
    bool is_utf8 = true;
    while (!rest.empty()) {
      const Parameter parameter = parse_parameter(next_part(rest, ';'));
      if (parameter.name == "q") quality = quality_of(parameter.value);
      if (parameter.name == "charset") is_utf8 = is_utf8_charset(parameter.value);
    }
    const int close = closeness(range, type);
    if (close > best.closeness || (close == best.closeness && quality > best.quality)) {
      if (close != 0 && is_utf8) best = {close, quality};
    }
  }
  return best;
}

}  // namespace

std::string_view content_type_of(AnswerType type) {
  return type == AnswerType::json ? "application/json; charset=utf-8" : "application/graphql-response+json; charset=utf-8";
}

std::optional<AnswerType> negotiate(std::string_view accept) {
  if (trimmed(accept).empty()) return AnswerType::json;
  const Welcome json = welcome_of(accept, kJson);
  const Welcome response = welcome_of(accept, kGraphqlResponse);
  if (json.quality == 0 && response.quality == 0) return std::nullopt;
  if (response.quality != json.quality) return response.quality > json.quality ? AnswerType::graphql_response : AnswerType::json;
  return response.closeness == 3 ? AnswerType::graphql_response : AnswerType::json;
}

MediaType parse_media_type(std::string_view content_type) {
  MediaType type{in_small_letters(next_part(content_type, ';'))};
  while (!content_type.empty()) {
    Parameter parameter = parse_parameter(next_part(content_type, ';'));
    if (parameter.name == "charset") type.charset = std::move(parameter.value);
  }
  return type;
}

bool is_utf8_charset(std::string_view charset) { return charset.empty() || charset == "utf-8" || charset == "utf8"; }

}  // namespace switchyard::graphql
