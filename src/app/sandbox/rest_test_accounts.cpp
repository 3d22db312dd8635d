#include <fmt/format.h>

#include <array>

#include "app/sandbox/test_calls.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "enrollment/answers/take_answer.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "pricing/quotes/rest_judged_write.hpp"

namespace switchyard::app {
namespace {

using access::Caller;
using contracting::ContractAccountId;

Result<enrollment::Answer> parse_answer(const http::Request& request, Instant now) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return body.error();
  http::JsonObject in = body->object();
  enrollment::Answer answer{.kind = in.required("kind", enrollment::parse_answer_kind).value_or(enrollment::AnswerKind::supplier_accepted), .at = now};
  answer.code = in.optional_text("code", {.size_max = 64}).value_or("");
  answer.text = in.optional_text("text", {.size_max = 500}).value_or("");
  answer.start = in.optional("start", Date::parse);
  if (auto done = body->finish(); !done) return std::move(done).error();
  answer.source = "test-call";
  return answer;
}

Error account_not_found() { return {ErrorKind::not_found, "contract_account_not_found", "There is no contract account of this id."}; }

std::string taken_json(const enrollment::TakenAnswer& taken) {
  http::JsonWriter json;
  json.begin_object().member("answerId", taken.id.text()).member("outcome", text_of(taken.outcome)).member_or_null("detail", taken.detail);
  json.member("isUnmapped", taken.is_unmapped).end_object();
  return std::move(json).text();
}

http::Response answer_route(const Caller& caller, const http::Request& request, const ApiParts& parts) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = ContractAccountId::parse(request.path_captures.front());
  if (!id) return http::problem(account_not_found(), request);
  auto answer = parse_answer(request, parts.test.clock().now());
  if (!answer) return http::problem(answer.error(), request);
  answer->account = *id;
  const std::string actor = "application " + caller.application_id.text();
  return pricing::write_once_keyed(parts.test.quote_desk(), caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    if (contracting::accounts_by_ids(transaction, caller.partner_id, std::array{*id}).empty()) return http::problem(account_not_found(), request);
    http::Response response;
    parts.test_enrollment.with_desk([&](const enrollment::EnrollmentDesk& desk) {
      const auto taken = enrollment::take_answer(transaction, desk, actor, *answer);
      response = taken ? http::json(200, taken_json(*taken)) : http::problem(taken.error(), request);
    });
    return response;
  });
}

}  // namespace

void add_test_account_routes(http::Router& router, const ApiParts& parts) {
  router.add({.method = http::Method::post,
              .pattern = "/v1/test/contract-accounts/{id}/answer",
              .handler = parts.access.authenticator.require({access::Scope::contracts_write}, in_test_alone([parts](const Caller& caller, const http::Request& request) {
                                                              return answer_route(caller, request, parts);
                                                            })),
              .cors = http::Cors::by_credential});
}

}  // namespace switchyard::app
