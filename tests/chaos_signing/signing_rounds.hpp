// Rounds of signers who press Finish while the node is killed, and the verification after each.
#pragma once

#include <cstdint>

#include "adapters/test_databases_fake.hpp"

namespace switchyard::chaos {

struct SigningOptions {
  Engine engine = Engine::sqlite;
  int rounds = 6;
  std::uint64_t seed = 1;
};

// Prints a line a round; true if nothing was lost or doubled and everything was sealed.
bool run_signing_rounds(const SigningOptions& options);

}  // namespace switchyard::chaos
