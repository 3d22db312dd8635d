// What sheets need of cryptography: one hash, to know a file again.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::pricing {

// Safe to call from many threads.
class FileDigest {
 public:
  virtual ~FileDigest() = default;
  // SHA-256 as 64 lower-case hexadecimal digits.
  [[nodiscard]] virtual std::string sha256_hex(std::string_view bytes) const = 0;
};

}  // namespace switchyard::pricing
