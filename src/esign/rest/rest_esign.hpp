// The outward face of the signing service: /esign/oauth/* and /esign/restapi/v2.1/*, as an unmodified DocuSign SDK calls them. docs/esign.md says what
// is served and what differs.
#pragma once

#include <functional>
#include <string>

#include "access/sealer_port.hpp"
#include "esign/ceremony/ceremony.hpp"
#include "esign/rest/call_limits.hpp"
#include "esign/rest/esign_call.hpp"
#include "http/router.hpp"

namespace switchyard::esign {

// All that is referred to outlives the router, which calls these from many threads.
struct EsignRoutesParts {
  ServiceOf service_of;
  std::function<const Ceremony&(EnvironmentName)> ceremony_of;
  const access::Sealer& sealer;   // Of Connect keys.
  // As configured, without a slash at its end; empty: clients are told the address that they asked.
  std::string public_url = {};
  CallLimitSizes limits = {};
};

void add_esign_routes(http::Router& router, EsignRoutesParts parts);

}  // namespace switchyard::esign
