// /v1/esign: accounts, programs and Connect keys of the built-in signing service, of the caller's environment. All need operator:partners; every POST takes an
// Idempotency-Key.
//
//   GET    /v1/esign/accounts
//   POST   /v1/esign/accounts                {"name","userName"?,"userEmail"?}
//   GET    /v1/esign/clients                 ?accountId
//   POST   /v1/esign/clients                 {"accountId","publicKey","name"?,"userId"?,"redirectUris"?,"consent"?}
//   DELETE /v1/esign/clients/{integrationKey}
//   GET    /v1/esign/connect-keys            ?accountId
//   POST   /v1/esign/connect-keys            {"accountId"}       the secret, once
//   DELETE /v1/esign/connect-keys/{keyId}    ?accountId
#pragma once

#include <functional>

#include "access/authenticator.hpp"
#include "access/sealer_port.hpp"
#include "app/runtime/esign_admin.hpp"
#include "http/router.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"

namespace switchyard::app {

// What the routes work with, of one environment. All outlive the router.
struct EsignAdminDesk {
  const esign::EsignService& service;
  pricing::KeyedDesk keyed;
  const access::Sealer& sealer;
  const Installation& installation;
};

// `authenticator` must outlive the router.
void add_esign_admin_routes(http::Router& router, const access::Authenticator& authenticator, std::function<EsignAdminDesk(EnvironmentName)> desk_of);

}  // namespace switchyard::app
