// The three credentials, each checked against the directory's snapshot: the API key, the client assertion (RFC 7523) and the access
// token (RFC 9068). Pure but for the snapshot: no database, no clock of its own.
#pragma once

#include <optional>
#include <string_view>

#include "access/credential_refusal.hpp"
#include "access/directory.hpp"
#include "access/settings.hpp"

namespace switchyard::access {

// The key, in force, of an application that may work, from an address that it may be used from.
Checked<const ApiKeyEntry*> check_api_key(const Snapshot& snapshot, const Jose& jose, std::optional<std::string_view> key, std::string_view address,
                                          Instant now);

// A refusal that is worth telling Test from Live: "This API key is of Test, the … of Live."
[[nodiscard]] CredentialRefusal environment_refusal(const ApiKeyEntry& key, std::string_view other, EnvironmentName other_environment);

struct AcceptedAssertion {
  PublicKeyId key_id;
  Digest jti_hash{};
  Instant spent_until;  // From then on it would be refused as expired anyway.
};
// Everything but the replay, which the database knows: see spend_assertion.
Checked<AcceptedAssertion> check_assertion(const ApiKeyEntry& key, const Jose& jose, std::string_view assertion, std::string_view issuer, Instant now);
// In the transaction of what the assertion was presented for; nothing where it is spent now, a refusal where it was before.
std::optional<CredentialRefusal> spend_assertion(SqlTransaction& transaction, const ApplicationId& application, const AcceptedAssertion& assertion);

struct TokenContent {
  std::string_view token_id;
  PublicKeyId key_id;
  ScopeSet scopes;
  Instant issued_at;
};
// Signed by the snapshot's signing key (ENSURE that there is one).
[[nodiscard]] std::string make_access_token(const Snapshot& snapshot, const Application& application, std::string_view issuer, const TokenContent& content);
// The token itself; whether its application and keys are still in force is another question (check_token_holder).
Checked<VerifiedToken> check_access_token(const Snapshot& snapshot, const Jose& jose, std::string_view token, std::string_view issuer, Instant now);
// That the token is this API key's application's, and the key that it was given for still in force.
std::optional<CredentialRefusal> check_token_holder(const ApiKeyEntry& key, const VerifiedToken& token);

}  // namespace switchyard::access
