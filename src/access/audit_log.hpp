// The record of everything administrative: append-only and hash-chained, so that a changed, missing or inserted row shows.
//
// hash(n) = SHA-256 over hash(n-1) (nothing for the first) and each field of row n behind its length. The head row holds the
// last number and hash, so that a cut end shows too. `switchyard check` verifies the chain.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "access/jose_port.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::access {

struct AuditEntry {
  Instant at;
  std::string actor;    // "cli", "application app_…", "user usr_…", "system".
  std::string action;   // "api_key.created", "partner.created": a noun, a point, what was done.
  std::string subject;  // The id of what it was done to.
  std::optional<PartnerId> partner_id = {};
  std::optional<EnvironmentName> environment = {};
  std::string detail = {};  // JSON, or empty; never a secret.
};

struct AuditRecord {
  std::int64_t sequence = 0;
  AuditEntry entry = {};
  std::string hash = {};
};

// In the control schema, in the transaction of what is recorded.
void append_audit(SqlTransaction& transaction, const Jose& jose, const AuditEntry& entry);

// How many entries hold; `audit_chain_broken` names the first number that does not.
Result<std::int64_t> verify_audit_chain(SqlReader& reader, const Jose& jose);

// At most `limit` entries after number `after`, in order.
[[nodiscard]] std::vector<AuditRecord> audit_records(SqlReader& reader, std::int64_t after, std::int64_t limit);

}  // namespace switchyard::access
