// The signing service over one database, as a node and as the parent that makes envelopes have it.
#pragma once

#include <memory>
#include <string>

#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/system/json_log.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/system/system_random.hpp"
#include "documents/seal/seal_port.hpp"
#include "esign/ceremony/ceremony.hpp"
#include "esign/esign.hpp"

namespace switchyard::chaos {

// Letters go nowhere.
class NoMail final : public MailQueue {
 public:
  Result<void> enqueue(SqlTransaction&, const Mail&, std::string_view) override { return {}; }
};

class SigningWorld {
 public:
  // A file of SQLite, or postgresql://…; the sealing key lies in `folder`, made by make_seal.
  SigningWorld(const std::string& database, const std::string& folder);
  static void make_seal(const std::string& folder);

  adapters::SystemClock clock;
  adapters::SystemRandom random;
  adapters::JsonLog log{2, LogLevel::warning, clock};
  adapters::MetricsRegistry metrics;
  adapters::OpensslJose jose;
  std::unique_ptr<Database> database;
  std::unique_ptr<documents::SealingKey> key;
  outbox::Outbox outbox{SecurityClock{clock}, random};
  NoMail mail;
  esign::EsignService service;
  esign::Ceremony ceremony;
};

}  // namespace switchyard::chaos
