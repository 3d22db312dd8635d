// GraphQL over HTTP (the draft of the GraphQL over HTTP working group, 2025) without an HTTP library: what came in, and what goes out.
//
// There is no CSRF by simple requests: a body is taken as application/json, which browsers send across origins only after a preflight. A
// multipart form they would send without; it is taken only with a header that forces one. A GET is a query, never a mutation; it needs no
// such header because a browser adds no credential by itself: the server knows callers by X-API-Key and Authorization, not by cookies.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graphql/execution/service.hpp"
#include "graphql/transport/media_types.hpp"
#include "graphql/transport/multipart.hpp"

namespace switchyard::graphql {

struct RequestParameters;

struct TransportRequest {
  std::string_view method;
  std::string_view content_type = {};  // As sent; empty where none was.
  std::string_view accept = {};        // As sent; several headers joined by commas.
  std::string_view query_string = {};  // Without its question mark.
  std::string_view body = {};
  // The parts of a body of multipart/form-data, parsed; nothing where it is none, or where it could not be parsed.
  std::optional<std::span<const FormPart>> form = {};
  // Whether a header came that no simple request has (Fetch standard, "CORS-safelisted request-header"): X-API-Key, Authorization,
  // GraphQL-Require-Preflight.
  bool has_preflight_header = false;
};

struct TransportAnswer {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};  // Allow.
  std::vector<ServiceAnswer> executed = {};                       // For logs and metrics, their bodies empty.
};

struct TransportOptions {
  // Requests in one body, as a JSON list; 0: batching is off.
  std::size_t batch_max = 0;
  MultipartLimits multipart = {};
};

class Transport {
 public:
  // `service` outlives the transport. May be called from many threads.
  explicit Transport(Service& service, TransportOptions options = {}) : service_(service), options_(options) {}

  // `app` and `hooks` are those of this request.
  [[nodiscard]] TransportAnswer answer(const TransportRequest& request, AppContext app, const ExecutionHooks& hooks = {}) const;

 private:
  struct Caller {
    AnswerType type;
    AppContext app;
    const ExecutionHooks& hooks;
  };
  [[nodiscard]] TransportAnswer answer_get(const TransportRequest& request, const Caller& caller) const;
  [[nodiscard]] TransportAnswer answer_post(const TransportRequest& request, const Caller& caller) const;
  [[nodiscard]] TransportAnswer answer_form(const TransportRequest& request, const Caller& caller) const;
  [[nodiscard]] TransportAnswer answer_body(Value body, std::span<const UploadedFile> files, const Caller& caller) const;
  [[nodiscard]] TransportAnswer answer_batch(Value::List bodies, std::span<const UploadedFile> files, const Caller& caller) const;
  [[nodiscard]] ServiceAnswer ask(Result<RequestParameters> parameters, std::span<const UploadedFile> files, bool only_queries,
                                  const Caller& caller, int& status) const;

  Service& service_;
  const TransportOptions options_;
};

}  // namespace switchyard::graphql
