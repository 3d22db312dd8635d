// Keys as /v1/me and /v1/application/… show them.
#pragma once

#include "access/application.hpp"
#include "http/json_writer.hpp"

namespace switchyard::access {

inline std::optional<std::string> shown(const std::optional<Instant>& instant) {
  if (!instant) return std::nullopt;
  return instant->text();
}

inline void write_api_key_members(http::JsonWriter& json, const ApiKey& key) {
  json.plain_member("id", key.id.text())
      .plain_member("prefix", key.prefix)
      .member("createdAt", key.created_at.text())
      .member("expiresAt", shown(key.expires_at));
}

// `last_used_ms` 0: never.
inline void write_api_key(http::JsonWriter& json, const ApiKey& key, std::int64_t last_used_ms) {
  json.begin_object();
  write_api_key_members(json, key);
  json.member("lastUsedAt", last_used_ms == 0 ? std::optional<std::string>() : Instant::from_unix_ms(last_used_ms).text()).end_object();
}

inline void write_public_key(http::JsonWriter& json, const RegisteredKey& key) {
  json.begin_object()
      .member("keyId", key.kid)
      .member("algorithm", text_of(key.algorithm))
      .plain_member("thumbprint", key.thumbprint)
      .key("jwk")
      .raw(key.jwk)
      .member("createdAt", key.created_at.text())
      .member("notBefore", shown(key.not_before))
      .member("notAfter", shown(key.not_after))
      .end_object();
}

}  // namespace switchyard::access
