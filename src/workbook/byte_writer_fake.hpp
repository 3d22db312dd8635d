// Writes binary records for tests, low byte first.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace switchyard::workbook {

struct ByteWriter {
  std::string bytes;

  ByteWriter& u8(unsigned value) { return number(value, 1); }
  ByteWriter& u16(unsigned value) { return number(value, 2); }
  ByteWriter& u32(std::uint32_t value) { return number(value, 4); }
  ByteWriter& u64(std::uint64_t value) { return number(value, 8); }
  ByteWriter& real(double value) { return u64(std::bit_cast<std::uint64_t>(value)); }
  ByteWriter& raw(std::string_view text) {
    bytes += text;
    return *this;
  }
  ByteWriter& zeros(std::size_t count) {
    bytes.append(count, '\0');
    return *this;
  }
  ByteWriter& utf16(std::u16string_view text) {
    for (const char16_t unit : text) u16(unit);
    return *this;
  }
  ByteWriter& low_bytes(std::u16string_view text) {
    for (const char16_t unit : text) u8(unit & 0xFFu);
    return *this;
  }

 private:
  ByteWriter& number(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    return *this;
  }
};

}  // namespace switchyard::workbook
