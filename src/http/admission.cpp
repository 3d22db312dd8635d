#include "http/admission.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "http/answer_finish.hpp"
#include "http/head_check.hpp"
#include "http/quality_list.hpp"
#include "http/request_parser.hpp"

namespace switchyard::http {
namespace {

constexpr std::array<Method, 7> kMethods = {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del, Method::options};
constexpr std::string_view kPreflightSeconds = "600";
constexpr std::size_t kRequestHeadersSizeMax = 1024;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

std::optional<Response> refuse_content(const Route& route, const Request& request) {
  if (const auto coding = request.header("content-encoding"); coding && !equals_ignoring_case(*coding, "identity")) {
    auto response = problem(Error{ErrorKind::unsupported, "unsupported_media_type", "A compressed body is not taken here."}, request);
    response.set_header("accept-encoding", "identity");  // RFC 9110, section 12.5.3.
    return response;
  }
  if (route.content_types.empty()) return std::nullopt;
  const auto sent = request.header("content-type");
  if (sent) {
    const std::string essence = media_type_essence(*sent);
    if (std::find(route.content_types.begin(), route.content_types.end(), essence) != route.content_types.end()) return std::nullopt;
  }
  return problem(Error{ErrorKind::unsupported, "unsupported_media_type",
                       fmt::format("The body must be {}{}.", joined(route.content_types), sent ? "" : ", and Content-Type must say so")},
                 request);
}

// A comma-separated list of field names and nothing else: it is sent back.
bool is_name_list(std::string_view text) {
  return text.size() <= kRequestHeadersSizeMax && std::all_of(text.begin(), text.end(), [](char c) { return is_token_character(c) || c == ',' || c == ' '; });
}

}  // namespace

std::optional<Method> parse_method(std::string_view text) {
  for (const Method method : kMethods) {
    if (text_of(method) == text) return method;
  }
  return std::nullopt;
}

std::optional<Response> refuse_before_body(const Route& route, const Request& request, bool has_body, std::uint64_t content_length) {
  if (const auto expect = request.header("expect"); expect && !equals_ignoring_case(*expect, "100-continue")) {
    return problem_with_status(417, Error{ErrorKind::invalid, "expectation_failed", "The only expectation met here is 100-continue."}, request.request_id);
  }
  if (content_length > route.body_size_max) {
    const Refusal refusal = body_too_large(route.body_size_max);
    return problem_with_status(refusal.status, Error{ErrorKind::too_large, refusal.code, refusal.detail}, request.request_id);
  }
  if (has_body) {
    if (auto refused = refuse_content(route, request)) return refused;
  }
  if (const auto accept = request.header("accept"); accept && !accepts_any(*accept, route.answers)) {
    return problem_with_status(406, Error{ErrorKind::invalid, "not_acceptable", fmt::format("The answer is {}, which Accept excludes.", joined(route.answers))},
                               request.request_id);
  }
  return std::nullopt;
}

std::string allow_of(const std::vector<Method>& methods) {
  std::string text;
  for (const Method method : methods) {
    if (method != Method::options) text.append(text_of(method)).append(", ");
  }
  return text + "OPTIONS";
}

Response answer_options(const Request& request, const std::vector<Method>& allowed, const Route* asked) {
  Response response = no_content();
  response.set_header("allow", allow_of(allowed));
  if (!request.header("origin") || !request.header("access-control-request-method") || asked == nullptr || asked->cors == Cors::none) return response;
  response.set_header("access-control-allow-origin", "*");
  response.set_header("access-control-allow-methods", allow_of(allowed));
  if (const auto headers = request.header("access-control-request-headers"); headers && is_name_list(*headers)) {
    response.set_header("access-control-allow-headers", std::string(*headers));
  }
  response.set_header("access-control-max-age", std::string(kPreflightSeconds));
  add_vary(response, "access-control-request-headers");
  return response;
}

}  // namespace switchyard::http
