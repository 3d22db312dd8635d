// Memory that is free inside of the process.
#pragma once

#include <cstddef>

namespace switchyard::adapters {

// Where the allocator keeps at least so many bytes that nobody uses, the system gets them back: what one large request took would
// stay otherwise. Takes microseconds where there is little, some milliseconds where there is much. True where it gave back.
bool give_back_free_memory(std::size_t bytes_min);

}  // namespace switchyard::adapters
