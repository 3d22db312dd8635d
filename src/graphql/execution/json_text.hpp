// The bytes of an answer while they are written: a buffer that grows, with the escapes of JSON and nothing else. Hot: a leaf of an answer
// costs one call into here. Text that is not UTF-8 never leaves: each broken byte becomes U+FFFD. Not for sharing between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "values/date.hpp"
#include "values/instant.hpp"

namespace switchyard::graphql {

class JsonText {
 public:
  explicit JsonText(std::size_t size_expected = 4096);
  ~JsonText();
  JsonText(const JsonText&) = delete;
  JsonText& operator=(const JsonText&) = delete;

  // Copied as it stands: JSON that was made before.
  void raw(std::string_view json) {
    char* const at = room(json.size());
    std::memcpy(at, json.data(), json.size());
    size_ += json.size();
  }
  // The same of a text behind which kPadding readable bytes follow: short ones are copied without a loop.
  static constexpr std::size_t kPadding = 32;
  void raw_padded(const char* json, std::size_t size) {
    char* const at = room(size + kPadding);
    if (size <= kPadding) {
      std::memcpy(at, json, kPadding);
    } else {
      std::memcpy(at, json, size);
    }
    size_ += size;
  }
  void raw(char byte) {
    *room(1) = byte;
    ++size_;
  }
  // A string with quotes and escapes.
  void text(std::string_view text);
  // A string that is known to need no escape (ids, states, dates): the caller's promise.
  void plain_text(std::string_view text);
  // The same with its small letters as capitals.
  void capitals(std::string_view text);
  void integer(std::int64_t number);
  // coefficient / 10^scale as text with exactly `scale` digits after the point: scaled(66200, 6) is "0.066200". scale is 0 to 18.
  void scaled(std::int64_t coefficient, int scale);
  // "2026-11", "2026-11-24", "2026-11-24T08:00:00Z" with milliseconds where there are any.
  void month(int year, int month);
  void date(Date date);
  void instant(Instant instant);
  void boolean(bool truth) { truth ? raw("true") : raw("false"); }
  void null() { raw("null"); }

  [[nodiscard]] std::size_t size() const { return size_; }
  // Forgets what was written after the first `size` bytes.
  void truncate(std::size_t size) { size_ = size; }
  [[nodiscard]] std::string_view view() const { return {buffer_.get(), size_}; }
  [[nodiscard]] std::string take() const { return std::string(view()); }

 private:
  char* room(std::size_t count) {
    if (capacity_ - size_ < count) grow(count);
    return buffer_.get() + size_;
  }
  void grow(std::size_t count);
  // "2026-11-24" at `at`.
  char* put_date(char* at, std::int32_t days);

  std::unique_ptr<char[]> buffer_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  // Days that were written before: those of one answer are often the same.
  struct KnownDay {
    std::int32_t days = -1;  // Days before 1970 are not kept.
    std::array<char, 10> date = {};
  };
  std::array<KnownDay, 8> known_days_;
};

}  // namespace switchyard::graphql
