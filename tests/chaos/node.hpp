// The program that is killed: it opens the database, runs jobs and numbers events, and answers requests on a Unix socket, a line each.
//
//   write ID    one plain write                                  → ok
//   order KEY   an order under an Idempotency-Key, with a job and an event → ok ORDER_ID first|replay, busy
//   feed N      events after number N, at most 100               → ok NUMBER:ORDER_ID NUMBER:ORDER_ID …
//   rest        jobs and events that wait                        → ok COUNT
// Anything that failed is answered "error CAUSE": as after a 5xx, the outcome is unknown to the client.
#pragma once

#include <string>

namespace switchyard::chaos {

struct NodeOptions {
  std::string database;  // A file of SQLite, or postgresql://…
  std::string socket;
};

// Serves until the process ends.
[[noreturn]] void run_node(const NodeOptions& options);

}  // namespace switchyard::chaos
