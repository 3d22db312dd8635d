// What the use cases of the signing service need of one environment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/jose_port.hpp"
#include "documents/seal/seal_port.hpp"
#include "esign/guid.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "ports/log.hpp"
#include "ports/random.hpp"

namespace switchyard::esign {

// All outlive it; may be used by many threads. `clock` is the environment's business clock: every time of an envelope is its. Tokens run on
// `security_clock`.
struct EsignService {
  Database& database;
  const Clock& clock;
  SecurityClock security_clock;
  Random& random;
  outbox::Outbox& outbox;
  const access::Jose& jose;                          // For SHA-256 alone.
  Log& log;
  EnvironmentName environment = EnvironmentName::test;
  const documents::SealingKey* sealing_key = nullptr;  // Null: finished envelopes wait for one (the job tries again).
  std::vector<std::string> own_urls = {};            // Of this installation, without a slash at their ends. Connect may tell them over http, and on private addresses, in Live too.
};

// Who asks over the REST API, and from where.
struct Sender {
  AccountId account;
  UserId user;
  IntegrationKeyId client = {};
  std::string ip = {};
  std::string user_agent = {};
};

// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(const access::Jose& jose, std::string_view bytes);

}  // namespace switchyard::esign
