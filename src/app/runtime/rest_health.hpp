// /healthz (the process lives), /readyz (it can serve: databases answer, it is not draining) and /metrics.
#pragma once

#include "app/runtime/api.hpp"

namespace switchyard::app {

void add_health_routes(http::Router& router, const ApiParts& parts);

}  // namespace switchyard::app
