// /v1/enrollment: what operators see and say of submissions; and a partner's own two steps.
//
//   POST /v1/enrollment/answers                    operator:enrollment   {"answers": [{…}]}   up to 500; each is kept or refused by itself
//   GET  /v1/enrollment/submissions                operator:enrollment   ?status ?contractId ?supplier ?limit ?cursor   the newest first
//   GET  /v1/enrollment/work                       operator:enrollment   ?type ?limit ?cursor   rejected, unmapped, unmatched, waiting, failed, review, retry
//   GET  /v1/enrollment/reject-codes               operator:enrollment
//   POST /v1/enrollment/contracts/{id}/release     operator:enrollment   {"reason"}   passes open reviews and submits
//   POST /v1/contracts/{id}/submit                 contracts:write       {"expectedVersion"?}
//   POST /v1/contract-accounts/{id}/fix            contracts:write       {"accountNumber"?, …, "note"?}
//   POST /v1/contract-accounts/{id}/confirm-retry  contracts:write       {}
#pragma once

#include "access/authenticator.hpp"
#include "enrollment/enrollment_desk.hpp"
#include "http/router.hpp"

namespace switchyard::enrollment {

// Lends the desk of a caller's environment.
using EnrollmentDeskOf = std::function<WithEnrollmentDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_enrollment_routes(http::Router& router, const access::Authenticator& authenticator, EnrollmentDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response take_answers_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);
[[nodiscard]] http::Response list_submissions_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);
[[nodiscard]] http::Response list_work_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);
[[nodiscard]] http::Response list_reject_codes_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);
[[nodiscard]] http::Response release_contract_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);
[[nodiscard]] http::Response submit_contract_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);
[[nodiscard]] http::Response fix_account_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);
[[nodiscard]] http::Response confirm_retry_route(const access::Caller& caller, const http::Request& request, const EnrollmentDesk& desk);

}  // namespace switchyard::enrollment
