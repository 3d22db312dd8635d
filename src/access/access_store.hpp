// All SQL of the control schema's credentials. Every change that a running server must obey ends with touch_version.
#pragma once

#include <vector>

#include "access/application.hpp"
#include "ports/database.hpp"

namespace switchyard::access::store {

inline constexpr std::string_view kChannel = "access";  // What touch_version notifies.

[[nodiscard]] std::int64_t version(SqlReader& reader);
void touch_version(SqlTransaction& transaction);

void insert_partner(SqlTransaction& transaction, const Partner& partner);
[[nodiscard]] std::optional<Partner> find_partner(SqlReader& reader, const PartnerId& id);
[[nodiscard]] bool is_slug_taken(SqlReader& reader, std::string_view slug);
[[nodiscard]] std::vector<Partner> all_partners(SqlReader& reader);
// False where there is no such partner.
bool set_partner_state(SqlTransaction& transaction, const PartnerId& id, std::string_view state);

void insert_application(SqlTransaction& transaction, const Application& application);
[[nodiscard]] std::vector<Application> all_applications(SqlReader& reader);
[[nodiscard]] std::optional<Application> find_application(SqlReader& reader, const PartnerId& partner, const ApplicationId& id);
// False where this partner has no such application.
bool update_application(SqlTransaction& transaction, const PartnerId& partner, const Application& application);

void insert_api_key(SqlTransaction& transaction, const ApiKey& key);
[[nodiscard]] std::vector<ApiKey> all_api_keys(SqlReader& reader);
// In order of making.
[[nodiscard]] std::vector<ApiKey> api_keys_of(SqlReader& reader, const ApplicationId& application);
void revoke_api_key(SqlTransaction& transaction, const ApplicationId& application, const ApiKeyId& id, Instant now);
struct LastUse {
  ApiKeyId id;
  Instant at;
};
void record_last_uses(SqlTransaction& transaction, const std::vector<LastUse>& uses);

void insert_public_key(SqlTransaction& transaction, const RegisteredKey& key);
[[nodiscard]] std::vector<RegisteredKey> all_public_keys(SqlReader& reader);
[[nodiscard]] std::vector<RegisteredKey> public_keys_of(SqlReader& reader, const ApplicationId& application);
void revoke_public_key(SqlTransaction& transaction, const ApplicationId& application, const PublicKeyId& id, Instant now);

// False where this application has used the jti before.
[[nodiscard]] bool insert_used_assertion(SqlTransaction& transaction, const ApplicationId& application, const Digest& jti_hash, Instant expires_at);
std::int64_t delete_used_assertions(SqlTransaction& transaction, Instant expired_before);

void insert_server_key(SqlTransaction& transaction, const ServerKey& key);
[[nodiscard]] std::vector<ServerKey> all_server_keys(SqlReader& reader);
void update_server_key(SqlTransaction& transaction, const ServerKey& key);
void delete_server_key(SqlTransaction& transaction, const ServerKeyId& id);

}  // namespace switchyard::access::store
