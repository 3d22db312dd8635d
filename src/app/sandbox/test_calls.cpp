#include "app/sandbox/test_calls.hpp"

namespace switchyard::app {

TestWork in_test_alone(TestWork work) {
  return [work = std::move(work)](const access::Caller& caller, const http::Request& request) {
    if (caller.environment == EnvironmentName::test) return work(caller, request);
    return http::problem({.kind = ErrorKind::not_found, .code = "test_only", .message = "Test alone has this call: use credentials of Test."}, request);
  };
}

void add_test_routes(http::Router& router, const ApiParts& parts) {
  add_test_quote_routes(router, parts);
  add_test_contract_routes(router, parts);
  add_test_account_routes(router, parts);
  add_test_event_routes(router, parts);
  add_test_case_routes(router, parts);
}

}  // namespace switchyard::app
