// Reads what Office's binary formats store, low byte first, and never past the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace switchyard::workbook {

// What is read past the end is zero and empty, and failed() stays true: a record is read whole, then asked once.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint64_t u64() { return number(8); }

  std::string_view take(std::size_t size) {
    if (size > left()) {
      failed_ = true;
      size = 0;
    }
    const auto taken = bytes_.substr(at_, size);
    at_ += size;
    return taken;
  }
  void skip(std::size_t size) { static_cast<void>(take(size)); }

  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
  [[nodiscard]] std::size_t offset() const { return at_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::uint64_t number(std::size_t size) {
    const auto bytes = take(size);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return value;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace switchyard::workbook
