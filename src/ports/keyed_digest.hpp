// HMAC-SHA256 (RFC 2104), for messages that a receiver checks with a shared secret.
#pragma once

#include <string>
#include <string_view>

namespace switchyard {

// Safe to call from many threads.
class KeyedDigest {
 public:
  virtual ~KeyedDigest() = default;
  // 32 bytes.
  [[nodiscard]] virtual std::string hmac_sha256(std::string_view key, std::string_view message) const = 0;
};

}  // namespace switchyard
