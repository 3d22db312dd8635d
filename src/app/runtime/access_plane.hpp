// The control schema at work: who may ask, the tokens they get, the keys behind both.
#pragma once

#include <memory>

#include "access/credentials.hpp"
#include "access/directory.hpp"
#include "access/registration.hpp"
#include "access/request_authenticator.hpp"
#include "access/server_keys.hpp"
#include "access/token_issuer.hpp"
#include "access/upkeep.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "app/installation.hpp"
#include "app/runtime/sealing.hpp"
#include "outbox/idempotency.hpp"

namespace switchyard::app {

class AccessPlane {
 public:
  // Opens the sealing key and makes the server's signing keys where there are none.
  static Result<std::unique_ptr<AccessPlane>> open(Installation& installation);
  AccessPlane(const AccessPlane&) = delete;
  AccessPlane& operator=(const AccessPlane&) = delete;

  adapters::OpensslJose jose;
  std::unique_ptr<RingSealer> sealer;
  access::AccessSettings settings;      // The issuer is set before the first request.
  SecurityClock clock;
  access::ServerKeys server_keys;
  access::Registration registration;
  access::Directory directory;
  access::TokenIssuer tokens;
  access::RequestAuthenticator authenticator;
  access::Upkeep upkeep;
  outbox::IdempotentWrites idempotent_writes;

 private:
  AccessPlane(Installation& installation, std::unique_ptr<RingSealer> opened);
};

}  // namespace switchyard::app
