#include "adapters/system/free_memory.hpp"

#include <malloc.h>
#include <unistd.h>

#include <fstream>

namespace switchyard::adapters {
namespace {

// Bytes in memory that belong to no file.
std::size_t anonymous_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  std::size_t of_files = 0;
  if (!(file >> total >> resident >> of_files) || resident < of_files) return 0;
  return (resident - of_files) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

// What the allocator counts as free may have been given back before: only what is resident beyond what is used counts.
bool give_back_free_memory(std::size_t bytes_min) {
  const struct mallinfo2 known = ::mallinfo2();
  if (known.fordblks < bytes_min || anonymous_bytes() < known.uordblks + known.hblkhd + bytes_min) return false;
  return ::malloc_trim(0) == 1;
}

}  // namespace switchyard::adapters
