// SIGTERM and SIGINT end a server, SIGHUP has it read its certificates again.
#pragma once

namespace switchyard::app {

enum class Signal { stop, reload };

// Blocks the three signals for this thread and all that it starts: call it before any thread is started.
void block_signals();
// Waits for the next of them.
Signal wait_for_signal();

}  // namespace switchyard::app
