#include "http/response_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "http/head_check.hpp"
#include "http/percent.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

bool is_sound_value(std::string_view value) { return !has_control(value); }

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits{};
  out.append(digits.data(), static_cast<std::size_t>(std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr - digits.data()));
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  const std::size_t from = out.size();
  out.resize(from + name.size() + value.size() + 4);
  char* at = std::copy_n(name.data(), name.size(), out.data() + from);
  *at++ = ':';
  *at++ = ' ';
  at = std::copy_n(value.data(), value.size(), at);
  *at++ = '\r';
  *at = '\n';
}

}  // namespace

std::string_view reason_of(int status) {
  switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
  }
}

void append_response_head(std::string& out, const Response& response, const HeadFacts& facts) {
  ENSURE(response.status >= 200 && response.status <= 599 && is_sound_value(response.content_type));
  for (const auto& [name, value] : response.headers) ENSURE(is_token(name) && is_sound_value(value));
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(response.status));
  out.append(" ").append(reason_of(response.status)).append("\r\n");
  append_field(out, "date", facts.date);
  if (!response.content_type.empty() && facts.framing.by != BodyFraming::By::none) append_field(out, "content-type", response.content_type);
  if (facts.framing.by == BodyFraming::By::length) {
    out.append("content-length: ");
    append_number(out, facts.framing.length);
    out.append("\r\n");
  }
  if (facts.framing.by == BodyFraming::By::chunks) append_field(out, "transfer-encoding", "chunked");
  if (!facts.request_id.empty()) append_field(out, "x-request-id", facts.request_id);
  for (const auto& [name, value] : response.headers) append_field(out, name, value);
  if (!facts.keep_alive) append_field(out, "connection", "close");
  if (facts.keep_alive && !facts.is_http_11) append_field(out, "connection", "keep-alive");
  out.append("\r\n");
}

}  // namespace switchyard::http
