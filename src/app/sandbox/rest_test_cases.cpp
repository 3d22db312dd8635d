#include "app/sandbox/test_calls.hpp"
#include "enrollment/sandbox/test_case.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"

namespace switchyard::app {
namespace {

void write_case(http::JsonWriter& json, const enrollment::TestCase& test_case) {
  json.begin_object().member("digits", test_case.digits).member("name", test_case.name).member("description", test_case.what);
  json.member("everyAttempt", test_case.every_attempt).key("answers").begin_array();
  for (const enrollment::TestStep& step : test_case.steps) {
    json.begin_object().member("afterSeconds", step.after.ms / 1'000).member("kind", text_of(step.kind)).member_or_null("code", step.code).end_object();
  }
  json.end_array().end_object();
}

http::Response cases_route(const access::Caller&, const http::Request& request) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  http::JsonWriter json(16 * 1024);
  json.begin_object().key("items").begin_array();
  for (const enrollment::TestCase& test_case : enrollment::TestCases::embedded().all()) write_case(json, test_case);
  json.end_array().key("nextCursor").null().end_object();
  return http::json(200, std::move(json).text());
}

}  // namespace

void add_test_case_routes(http::Router& router, const ApiParts& parts) {
  router.add({.method = http::Method::get,
              .pattern = "/v1/test/cases",
              .handler = parts.access.authenticator.require_any({access::Scope::contracts_read, access::Scope::contracts_write}, in_test_alone(cases_route)),
              .cors = http::Cors::by_credential});
}

}  // namespace switchyard::app
