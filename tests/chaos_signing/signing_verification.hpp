// What is stored, held against what the signers were told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/chaos_signing/signing_world.hpp"

namespace switchyard::chaos {

struct Press {
  esign::EnvelopeId envelope;
  esign::RecipientGuid recipient;
  std::string line;                        // What the node is asked.
  std::optional<std::int64_t> signed_at_ms = {};  // As it was told; nothing while no answer came.
};

// After a kill: nothing acknowledged is lost, nothing is half done.
void verify_after_kill(SigningWorld& world, const std::vector<Press>& presses, std::vector<std::string>& findings);
// After everything came to its end: each signature once, each envelope completed, sealed and sound.
void verify_sealed(SigningWorld& world, const std::vector<Press>& presses, std::vector<std::string>& findings);

}  // namespace switchyard::chaos
