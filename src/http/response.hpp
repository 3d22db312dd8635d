// An answer as handlers make it. The edge adds Date, Content-Length, X-Request-Id, compression, conditional and HEAD handling.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.hpp"
#include "values/error.hpp"

namespace switchyard::http {

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  Headers headers = {};
  std::string body = {};
  // For long answers (exports): instead of `body`, called on a worker thread until it returns false; each call appends a
  // piece. Sent chunked.
  std::function<bool(std::string& piece)> stream = nullptr;
  // May be compressed when the client asks (Accept-Encoding). Off for secrets beside attacker-chosen text.
  bool compressible = true;
  // A strong ETag is made from the body for 200 GET answers where this is set and no ETag header was given.
  bool etag_from_body = false;
  // Fields for this request's line in the access log ("partner.id"): never seen by the client, never a secret.
  std::vector<std::pair<std::string, std::string>> log_fields = {};

  // Names are lower case. Takes the place of one of that name; for a header that comes several times (set-cookie) append to
  // `headers`. A control character in a value is a bug: the client gets a 500.
  void set_header(std::string name, std::string value);
  void note(std::string name, std::string value);
};

[[nodiscard]] Response json(int status, std::string body);
// 204.
[[nodiscard]] Response no_content();
// RFC 9457 problem+json of a refusal: status by its kind, `code`, `title`, `detail`, `errors[]`, `requestId`.
[[nodiscard]] Response problem(const Error& error, const Request& request);
// The same with a status that the kind does not say (405, 412, 431…). The edge's own refusals.
[[nodiscard]] Response problem_with_status(int status, const Error& error, std::string_view request_id);
// The status that a kind of error has; the one table.
[[nodiscard]] int status_of(ErrorKind kind);

}  // namespace switchyard::http
