// Keeps secrets at rest unreadable and bound to their place: signing keys here, tax ids and tokens of others elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "values/result.hpp"
#include "values/secret.hpp"

namespace switchyard::access {

// Safe to call from many threads.
class Sealer {
 public:
  virtual ~Sealer() = default;
  // Bytes that only a holder of the sealing key can open, and only with the same `place` ("server_keys/sky_…/private_pem").
  [[nodiscard]] virtual std::string seal(std::string_view plain, std::string_view place) const = 0;
  // `seal_broken` where the bytes or the place are not what was sealed, `sealing_key_missing` where their key is not held.
  [[nodiscard]] virtual Result<Secret> open(std::string_view sealed, std::string_view place) const = 0;
  // True where `sealed` was sealed with the key that seal() uses now: others are to be sealed anew after a rotation.
  [[nodiscard]] virtual bool is_current(std::string_view sealed) const = 0;
};

}  // namespace switchyard::access
