#include <fmt/format.h>

#include <algorithm>

#include "access/api_key.hpp"
#include "access/credential_digest.hpp"
#include "access/credentials.hpp"

namespace switchyard::access {

namespace {

std::string_view title_of(EnvironmentName environment) { return environment == EnvironmentName::test ? "Test" : "Live"; }

bool is_allowed_address(const Application& application, std::string_view address) {
  const auto& ranges = application.allowed_addresses;
  return ranges.empty() || std::any_of(ranges.begin(), ranges.end(), [&](const AddressRange& range) { return range.contains(address); });
}

}  // namespace

Checked<const ApiKeyEntry*> check_api_key(const Snapshot& snapshot, const Jose& jose, std::optional<std::string_view> key, std::string_view address,
                                          Instant now) {
  if (!key || key->empty()) {
    return CredentialRefusal{"api_key_missing", "There is no API key.", "no X-API-Key header", "X-API-Key with a key such as swk_test_… or swk_live_…"};
  }
  const auto found = snapshot.api_keys.find(digest_of_credential(jose, *key));
  if (found == snapshot.api_keys.end()) {
    if (!environment_of_api_key(*key, jose)) {
      return CredentialRefusal{"api_key_malformed", "The X-API-Key is not a key: its form or its checksum is wrong, so it was mistyped or cut.",
                               fmt::format("{} characters", key->size()),
                               fmt::format("{} characters that begin with swk_test_ or swk_live_", kApiKeySize)};
    }
    return CredentialRefusal{"api_key_unknown", "The API key is well formed, but this server has none like it.", std::string(shown_part(*key)) + "…",
                             "a key that was made on this server"};
  }
  const ApiKeyEntry& entry = found->second;
  if (entry.key.revoked_at) {
    return CredentialRefusal{"key_revoked", fmt::format("The API key {}… was revoked at {}.", entry.key.prefix, entry.key.revoked_at->text())};
  }
  if (!entry.key.is_usable(now)) {
    return CredentialRefusal{"key_expired", fmt::format("The API key {}… expired at {}.", entry.key.prefix, entry.key.expires_at->text())};
  }
  if (entry.application->is_blocked) {
    return CredentialRefusal{"application_suspended", fmt::format("The application {} or its partner is suspended.", entry.application->application.client_id)};
  }
  if (!is_allowed_address(entry.application->application, address)) {
    return CredentialRefusal{"address_not_allowed", "The application's list of allowed addresses does not hold the caller's.", std::string(address),
                             "an address of the list that /v1/me shows"};
  }
  // Once a minute at most, so that the line of memory is seldom written.
  const std::int64_t last = entry.last_used_ms->load(std::memory_order_relaxed);
  if (now.unix_ms() - last >= Duration::minutes(1).ms) entry.last_used_ms->store(now.unix_ms(), std::memory_order_relaxed);
  return &entry;
}

CredentialRefusal environment_refusal(const ApiKeyEntry& key, std::string_view other, EnvironmentName other_environment) {
  const EnvironmentName own = key.application->application.environment;
  return {"environment_mismatch", fmt::format("This API key is of {}, the {} of {}. The two environments have credentials of their own; use both of one.",
                                              title_of(own), other, title_of(other_environment)),
          fmt::format("{} {}", text_of(other_environment), other), fmt::format("{} {}", text_of(own), other)};
}

}  // namespace switchyard::access
