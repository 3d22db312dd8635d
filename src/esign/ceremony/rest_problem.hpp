// Refusals of the signing page's API as problem+json, with what web/sign/API.md adds.
#pragma once

#include "esign/ceremony/refusal.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace switchyard::esign {

[[nodiscard]] http::Response problem_of(const Refusal& refusal, const http::Request& request);

}  // namespace switchyard::esign
