// Randomness fit for keys and ids.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "values/id.hpp"

namespace switchyard {

// Safe to call from many threads.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// A new id of the kind that Tag names.
template <class Tag>
Id<Tag> make_id(Instant now, Random& random) {
  std::array<std::uint8_t, 10> bytes;
  random.fill(bytes);
  return Id<Tag>(Uuid::v7(now, bytes));
}

}  // namespace switchyard
