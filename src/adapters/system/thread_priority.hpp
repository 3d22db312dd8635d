// Work behind the scenes gives way to requests.
#pragma once

namespace switchyard::adapters {

// The calling thread runs when requests leave time, from now on to its end. Where the system refuses, nothing changes.
void give_way_to_requests();

}  // namespace switchyard::adapters
