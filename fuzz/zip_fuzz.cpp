// Any bytes as a supplier's file: its type told, and opened or refused under small limits.
// links: workbook
#include <cstddef>
#include <cstdint>
#include <string>

#include "workbook/workbook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::workbook;
  const Limits limits{
      .file_size_max = 1u << 20, .unpacked_size_max = 1u << 20, .cell_count_max = 10'000, .zip_member_count_max = 50};
  static_cast<void>(type_of({reinterpret_cast<const char*>(bytes), size}));
  const auto opened = open(std::string(reinterpret_cast<const char*>(bytes), size), limits);
  if (!opened && opened.error().message.empty()) __builtin_trap();
  return 0;
}
