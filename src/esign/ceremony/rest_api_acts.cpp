// Acting: consent, what was seen and typed, the signature, and the ways out.
#include "esign/ceremony/rest_body.hpp"
#include "esign/ceremony/rest_call.hpp"
#include "esign/ceremony/rest_problem.hpp"
#include "esign/ceremony/rest_session_json.hpp"
#include "esign/ceremony/rest_session_routes.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kReasonMax = 500;
constexpr std::size_t kVersionMax = 100;

http::Response consent_route(const Bearer& bearer, const http::Request& request) {
  const auto version = parse_text(request, "version", kVersionMax);
  if (!version) return http::problem(version.error(), request);
  auto standing = consent(*bearer.ceremony, bearer.secret_sha256, *version);
  if (!standing) return problem_of(standing.refusal(), request);
  return session_answer(*bearer.ceremony, *standing);
}

http::Response viewed_route(const Bearer& bearer, const http::Request& request) {
  const auto viewed = parse_viewed(request);
  if (!viewed) return http::problem(viewed.error(), request);
  auto seen = note_viewed(*bearer.ceremony, bearer.secret_sha256, *viewed);
  if (!seen) return problem_of(seen.refusal(), request);
  return http::json(200, *seen ? "{\"seenToEnd\":true}" : "{\"seenToEnd\":false}");
}

http::Response draft_route(const Bearer& bearer, const http::Request& request) {
  const auto draft = parse_draft(request);
  if (!draft) return http::problem(draft.error(), request);
  auto standing = save_draft(*bearer.ceremony, bearer.secret_sha256, draft->values, draft->reading);
  if (!standing) return problem_of(standing.refusal(), request);
  http::JsonWriter json;
  json.begin_object().member("revision", revision_of(standing->envelope)).end_object();
  return http::json(200, std::move(json).text());
}

http::Response adopt_route(const Bearer& bearer, const http::Request& request) {
  auto standing = look(*bearer.ceremony, bearer.secret_sha256);
  if (!standing) return problem_of(standing.refusal(), request);
  auto adoption = parse_adoption(request);
  if (!adoption) {
    Error error = adoption.error();
    if (error.message.empty()) error.message = page_words(error.code, standing->session.language);
    return http::problem(error, request);
  }
  auto adopted = adopt(*bearer.ceremony, bearer.secret_sha256, *adoption);
  if (!adopted) return problem_of(adopted.refusal(), request);
  return http::json(200, adopted_json(*adopted, *standing));
}

http::Response finish_route(const Bearer& bearer, const http::Request& request) {
  const auto body = parse_finish(request);
  if (!body) return http::problem(body.error(), request);
  auto finished = finish(*bearer.ceremony, bearer.secret_sha256, body->values);
  if (!finished) return problem_of(finished.refusal(), request);
  return http::json(200, finished_json(*finished));
}

http::Response end_answer(Outcome<SessionEnd> end, const http::Request& request) {
  if (!end) return problem_of(end.refusal(), request);
  return http::json(200, end_json(*end));
}

http::Response decline_route(const Bearer& bearer, const http::Request& request) {
  const auto reason = parse_text(request, "reason", kReasonMax);
  if (!reason) return http::problem(reason.error(), request);
  return end_answer(decline(*bearer.ceremony, bearer.secret_sha256, *reason), request);
}

http::Response reassign_route(const Bearer& bearer, const http::Request& request) {
  const auto person = parse_person(request);
  if (!person) return http::problem(person.error(), request);
  return end_answer(assign_to(*bearer.ceremony, bearer.secret_sha256, *person), request);
}

http::Response finish_later_route(const Bearer& bearer, const http::Request& request) {
  const auto values = parse_values(request);
  if (!values) return http::problem(values.error(), request);
  return end_answer(leave_for_later(*bearer.ceremony, bearer.secret_sha256, *values), request);
}

http::Response close_route(const Bearer& bearer, const http::Request& request) { return end_answer(close_session(*bearer.ceremony, bearer.secret_sha256), request); }

}  // namespace

void add_act_routes(http::Router& router, const Ceremonies& ceremonies) {
  using http::Method;
  const auto add = [&](Method method, std::string name, BearerHandler handler, std::size_t body_size_max) {
    router.add({.method = method, .pattern = "/esign/signing/api/" + name, .handler = with_bearer(ceremonies, std::move(handler)), .body_size_max = body_size_max});
  };
  add(Method::post, "consent", consent_route, 4096);
  add(Method::post, "viewed", viewed_route, 4096);
  add(Method::put, "draft", draft_route, kValuesBodyMax);
  add(Method::post, "adopt", adopt_route, kAdoptBodyMax);
  add(Method::post, "finish", finish_route, kValuesBodyMax);
  add(Method::post, "decline", decline_route, 16 * 1024);
  add(Method::post, "reassign", reassign_route, 16 * 1024);
  add(Method::post, "finish-later", finish_later_route, kValuesBodyMax);
  add(Method::post, "close", close_route, 4096);
}

}  // namespace switchyard::esign
