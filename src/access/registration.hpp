// What is done to applications and their credentials. Each runs in the caller's control transaction, writes the audit log and
// touches the version, so that every server obeys within a second of the commit.
#pragma once

#include "access/application.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/random.hpp"

namespace switchyard::access {

struct Actor {
  std::string name;  // As the audit log has it: "cli", "application app_…".
};

struct NewApplication {
  std::optional<PartnerId> partner_id = {};  // An existing partner; else a new one is made.
  std::string partner_name = {};
  std::string name = {};                     // Empty: the partner's.
  EnvironmentName environment = EnvironmentName::test;
  std::string public_key = {};               // A JWK's or a PEM's text.
  std::optional<JwsAlgorithm> algorithm = {};
  ScopeSet scopes = ScopeSet::partner_default();
  std::optional<RateLimit> rate_limit = RateLimit{};
  std::vector<std::string> origins = {};
  std::vector<AddressRange> allowed_addresses = {};
  bool is_operator = false;
};

// What `partner create` and `operator create` print. The API key is nowhere else and never again.
struct CreatedApplication {
  PartnerId partner_id;
  ApplicationId application_id;
  std::string client_id;
  Secret api_key;
  std::string key_id;  // The kid of the public key.
};

struct NewPublicKey {
  std::string text;  // A JWK's or a PEM's.
  std::optional<JwsAlgorithm> algorithm = {};
  bool algorithm_needed = false;  // An RSA key must come with its algorithm, as JWK member or beside it (`algorithm_needed`).
  std::optional<Instant> not_before = {};
  std::optional<Instant> not_after = {};
};

struct CreatedApiKey {
  ApiKey key;
  Secret text;
};

// Stateless but for its collaborators; safe to call from many threads.
class Registration {
 public:
  Registration(const Jose& jose, Random& random, SecurityClock clock) : jose_(jose), random_(random), clock_(clock) {}

  // partner_unknown, name_malformed, origin_malformed, scope_not_allowed, too_many, and the refusals of Jose::import_….
  Result<CreatedApplication> create_application(SqlTransaction& transaction, const Actor& actor, const NewApplication& wanted) const;

  // key_already_registered, kid_taken, too_many_keys, key_period_malformed, and the refusals of Jose::import_….
  Result<RegisteredKey> add_public_key(SqlTransaction& transaction, const Actor& actor, const Application& application, const NewPublicKey& wanted) const;
  // By kid. key_not_found; last_key (conflict) where no other is in force. A key that was revoked before stays so.
  Result<void> revoke_public_key(SqlTransaction& transaction, const Actor& actor, const Application& application, std::string_view kid) const;

  // expires_in_past, too_many_keys.
  Result<CreatedApiKey> add_api_key(SqlTransaction& transaction, const Actor& actor, const Application& application, std::optional<Instant> expires_at) const;
  // key_not_found, last_key.
  Result<void> revoke_api_key(SqlTransaction& transaction, const Actor& actor, const Application& application, const ApiKeyId& id) const;

  // partner_unknown, application_unknown.
  Result<void> set_partner_state(SqlTransaction& transaction, const Actor& actor, const PartnerId& partner, std::string_view state) const;
  Result<void> set_application_state(SqlTransaction& transaction, const Actor& actor, const PartnerId& partner, const ApplicationId& id,
                                     ApplicationState state) const;

 private:
  Result<Partner> partner_for(SqlTransaction& transaction, const Actor& actor, const NewApplication& wanted) const;
  Result<PublicKey> import_key(const NewPublicKey& wanted) const;
  void record(SqlTransaction& transaction, const Actor& actor, const Application& application, std::string_view action, std::string_view subject,
              std::string_view detail = {}) const;

  const Jose& jose_;
  Random& random_;
  SecurityClock clock_;
};

// "https://shop.example.com" and nothing after it, or http of localhost; lower case. `origin_malformed`.
Result<std::string> parse_origin(std::string_view text);

}  // namespace switchyard::access
