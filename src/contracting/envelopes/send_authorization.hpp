// A letter of authorization that the customer signs by itself, without a contract.
#pragma once

#include "contracting/authorizations/authorization.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "contracting/envelopes/sending.hpp"

namespace switchyard::contracting {

struct NewLetter {
  CustomerId customer;
  std::vector<ServiceAccountId> accounts = {};   // Empty: all of the customer's, of which it has at least one; also those to come.
  std::vector<AuthorizationScope> scopes;
  std::optional<Instant> expires_at = {};        // Absent: kAuthorizationMonths from now. The letter says it.
  Sending sending = {};                          // Of the customer alone.
  signing::LinkOptions link = {};
};
struct SentLetter {
  Authorization authorization;                   // Pending until it is signed.
  std::optional<signing::SigningLink> link = {}; // Of embedded ones.
};
// One letter a utility, in one envelope. Refused as request_authorization, signers_of, documents::render and EnvelopeDesk refuse, and as "SIGNING_NOT_CONFIGURED",
// "templates_not_configured", "template_missing", "accounts_empty".
[[nodiscard]] Result<SentLetter> send_authorization(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewLetter& asked);

// As revoke_authorization; of one that waits for its signature the envelope is taken back.
[[nodiscard]] Result<Authorization> revoke_letter(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const AuthorizationId& id,
                                                  const std::string& reason);

[[nodiscard]] signing::EnvelopeSubject subject_of(const Authorization& authorization);

}  // namespace switchyard::contracting
