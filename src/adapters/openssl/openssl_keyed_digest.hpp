// KeyedDigest on OpenSSL.
#pragma once

#include "ports/keyed_digest.hpp"

namespace switchyard::adapters {

class OpensslKeyedDigest final : public KeyedDigest {
 public:
  [[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view message) const override;
};

}  // namespace switchyard::adapters
