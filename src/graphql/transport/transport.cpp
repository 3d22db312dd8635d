#include "graphql/transport/transport.hpp"

#include <utility>

#include "graphql/error.hpp"
#include "graphql/execution/error_codes.hpp"
#include "graphql/execution/json_reader.hpp"
#include "graphql/transport/request_parameters.hpp"

namespace switchyard::graphql {
namespace {

constexpr int kOk = 200;
constexpr int kBadRequest = 400;
constexpr int kMethodNotAllowed = 405;
constexpr int kNotAcceptable = 406;
constexpr int kTooLarge = 413;
constexpr int kUnsupportedMediaType = 415;

int status_of(ErrorKind kind) { return kind == ErrorKind::too_large ? kTooLarge : kBadRequest; }

TransportAnswer refused(int status, AnswerType type, const Error& error) {
  const GraphqlError shown{.message = error.message, .code = error.code, .fields = error.fields};
  return {status, std::string(content_type_of(type)), errors_body({shown})};
}

TransportAnswer refused(int status, AnswerType type, const char* code, std::string message) {
  return refused(status, type, Error{ErrorKind::invalid, code, std::move(message)});
}

TransportAnswer answered(int status, AnswerType type, ServiceAnswer answer) {
  TransportAnswer out{status, std::string(content_type_of(type)), std::exchange(answer.body, {})};
  if (status == kMethodNotAllowed) out.headers.emplace_back("Allow", "POST");
  out.executed.push_back(std::move(answer));
  return out;
}

// A request that was understood and could not be executed: the older media type says so in the body alone, for an intermediary may have
// written any other status (GraphQL over HTTP, section "application/json").
int status_of(ServiceAnswer::Kind kind, AnswerType type) {
  switch (kind) {
    case ServiceAnswer::Kind::executed: return kOk;
    case ServiceAnswer::Kind::only_by_post: return kMethodNotAllowed;
    case ServiceAnswer::Kind::refused: return type == AnswerType::json ? kOk : kBadRequest;
  }
  return kOk;
}

}  // namespace

TransportAnswer Transport::answer(const TransportRequest& request, AppContext app, const ExecutionHooks& hooks) const {
  const auto type = negotiate(request.accept);
  if (request.method != "GET" && request.method != "POST") {
    auto answer = refused(kMethodNotAllowed, type.value_or(AnswerType::json), "method_not_allowed", "GraphQL is asked by POST, queries also by GET.");
    answer.headers.emplace_back("Allow", "GET, POST");
    return answer;
  }
  if (!type) {
    return refused(kNotAcceptable, AnswerType::json, "not_acceptable",
                   "`Accept` excludes both forms of the answer: application/graphql-response+json and application/json, in UTF-8.");
  }
  const Caller caller{*type, app, hooks};
  return request.method == "GET" ? answer_get(request, caller) : answer_post(request, caller);
}

ServiceAnswer Transport::ask(Result<RequestParameters> parameters, std::span<const UploadedFile> files, bool only_queries, const Caller& caller,
                             int& status) const {
  if (!parameters) {
    status = status_of(parameters.error().kind);
    ServiceAnswer answer;
    answer.kind = ServiceAnswer::Kind::refused;
    answer.body = refused(status, caller.type, parameters.error()).body;
    answer.first_code = parameters.error().code;
    answer.errors = 1;
    return answer;
  }
  ServiceAnswer answer = service_.answer({.query = parameters->query,
                                          .sha256 = parameters->sha256,
                                          .operation_name = parameters->operation_name,
                                          .variables = std::move(parameters->variables),
                                          .uploads = files,
                                          .only_queries = only_queries,
                                          .app = caller.app,
                                          .hooks = caller.hooks});
  status = status_of(answer.kind, caller.type);
  return answer;
}

TransportAnswer Transport::answer_get(const TransportRequest& request, const Caller& caller) const {
  int status = kOk;
  auto answer = ask(parameters_of_query(request.query_string), {}, true, caller, status);
  return answered(status, caller.type, std::move(answer));
}

TransportAnswer Transport::answer_post(const TransportRequest& request, const Caller& caller) const {
  const MediaType type = parse_media_type(request.content_type);
  if (type.essence == "multipart/form-data") return answer_form(request, caller);
  if (type.essence != "application/json" || !is_utf8_charset(type.charset)) {
    return refused(kUnsupportedMediaType, caller.type, "unsupported_media_type",
                   "The body of a POST is application/json in UTF-8, or multipart/form-data where it brings files.");
  }
  auto body = read_json(request.body);
  if (!body) return refused(status_of(body.error().kind), caller.type, body.error());
  return answer_body(*std::move(body), {}, caller);
}

TransportAnswer Transport::answer_form(const TransportRequest& request, const Caller& caller) const {
  if (!request.has_preflight_header) {
    return refused(kBadRequest, caller.type, kPreflightRequired, "A form with files comes with a header that no form of a foreign page can have: X-API-Key, Authorization or GraphQL-Require-Preflight.");
  }
  if (!request.form) return refused(kBadRequest, caller.type, "multipart_malformed", "The body is not the multipart/form-data that its Content-Type says.");
  auto form = read_multipart(*request.form, options_.multipart);
  if (!form) return refused(status_of(form.error().kind), caller.type, form.error());
  return answer_body(std::move(form->operations), form->files, caller);
}

TransportAnswer Transport::answer_body(Value body, std::span<const UploadedFile> files, const Caller& caller) const {
  if (auto* bodies = body.list(); bodies != nullptr && options_.batch_max != 0) return answer_batch(std::move(*bodies), files, caller);
  if (body.list() != nullptr) return refused(kBadRequest, caller.type, "batching_off", "A body is one request; batches are not taken.");
  int status = kOk;
  auto answer = ask(parameters_of(std::move(body)), files, false, caller, status);
  return answered(status, caller.type, std::move(answer));
}

TransportAnswer Transport::answer_batch(Value::List bodies, std::span<const UploadedFile> files, const Caller& caller) const {
  if (bodies.empty() || bodies.size() > options_.batch_max) {
    return refused(kBadRequest, caller.type, "batch_too_large", "A batch has 1 to " + std::to_string(options_.batch_max) + " requests.");
  }
  TransportAnswer out{kOk, std::string(content_type_of(caller.type)), "["};
  for (Value& body : bodies) {
    int status = kOk;
    auto answer = ask(parameters_of(std::move(body)), files, false, caller, status);
    if (out.body.size() > 1) out.body += ',';
    out.body += std::exchange(answer.body, {});
    out.executed.push_back(std::move(answer));
  }
  out.body += ']';
  return out;
}

}  // namespace switchyard::graphql
