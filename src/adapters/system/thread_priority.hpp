// Who runs first where threads want the same processor: requests, and work behind the scenes gives way to them.
#pragma once

namespace switchyard::adapters {

// The calling thread runs when requests leave time, from now on to its end. Where the system refuses, nothing changes.
void give_way_to_requests();

// The calling thread serves requests: it asks for short turns, and is let in at once among threads with long ones. It gets no larger
// share of the processor. Linux 6.12 and later; others change nothing.
void take_short_turns();

}  // namespace switchyard::adapters
