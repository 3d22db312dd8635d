#include "http/request.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "http/percent.hpp"
#include "http/utf8.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kNameShownMax = 64;
constexpr std::size_t kParametersExpected = 12;

// A name in a message: cut, and without what could not be shown.
std::string shown(std::string_view encoded) { return std::string(encoded.substr(0, kNameShownMax)); }

Error refused(std::string_view encoded_name, std::string detail) {
  std::string message = fmt::format("The parameter {} {}.", shown(encoded_name), detail);
  return Error{ErrorKind::invalid, "malformed_parameters", std::move(message), {{shown(encoded_name), "malformed", std::move(detail)}}};
}

}  // namespace

std::string_view text_of(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
    case Method::options: return "OPTIONS";
  }
  return "GET";
}

Result<std::vector<Parameter>> parse_parameters(std::string_view encoded, std::size_t count_max) {
  std::vector<Parameter> parameters;
  if (!encoded.empty()) parameters.reserve(std::min(count_max, kParametersExpected));
  const bool is_plain = is_printable_ascii(encoded) && encoded.find('%') == std::string_view::npos && encoded.find('+') == std::string_view::npos;
  while (!encoded.empty()) {
    const std::size_t end = encoded.find('&');
    const auto pair = encoded.substr(0, end);
    encoded = end == std::string_view::npos ? std::string_view() : encoded.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const auto name = pair.substr(0, equals);
    const auto value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (parameters.size() == count_max) {
      return Error{ErrorKind::invalid, "too_many_parameters", fmt::format("There are more than {} parameters.", count_max)};
    }
    if (is_plain) {
      parameters.emplace_back(std::string(name), std::string(value));
      continue;
    }
    auto decoded_name = percent_decoded(name, Plus::space);
    auto decoded_value = percent_decoded(value, Plus::space);
    if (!decoded_name || !decoded_value) return refused(name, "has a broken percent escape");
    if (!is_utf8(*decoded_name) || !is_utf8(*decoded_value)) return refused(name, "is not UTF-8");
    if (has_control(*decoded_name) || has_control(*decoded_value)) return refused(name, "holds a control character");
    parameters.push_back({std::move(*decoded_name), std::move(*decoded_value)});
  }
  return parameters;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::size_t Request::header_count(std::string_view name) const {
  std::size_t count = 0;
  for (const auto& [key, value] : headers) count += key == name ? 1 : 0;
  return count;
}

}  // namespace switchyard::http
