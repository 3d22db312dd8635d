// Binary numbers of xls and xlsb as the decimal text that a cell keeps.
//
// A binary64 becomes the shortest decimal that reads back to the same bits: the value that an xlsx of the same workbook stores,
// without its noise digits ("0.0572" for 5.7200000000000001E-2). Nothing is calculated with it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace switchyard::workbook {

// Its texts are valid until its next call.
class StoredNumber {
 public:
  // IEEE 754 binary64. Empty for infinities and what is no number; "0" for minus zero.
  std::string_view text_of_bits(std::uint64_t bits);
  // [MS-XLS] 2.5.217, RkNumber: 30 bits of an integer or of the upper half of a binary64, over 100 where the lowest bit says so.
  std::string_view text_of_rk(std::uint32_t rk);

 private:
  std::string_view text_of_whole(std::int64_t value);
  std::string_view text_of_hundredths(std::int32_t value);

  std::array<char, 40> text_{};
};

}  // namespace switchyard::workbook
