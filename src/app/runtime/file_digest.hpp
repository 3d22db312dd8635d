// Pricing's hash of files on the JOSE adapter's SHA-256.
#pragma once

#include "access/jose_port.hpp"
#include "pricing/sheets/digest_port.hpp"

namespace switchyard::app {

class JoseFileDigest final : public pricing::FileDigest {
 public:
  // `jose` must outlive it.
  explicit JoseFileDigest(const access::Jose& jose) : jose_(jose) {}
  [[nodiscard]] std::string sha256_hex(std::string_view bytes) const override;

 private:
  const access::Jose& jose_;
};

}  // namespace switchyard::app
