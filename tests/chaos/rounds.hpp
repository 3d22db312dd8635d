// Rounds of load and kill -9, and the verification after each.
#pragma once

#include <cstdint>
#include <string>

#include "adapters/test_databases_fake.hpp"

namespace switchyard::chaos {

struct RoundOptions {
  Engine engine = Engine::sqlite;
  int rounds = 10;
  int clients = 32;
  std::uint64_t seed = 1;
};

// Prints a line a round; true if nothing was lost, doubled or skipped.
bool run_rounds(const RoundOptions& options);

}  // namespace switchyard::chaos
