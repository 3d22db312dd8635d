// What the routes of a session share.
#pragma once

#include <functional>

#include "esign/ceremony/rest_call.hpp"
#include "esign/ceremony/standing.hpp"
#include "http/router.hpp"

namespace switchyard::esign {

using BearerHandler = std::function<http::Response(const Bearer&, const http::Request&)>;

// session_unknown where nobody is there; every answer gets the headers of the API.
[[nodiscard]] http::Handler with_bearer(const Ceremonies& ceremonies, BearerHandler handler);

// 200 with the whole Session.
[[nodiscard]] http::Response session_answer(const Ceremony& ceremony, const Standing& standing);

}  // namespace switchyard::esign
