// What customers, accounts, authorizations, files and notes need of one environment.
#pragma once

#include <memory>

#include "access/audit_relay.hpp"
#include "access/sealer_port.hpp"
#include "contracting/files/file_vault_port.hpp"
#include "contracting/files/page_counter_port.hpp"
#include "market/market.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock.hpp"
#include "ports/random.hpp"
#include "pricing/sheets/digest_port.hpp"

namespace switchyard::contracting {

// All outlive it; may be used by many threads. `clock` is the environment's business clock.
struct PartyDesk {
  const Clock& clock;
  Random& random;
  outbox::Outbox& outbox;
  std::shared_ptr<const market::Market> market;
  const access::Sealer& sealer;
  const pricing::FileDigest& digest;
  access::AuditRelay& audit;
  FileVault& vault;
  const PageCounter* pages = nullptr;  // Null: the pages of a PDF stay unknown, and their limit unchecked.
};

}  // namespace switchyard::contracting
