#include "esign/ceremony/return_url.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace switchyard::esign {
namespace {

constexpr std::string_view kSchemes[] = {"https://", "http://"};

Error refused(std::string_view field, std::string_view what) {
  return Error{ErrorKind::invalid, "INVALID_REQUEST_PARAMETER", fmt::format("The request contained at least one invalid parameter. {} {}", field, what)};
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_host_character(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '-'; }

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit) && std::stoi(std::string(port)) <= 65535;
}

// "host", "host:port" or "[ip6]:port", in lower case.
bool is_authority(std::string_view authority) {
  std::string_view host = authority;
  std::string_view rest;
  if (host.starts_with('[')) {
    const auto close = host.find(']');
    if (close == std::string_view::npos) return false;
    rest = host.substr(close + 1);
    host = host.substr(1, close - 1);
    if (host.empty() || host.find_first_not_of("0123456789abcdef:.") != std::string_view::npos) return false;
  } else {
    const auto colon = host.find(':');
    rest = colon == std::string_view::npos ? std::string_view() : host.substr(colon);
    host = host.substr(0, colon);
    if (host.empty() || host.starts_with('.') || host.starts_with('-') || !std::all_of(host.begin(), host.end(), is_host_character)) return false;
  }
  return rest.empty() || (rest.starts_with(':') && is_port(rest.substr(1)));
}

// The lower-case "scheme://authority" at the beginning; empty where there is none that is sound.
std::string origin_at_start(std::string_view url) {
  for (const std::string_view scheme : kSchemes) {
    if (url.size() <= scheme.size() || lower(url.substr(0, scheme.size())) != scheme) continue;
    const std::string_view authority = url.substr(scheme.size(), url.find_first_of("/?#", scheme.size()) - scheme.size());
    if (!is_authority(lower(authority))) return {};
    return std::string(scheme) + lower(authority);
  }
  return {};
}

bool is_url_character(char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '\\' && c != '"' && c != '<' && c != '>'; }

}  // namespace

Result<std::string> parse_return_url(std::string_view text, std::string_view field) {
  if (text.empty() || text == "undefined" || text == "null") return refused(field, "is missing: an absolute http or https URL is needed.");
  if (text.size() > kReturnUrlSizeMax) return refused(field, fmt::format("is longer than {} characters.", kReturnUrlSizeMax));
  if (!std::all_of(text.begin(), text.end(), is_url_character) || origin_at_start(text).empty()) {
    return refused(field, "must be an absolute http or https URL, such as https://shop.example.com/signed.");
  }
  return std::string(text);
}

Result<std::vector<std::string>> parse_origins(const std::vector<std::string>& texts, std::string_view field) {
  if (texts.size() > kOriginsMax) return refused(field, fmt::format("names more than {} origins.", kOriginsMax));
  std::vector<std::string> origins;
  for (const std::string& text : texts) {
    const std::string origin = origin_at_start(text);
    if (origin.empty() || (text.size() != origin.size() && text.substr(origin.size()) != "/")) {
      return refused(field, fmt::format("holds \"{}\", which is no origin: a scheme, a host and perhaps a port, such as https://shop.example.com.", text.substr(0, 100)));
    }
    if (std::find(origins.begin(), origins.end(), origin) == origins.end()) origins.push_back(origin);
  }
  return origins;
}

std::string with_event(std::string_view url, std::string_view event) {
  if (url.empty()) return {};
  const std::string_view fragment = url.find('#') == std::string_view::npos ? std::string_view() : url.substr(url.find('#'));
  const std::string_view head = url.substr(0, url.size() - fragment.size());
  const std::string_view joint = head.find('?') == std::string_view::npos ? "?" : head.ends_with('?') || head.ends_with('&') ? "" : "&";
  return fmt::format("{}{}event={}{}", head, joint, event, fragment);
}

std::string origin_of(std::string_view url) { return origin_at_start(url); }

}  // namespace switchyard::esign
