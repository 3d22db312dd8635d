// Writes a zip in memory. The same members give the same bytes: no clock, no names of machines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace switchyard::workbook {

// Members in the order of adding, deflated where that makes them smaller, dated 1980-01-01 (the first day a zip can say).
// For up to 65'535 members and 4 GiB (ENSURE): no zip64.
class ZipWriter {
 public:
  void add(std::string_view name, std::string_view bytes);
  [[nodiscard]] std::string finish() &&;

 private:
  std::string out_;
  std::string directory_;
  std::uint32_t member_count_ = 0;
};

}  // namespace switchyard::workbook
