// Where a workbook's texts lie: one block of bytes, each text once or nearly so, referred to by 32 bits.
//
// Matrix files repeat their texts a great deal (a price in many cells, a utility in each row). Those seen lately are found
// again by a direct-mapped table and not stored twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::workbook {

// One writer while a workbook is opened; any number of readers after.
class TextPool {
 public:
  using Ref = std::uint32_t;
  static constexpr std::size_t kSizeMax = std::size_t{4} << 30;

  TextPool();

  // Over kSizeMax in all is a bug: the limits of opening (2 GiB at most) keep below.
  Ref add(std::string_view text);
  // Valid until the next add.
  [[nodiscard]] std::string_view at(Ref ref) const;
  // Nothing is added any more: gives back what only adding needs.
  void seal();
  [[nodiscard]] std::size_t size_bytes() const { return bytes_.size(); }

 private:
  void grow();

  std::string bytes_;        // Each text behind its length (7 bits a byte, low first).
  std::vector<Ref> recent_;  // By hash, a power of two of them; 0 is none.
  std::size_t added_count_ = 0;
};

}  // namespace switchyard::workbook
