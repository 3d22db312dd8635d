// The bytes of an answer while they are written: a buffer that grows, with the escapes of JSON and nothing else. Hot: a leaf of an answer
// costs one call into here. Text that is not UTF-8 never leaves: each broken byte becomes U+FFFD. Not for sharing between threads.
#pragma once

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
  void raw(char byte) {
    *room(1) = byte;
    ++size_;
  }
  // A string with quotes and escapes.
  void text(std::string_view text);
  // A string that is known to need no escape (ids, states, dates): the caller's promise.
  void plain_text(std::string_view text) {
    char* const at = room(text.size() + 2);
    *at = '"';
    std::memcpy(at + 1, text.data(), text.size());
    at[text.size() + 1] = '"';
    size_ += text.size() + 2;
  }
  // Makes the small letters after the first `from` bytes capitals.
  void capitals_from(std::size_t from) {
    for (char* at = buffer_.get() + from; at != buffer_.get() + size_; ++at) {
      if (*at >= 'a' && *at <= 'z') *at = static_cast<char>(*at - 'a' + 'A');
    }
  }
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

  std::unique_ptr<char[]> buffer_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace switchyard::graphql
