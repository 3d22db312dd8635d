// What comes in, over HTTP. Scope operator:prices, in the caller's environment.
//
//   POST /v1/sheets        the file itself (fileName=… names it), or a form with a part "file"; ?supplier ?layout
//   GET  /v1/arrivals      ?channel ?outcome ?limit ?cursor     whatever came, the newest first
#pragma once

#include <functional>
#include <memory>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "pricing/intake/take_in.hpp"
#include "pricing/sheets/rest_sheets.hpp"

namespace switchyard::pricing {

// What the routes need of one environment; `market` is a snapshot.
struct IntakeDesk {
  std::shared_ptr<const LayoutLibrary> layouts;  // Those that `imports` looks at.
  ImportContext imports;
  std::shared_ptr<const market::Market> market;
  SecurityClock security_clock;
};
using IntakeDeskOf = std::function<IntakeDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_intake_routes(http::Router& router, const access::Authenticator& authenticator, IntakeDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response upload_route(const IntakeDesk& desk, const std::string& actor, const http::Request& request);
[[nodiscard]] http::Response list_arrivals_route(const IntakeDesk& desk, const http::Request& request);

}  // namespace switchyard::pricing
