#include "http/response.hpp"

#include <algorithm>

#include "http/json_writer.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kHeadersExpected = 8;

// "unknown_parameter" -> "Unknown parameter": RFC 9457 wants a title that is the same for each problem of a type.
std::string title_of(std::string_view code) {
  std::string title(code);
  std::replace(title.begin(), title.end(), '_', ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

void write_fields(JsonWriter& json, const std::vector<FieldError>& fields) {
  json.key("errors").begin_array();
  for (const auto& field : fields) {
    json.begin_object().member("pointer", field.pointer).member("code", field.code).member("detail", field.detail).end_object();
  }
  json.end_array();
}

}  // namespace

void Response::set_header(std::string name, std::string value) {
  for (auto& [known, known_value] : headers) {
    if (known == name) {
      known_value = std::move(value);
      return;
    }
  }
  if (headers.empty()) headers.reserve(kHeadersExpected);
  headers.emplace_back(std::move(name), std::move(value));
}

void Response::note(std::string name, std::string value) { log_fields.emplace_back(std::move(name), std::move(value)); }

Response json(int status, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  response.content_type.clear();
  return response;
}

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return 400;
    case ErrorKind::unauthenticated: return 401;
    case ErrorKind::forbidden: return 403;
    case ErrorKind::not_found: return 404;
    case ErrorKind::conflict: return 409;
    case ErrorKind::unprocessable: return 422;
    case ErrorKind::too_large: return 413;
    case ErrorKind::unsupported: return 415;
    case ErrorKind::rate_limited: return 429;
    case ErrorKind::unavailable: return 503;
  }
  return 500;
}

Response problem_with_status(int status, const Error& error, std::string_view request_id) {
  JsonWriter json;
  json.begin_object().member("type", "/docs/errors#" + error.code).member("title", title_of(error.code)).member("status", status);
  if (!error.message.empty()) json.member("detail", error.message);
  json.member("code", error.code);
  if (!error.fields.empty()) write_fields(json, error.fields);
  json.member("requestId", request_id).end_object();
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = std::move(json).text();
  response.set_header("cache-control", "no-store");
  if (status == 401) response.set_header("www-authenticate", "Bearer");  // RFC 9110, section 15.5.2: a 401 must have one.
  if (status == 503) response.set_header("retry-after", "1");
  return response;
}

Response problem(const Error& error, const Request& request) { return problem_with_status(status_of(error.kind), error, request.request_id); }

}  // namespace switchyard::http
