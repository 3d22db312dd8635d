#include "http/answer_finish.hpp"

#include "http/entity_tag.hpp"
#include "http/head_check.hpp"
#include "http/stream_coding.hpp"

namespace switchyard::http {
namespace {

// What scripts of other origins may read beside the few headers that they always can.
constexpr std::string_view kExposedHeaders = "etag, location, retry-after, x-request-id, ratelimit, ratelimit-policy, switchyard-environment, idempotency-replayed";

bool is_read(const Request& request) { return request.method == Method::get || request.method == Method::head; }

bool is_worth_compressing(const Response& response) {
  const bool is_long = response.stream != nullptr || response.body.size() >= kCompressSizeMin;
  return response.compressible && is_long && response.status != 206 && is_compressible_type(response.content_type) && find_header(response, "content-encoding") == nullptr;
}

void drop_body(Response& response) {
  response.body.clear();
  response.stream = nullptr;
}

// RFC 9110, section 13.2.2. Only for reads: what a write did before the edge saw its tag can't be undone.
// True where the answer has become another one.
bool apply_preconditions(Response& response, const Request& request, const std::string& entity_tag) {
  if (!if_match_holds(request, entity_tag)) {
    response = problem_with_status(412, Error{ErrorKind::conflict, "precondition_failed", "If-Match does not list the present entity tag."}, request.request_id);
    return true;
  }
  if (if_none_match_holds(request, entity_tag)) return false;
  response.status = 304;
  drop_body(response);
  return true;
}

void add_cors(Response& response, const Route* route) {
  if (route == nullptr || route->cors != Cors::any_origin) return;
  response.set_header("access-control-allow-origin", "*");
  response.set_header("access-control-expose-headers", std::string(kExposedHeaders));
}

void negotiate(Response& response, const Request& request, Effort effort) {
  Coding coding = Coding::identity;
  const bool is_negotiated = is_worth_compressing(response);
  if (is_negotiated) {
    add_vary(response, "accept-encoding");
    const std::string_view accepted = request.header("accept-encoding").value_or(std::string_view());
    coding = choose_coding(accepted);
    // What is made piece by piece is gzipped alone: br gains little at a speed that keeps up with it.
    if (response.stream != nullptr) coding = coding_quality(accepted, "gzip") > 0 ? Coding::gzip : Coding::identity;
  }
  const std::string* tag = find_header(response, "etag");
  if (tag != nullptr && coding != Coding::identity) response.set_header("etag", entity_tag_for_coding(*tag, text_of(coding)));
  if (tag != nullptr && response.status == 200 && is_read(request) && apply_preconditions(response, request, std::string(*find_header(response, "etag")))) return;
  if (coding == Coding::identity) return;
  if (response.stream != nullptr) {
    response.stream = gzipped(std::move(response.stream));
    response.set_header("content-encoding", std::string(text_of(coding)));
    return;
  }
  std::string smaller = compressed(response.body, coding, effort);
  if (smaller.empty()) {
    // The tag must not say a coding that is not there.
    if (tag != nullptr) response.set_header("etag", entity_tag_for_coding(*find_header(response, "etag"), "identity"));
    return;
  }
  response.body = std::move(smaller);
  response.set_header("content-encoding", std::string(text_of(coding)));
}

}  // namespace

const std::string* find_header(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return &value;
  }
  return nullptr;
}

void add_vary(Response& response, std::string_view name) {
  const std::string* present = find_header(response, "vary");
  if (present == nullptr) {
    response.headers.emplace_back("vary", name);
    return;
  }
  std::string_view rest = *present;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const auto listed = trimmed(rest.substr(0, comma));
    if (listed == "*" || equals_ignoring_case(listed, name)) return;
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  response.set_header("vary", *present + ", " + std::string(name));
}

void finish_answer(Response& response, const Request& request, const Route* route, Effort effort) {
  if (route != nullptr && route->reshape_problem != nullptr && response.content_type == "application/problem+json") route->reshape_problem(response);
  if (response.status == 204 || response.status == 304) drop_body(response);
  if (response.etag_from_body && response.status == 200 && response.stream == nullptr && is_read(request) && find_header(response, "etag") == nullptr) {
    response.set_header("etag", entity_tag_of(response.body));
  }
  negotiate(response, request, effort);
  add_cors(response, route);
}

}  // namespace switchyard::http
