// The program that is killed: signers' acts and the jobs that seal, asked on a Unix socket, a line each.
//
//   finish SECRET TAB…   the session's Finish with these places signed  → ok SIGNED_AT_MS STATUS, or refused CODE
//   rest                 jobs that wait                                 → ok COUNT
// Anything that failed is answered "error CAUSE": the outcome is unknown to the signer.
#pragma once

#include "tests/chaos/node.hpp"

namespace switchyard::chaos {

// Serves until the process ends.
[[noreturn]] void run_signing_node(const NodeOptions& options);

}  // namespace switchyard::chaos
