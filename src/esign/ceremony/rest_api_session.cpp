// Looking: the session, its events, and what is entered before anything is shown.
#include "esign/ceremony/authentication.hpp"
#include "esign/ceremony/rest_body.hpp"
#include "esign/ceremony/rest_call.hpp"
#include "esign/ceremony/rest_problem.hpp"
#include "esign/ceremony/rest_session_json.hpp"
#include "esign/ceremony/rest_session_routes.hpp"
#include "http/query_reader.hpp"

namespace switchyard::esign {
namespace {

http::Response session_route(const Bearer& bearer, const http::Request& request) {
  auto standing = extend(*bearer.ceremony, bearer.secret_sha256);
  if (!standing) return problem_of(standing.refusal(), request);
  return session_answer(*bearer.ceremony, *standing);
}

http::Response events_route(const Bearer& bearer, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto since = query->optional_integer("since", 0, 9'000'000'000'000'000).value_or(0);
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  auto standing = look(*bearer.ceremony, bearer.secret_sha256);
  if (!standing) return problem_of(standing.refusal(), request);
  return http::json(200, events_json(*standing, since));
}

http::Response extend_route(const Bearer& bearer, const http::Request& request) {
  auto standing = extend(*bearer.ceremony, bearer.secret_sha256);
  if (!standing) return problem_of(standing.refusal(), request);
  return http::json(200, idle_json(*standing));
}

http::Response send_code_route(const Bearer& bearer, const http::Request& request) {
  auto state = send_email_code(*bearer.ceremony, bearer.secret_sha256);
  if (!state) return problem_of(state.refusal(), request);
  return http::json(200, authentication_json(*state));
}

http::Response authenticate_route(const Bearer& bearer, const http::Request& request) {
  const auto code = parse_code(request);
  if (!code) return http::problem(code.error(), request);
  auto state = code->access_code ? check_access_code(*bearer.ceremony, bearer.secret_sha256, *code->access_code)
                                 : check_email_code(*bearer.ceremony, bearer.secret_sha256, *code->email_code);
  if (!state) return problem_of(state.refusal(), request);
  return http::json(200, authentication_json(*state));
}

}  // namespace

http::Response session_answer(const Ceremony& ceremony, const Standing& standing) {
  SessionDetails details;
  ceremony.service.database.read([&](SqlReader& reader) {
    details = {.authentication = authentication_state(reader, standing)};
    if (!standing.has_passed()) return;
    details.readings = readings_of(reader, standing.recipient.guid);
    details.adopted = find_adopted(reader, standing.envelope.id, standing.recipient.guid);
  });
  return http::json(200, session_json(ceremony, standing, details));
}

http::Handler with_bearer(const Ceremonies& ceremonies, BearerHandler handler) {
  return [ceremonies, handler = std::move(handler)](const http::Request& request) {
    const auto bearer = bearer_of(ceremonies, request);
    http::Response response = bearer ? handler(*bearer, request) : problem_of(refusal(ErrorKind::unauthenticated, "session_unknown", "en"), request);
    set_api_headers(response);
    return response;
  };
}

void add_session_routes(http::Router& router, const Ceremonies& ceremonies) {
  using http::Method;
  const auto add = [&](Method method, std::string name, BearerHandler handler) {
    router.add({.method = method, .pattern = "/esign/signing/api/" + name, .handler = with_bearer(ceremonies, std::move(handler)), .body_size_max = 4096});
  };
  add(Method::get, "session", session_route);
  add(Method::get, "events", events_route);
  add(Method::post, "extend", extend_route);
  add(Method::post, "authenticate/code", send_code_route);
  add(Method::post, "authenticate", authenticate_route);
}

}  // namespace switchyard::esign
