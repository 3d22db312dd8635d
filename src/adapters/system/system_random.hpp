// Randomness from the kernel, fit for keys.
#pragma once

#include "ports/random.hpp"

namespace switchyard::adapters {

// getrandom(2). Safe to call from many threads; throws std::system_error if the kernel refuses.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace switchyard::adapters
