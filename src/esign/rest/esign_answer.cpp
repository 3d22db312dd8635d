#include "esign/rest/esign_answer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "http/json_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

struct CodeStatus {
  std::string_view code;
  int status;
};

// Codes whose status the kind of the refusal does not say.
constexpr std::array<CodeStatus, 8> kStatuses = {{
    {"ACCOUNT_NOT_AUTHORIZED_FOR_ENVELOPE", 400},
    {"DOCUMENT_DOES_NOT_EXIST", 404},
    {"ENVELOPE_DOES_NOT_EXIST", 404},
    {"TEMPLATE_ID_INVALID", 404},
    {"UNKNOWN_ENVELOPE_RECIPIENT", 400},
    {"USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT", 401},
    {"HOURLY_APIINVOCATION_LIMIT_EXCEEDED", 429},
    {"BURST_APIINVOCATION_LIMIT_EXCEEDED", 429},
}};

struct EdgeCode {
  std::string_view ours;
  std::string_view code;
};

// What the edge refuses before any handler, and how it is said here.
constexpr std::array<EdgeCode, 7> kEdgeCodes = {{
    {"body_too_large", "REQUEST_BODY_TOO_LARGE"},
    {"unsupported_media_type", "UNSUPPORTED_MEDIA_TYPE"},
    {"not_acceptable", "NOT_ACCEPTABLE"},
    {"method_not_allowed", "METHOD_NOT_ALLOWED"},
    {"not_found", "RESOURCE_NOT_FOUND"},
    {"database_unavailable", "SERVICE_UNAVAILABLE"},
    {"internal_error", "UNSPECIFIED_ERROR"},
}};

std::string body_of(std::string_view code, std::string_view message) {
  http::JsonWriter json;
  json.begin_object().member("errorCode", code).member("message", message).end_object();
  return std::move(json).text();
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return result;
}

http::Response uncached(http::Response response) {
  response.set_header("cache-control", "no-store");
  return response;
}

}  // namespace

int rest_status_of(const Error& error) {
  const auto* const known = std::ranges::find(kStatuses, error.code, &CodeStatus::code);
  if (known != kStatuses.end()) return known->status;
  switch (error.kind) {
    case ErrorKind::unauthenticated: return 401;
    case ErrorKind::forbidden: return 403;
    case ErrorKind::not_found: return 404;
    case ErrorKind::too_large: return 413;
    case ErrorKind::unsupported: return 415;
    case ErrorKind::rate_limited: return 429;
    case ErrorKind::unavailable: return 503;
    case ErrorKind::invalid:
    case ErrorKind::conflict:
    case ErrorKind::unprocessable: break;
  }
  return 400;
}

http::Response refusal(int status, std::string_view code, std::string_view message) {
  http::Response response = answer(status, body_of(code, message));
  response.note("refusal", std::string(code));
  return response;
}

http::Response refusal(const Error& error) {
  std::string message = error.message;
  for (const FieldError& field : error.fields) {
    if (message.find(field.detail) == std::string::npos) message += " " + (field.pointer.empty() ? field.detail : field.pointer + ": " + field.detail);
  }
  return refusal(rest_status_of(error), upper(error.code), message);
}

void reshape_problem(http::Response& response) {
  const auto body = http::parse_json(response.body);
  const http::JsonValue* code = body ? body->find("code") : nullptr;
  const http::JsonValue* detail = body ? body->find("detail") : nullptr;
  const std::string_view ours = code == nullptr ? std::string_view("internal_error") : std::string_view(code->text);
  const auto* const known = std::ranges::find(kEdgeCodes, ours, &EdgeCode::ours);
  response.body = body_of(known == kEdgeCodes.end() ? upper(ours) : std::string(known->code), detail == nullptr ? std::string_view() : std::string_view(detail->text));
  response.content_type = "application/json";
}

http::Response answer(int status, std::string json) { return uncached(http::json(status, std::move(json))); }

http::Response file_answer(std::string content_type, std::string bytes, std::string_view name) {
  http::Response response;
  response.content_type = std::move(content_type);
  response.body = std::move(bytes);
  response.compressible = false;
  std::string file_name;
  for (const char c : name) file_name.push_back(c >= ' ' && c <= '~' && c != '"' && c != '\\' ? c : '_');
  response.set_header("content-disposition", "file; filename=\"" + file_name + "\"");
  response.set_header("x-content-type-options", "nosniff");
  return uncached(std::move(response));
}

}  // namespace switchyard::esign
