#include "http/head_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "http/byte_scan.hpp"
#include "http/percent.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kLengthDigitsMax = 18;
constexpr std::size_t kMethodSizeMax = 32;

constexpr std::array<bool, 256> make_token_characters() {
  std::array<bool, 256> token{};
  for (char c = '0'; c <= '9'; ++c) token[static_cast<unsigned char>(c)] = true;
  for (char c = 'a'; c <= 'z'; ++c) token[static_cast<unsigned char>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) token[static_cast<unsigned char>(c)] = true;
  for (const char c : std::string_view("!#$%&'*+-.^_`|~")) token[static_cast<unsigned char>(c)] = true;
  return token;
}
constexpr auto kTokenCharacters = make_token_characters();

Refusal bad(std::string detail) { return Refusal{400, "malformed_request", std::move(detail)}; }
Refusal ambiguous(std::string detail) { return Refusal{400, "ambiguous_request", std::move(detail)}; }

// Fields of which two would contradict each other.
constexpr std::array<std::string_view, 3> kSingleFields = {"content-type", "authorization", "expect"};

// Fields that tell how the connection goes on.
constexpr std::array<std::string_view, 3> kConnectionFields = {"connection", "proxy-connection", "upgrade"};

struct Framing {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t encodings = 0;
  bool has_connection = false;
  std::array<std::size_t, kSingleFields.size()> singles{};
};

std::optional<Refusal> check_request_line(std::string_view line, const HeadLimits& limits, HeadParts& parts) {
  const std::size_t first = line.find(' ');
  if (first == std::string_view::npos || !is_token(line.substr(0, first))) return bad("The request line does not begin with a method.");
  if (first > kMethodSizeMax) return Refusal{501, "method_not_implemented", "The method is not known."};
  const std::size_t second = line.find(' ', first + 1);
  if (second == std::string_view::npos) return bad("The request line has no HTTP version.");
  const auto target = line.substr(first + 1, second - first - 1);
  if (target.size() > limits.target_size_max) {
    return Refusal{414, "target_too_long", fmt::format("The request target has {} bytes; at most {} are taken.", target.size(), limits.target_size_max)};
  }
  const bool has_hidden = any_byte(target, [](auto c) { return (c <= 0x20) | (c >= 0x7f) | (c == '#'); });
  if (target.empty() || has_hidden) return bad("The request target holds a character that must be percent-encoded.");
  const auto version = line.substr(second + 1);
  if (version.size() != 8 || !version.starts_with("HTTP/") || version[6] != '.') return bad("The request line does not end with an HTTP version.");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return Refusal{505, "http_version_not_supported", "HTTP/1.1 and HTTP/1.0 are spoken here."};
  parts.method = line.substr(0, first);
  parts.target = target;
  parts.is_http_11 = version[7] == '1';
  return std::nullopt;
}

std::optional<Refusal> check_length(std::string_view value) {
  const bool is_digits = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (value.empty() || !is_digits) return bad("Content-Length is not a number.");
  if (value.size() > kLengthDigitsMax) return Refusal{413, "body_too_large", "Content-Length is larger than any body that is taken."};
  return std::nullopt;
}

// uri-host [ ":" port ], RFC 9110, section 7.2.
std::optional<Refusal> check_host(std::string_view value) {
  const bool is_sound = std::all_of(value.begin(), value.end(), [](char c) {
    return is_token_character(c) ? c != '`' && c != '^' && c != '|' && c != '#' : c == ':' || c == '[' || c == ']';
  });
  if (value.empty() || !is_sound) return bad("Host is not a host name with an optional port.");
  return std::nullopt;
}

std::optional<Refusal> note_field(std::string_view name, std::string_view value, Framing& framing) {
  // Sizes differ from almost all of them, and tell without a call.
  const auto is = [&](std::string_view field) { return name.size() == field.size() && equals_ignoring_case(name, field); };
  if (is("host")) {
    ++framing.hosts;
    return check_host(value);
  }
  if (is("content-length")) {
    ++framing.lengths;
    return check_length(value);
  }
  if (is("transfer-encoding")) {
    ++framing.encodings;
    if (!equals_ignoring_case(value, "chunked")) return Refusal{501, "transfer_encoding_not_implemented", "The only Transfer-Encoding taken is chunked."};
    return std::nullopt;
  }
  for (const auto field : kConnectionFields) framing.has_connection |= is(field);
  for (std::size_t i = 0; i < kSingleFields.size(); ++i) {
    if (is(kSingleFields[i]) && ++framing.singles[i] > 1) return ambiguous(fmt::format("{} was sent twice.", kSingleFields[i]));
  }
  return std::nullopt;
}

bool is_text_with_tabs(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\t'; });
}

std::optional<Refusal> check_field(std::string_view line, HeadParts& parts, Framing& framing) {
  if (line.front() == ' ' || line.front() == '\t') return ambiguous("A header is folded over several lines.");
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return bad("A header line has no colon.");
  const auto name = line.substr(0, colon);
  if (!is_token(name)) return ambiguous("A header's name holds a character that it must not, or a space before the colon.");
  const auto value = trimmed(line.substr(colon + 1));
  if (has_control(value) && !is_text_with_tabs(value)) return ambiguous(fmt::format("The header {} holds a control character.", name));
  parts.fields.emplace_back(name, value);
  return note_field(name, value, framing);
}

std::optional<Refusal> check_framing(const Framing& framing, HeadParts& parts) {
  parts.has_framing = framing.has_connection || framing.lengths != 0 || framing.encodings != 0;
  if (framing.hosts > 1) return ambiguous("Host was sent twice.");
  if (framing.hosts == 0 && parts.is_http_11) return bad("Host is missing.");
  if (framing.lengths > 1) return ambiguous("Content-Length was sent twice.");
  if (framing.encodings > 1) return ambiguous("Transfer-Encoding was sent twice.");
  if (framing.encodings != 0 && framing.lengths != 0) return ambiguous("Content-Length and Transfer-Encoding were both sent.");
  if (framing.encodings != 0 && !parts.is_http_11) return ambiguous("Transfer-Encoding was sent with HTTP/1.0.");
  return std::nullopt;
}

}  // namespace

bool is_token_character(char c) { return kTokenCharacters[static_cast<unsigned char>(c)]; }

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return kTokenCharacters[static_cast<unsigned char>(c)]; });
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<Refusal> check_head(std::string_view head, const HeadLimits& limits, HeadParts& parts) {
  parts.fields.reserve(16);
  Framing framing;
  bool is_first = true;
  for (std::size_t fields = 0; !head.empty(); ++fields) {
    const std::size_t end = head.find('\r');
    const std::size_t line_feed = head.substr(0, end).find('\n');
    if (end == std::string_view::npos || line_feed != std::string_view::npos) return ambiguous("A line of the head ends without a carriage return.");
    if (end + 1 >= head.size() || head[end + 1] != '\n') return ambiguous("The head holds a carriage return that ends no line.");
    const auto line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (is_first) {
      if (auto refusal = check_request_line(line, limits, parts)) return refusal;
      is_first = false;
      continue;
    }
    if (line.empty()) return head.empty() ? check_framing(framing, parts) : bad("There is more after the head.");
    if (fields > limits.headers_max) return Refusal{431, "too_many_headers", fmt::format("There are more than {} headers.", limits.headers_max)};
    if (auto refusal = check_field(line, parts, framing)) return refusal;
  }
  return bad("The head has no end.");
}

}  // namespace switchyard::http
