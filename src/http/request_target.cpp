#include "http/request_target.hpp"

#include "http/head_check.hpp"
#include "http/percent.hpp"
#include "http/utf8.hpp"

namespace switchyard::http {
namespace {

// Also of the encoded form: "%2e%2e" is decoded before it gets here, and a backslash is a separator to some readers.
bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find_first_of("/\\");
    const auto segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace

std::optional<RequestTarget> split_target(std::string_view method, std::string_view target) {
  RequestTarget parts;
  if (target == "*") {
    if (method != "OPTIONS") return std::nullopt;
    parts.path = target;
    return parts;
  }
  if (target.front() != '/') {
    const std::size_t scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return std::nullopt;
    const auto scheme = target.substr(0, scheme_end);
    if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) return std::nullopt;
    target.remove_prefix(scheme_end + 3);
    const std::size_t host_end = target.find_first_of("/?");
    parts.host = target.substr(0, host_end);
    if (parts.host.empty() || parts.host.find('@') != std::string_view::npos) return std::nullopt;
    target = host_end == std::string_view::npos ? std::string_view() : target.substr(host_end);
  }
  const std::size_t question = target.find('?');
  parts.path = target.substr(0, question);
  if (parts.path.empty()) parts.path = "/";
  if (question != std::string_view::npos) parts.query = target.substr(question + 1);
  return parts;
}

std::optional<std::string> decoded_path(std::string_view path) {
  auto text = percent_decoded(path);
  if (!text || !is_utf8(*text) || has_control(*text) || has_dot_segment(*text)) return std::nullopt;
  return text;
}

}  // namespace switchyard::http
