// Writes JSON text straight into a buffer: commas and escapes are its own, and there is no tree. Built for the hot path
// (about 2.4 µs for 4 KB). Text that is not UTF-8 never leaves: each broken byte becomes U+FFFD.
//
//   JsonWriter json(4096);
//   json.begin_object().member("rateId", rate.id.text()).scaled_member("price", price.micros, 6);
//   json.key("items").begin_array(); …; json.end_array().end_object();
//   return http::json(200, std::move(json).text());
//
// Not for sharing between threads. There is no overload for floating point: money and energy are decimals as text.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "values/date.hpp"
#include "values/decimal.hpp"
#include "values/ensure.hpp"
#include "values/instant.hpp"

namespace switchyard::http {

class JsonWriter {
 public:
  // `size_expected` in bytes saves growing; any size is right.
  explicit JsonWriter(std::size_t size_expected = 512);
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();

  // The name of the next value of an object. A literal is copied as it stands: the program writes none that needs an escape.
  JsonWriter& key(std::string_view name);
  template <std::size_t kSize>
  JsonWriter& key(const char (&literal)[kSize]) {
    put_key(literal, 0);
    return *this;
  }

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(std::same_as<bool> auto truth) { return boolean(truth); }
  JsonWriter& value(std::signed_integral auto number) { return integer(number); }
  JsonWriter& value(std::unsigned_integral auto number) requires(!std::same_as<decltype(number), bool>) { return natural(number); }
  // As text, with the digits it has: "0.06620".
  JsonWriter& value(Decimal decimal) { return scaled(decimal.coefficient(), decimal.scale()); }
  // As their text() is.
  JsonWriter& value(Instant instant);
  JsonWriter& value(Month month);
  JsonWriter& value(std::floating_point auto number) = delete;
  template <class T>
  JsonWriter& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  JsonWriter& null();

  // coefficient / 10^scale as text with exactly `scale` digits after the point: scaled(66200, 6) is "0.066200". scale is 0 to 18 (ENSURE).
  JsonWriter& scaled(std::int64_t coefficient, int scale);
  // A string that is known to need no escape (ids, states, dates): copied as it stands. The caller's promise.
  JsonWriter& plain(std::string_view text);
  // JSON text of one value, made by this writer before or checked by a parser.
  JsonWriter& raw(std::string_view json);

  template <class Name, class T>
  JsonWriter& member(const Name& name, const T& content) {
    return key(name).value(content);
  }
  // A text that may not be known: null where it is empty.
  template <class Name>
  JsonWriter& member_or_null(const Name& name, std::string_view text) {
    return text.empty() ? key(name).null() : key(name).value(text);
  }
  template <class Name>
  JsonWriter& scaled_member(const Name& name, std::int64_t coefficient, int scale) {
    return key(name).scaled(coefficient, scale);
  }
  template <class Name>
  JsonWriter& plain_member(const Name& name, std::string_view text) {
    return key(name).plain(text);
  }
  // A plain text of a size that is known.
  template <std::size_t kNameSize, std::size_t kTextSize>
  JsonWriter& plain_member(const char (&name)[kNameSize], const std::array<char, kTextSize>& text) {
    put_key(name, kTextSize + 2);
    *at_ = '"';
    std::memcpy(at_ + 1, text.data(), kTextSize);
    at_[kTextSize + 1] = '"';
    return wrote(kTextSize + 2);
  }

  // Whole members or values that stand in the text, to be written once more: what many items of an answer share is made once.
  struct Piece {
    std::size_t from = 0;
    std::size_t size = 0;
  };
  // What was written since size() was `from`; empty where nothing was.
  [[nodiscard]] Piece since(std::size_t from) const;
  JsonWriter& again(Piece piece);

  // Bytes written so far: to stop at a limit.
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - buffer_.data()); }
  // The whole text; every object and array has been ended (ENSURE).
  [[nodiscard]] std::string text() &&;

  // Takes the memory of a text that is done with, for a later writer of this thread.
  static void reuse(std::string&& text) noexcept;

 private:
  JsonWriter& boolean(bool truth);
  JsonWriter& integer(std::int64_t number);
  JsonWriter& natural(std::uint64_t number);
  // A name with its quotes and colon; behind it is room for a value of `value_size` bytes.
  template <std::size_t kSize>
  void put_key(const char (&literal)[kSize], std::size_t value_size) {
    ENSURE(depth_ > 0);
    char* const at = next(kSize + 2 + value_size);
    *at = '"';
    std::memcpy(at + 1, literal, kSize - 1);
    std::memcpy(at + kSize, "\":", 2);
    at_ += kSize + 2;
    is_comma_due_ = false;
  }
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  // A place of at least `count` bytes.
  [[gnu::always_inline]] char* room(std::size_t count) {
    if (static_cast<std::size_t>(end_ - at_) < count) grow(count);
    return at_;
  }
  // The same between a value and the next of the same object or array, behind a comma where one is due. wrote() takes it.
  [[gnu::always_inline]] char* next(std::size_t count) {
    room(count + 1);
    if (is_comma_due_) {
      ENSURE(depth_ > 0);
      *at_++ = ',';
    }
    return at_;
  }
  // A value of so many bytes, at the place that next() gave.
  [[gnu::always_inline]] JsonWriter& wrote(std::size_t count) {
    at_ += count;
    is_comma_due_ = true;
    return *this;
  }
  void grow(std::size_t count);
  void string(std::string_view text);

  std::string buffer_;
  char* at_ = nullptr;   // Where the next byte goes, and the end of the buffer.
  char* end_ = nullptr;
  int depth_ = 0;
  bool is_comma_due_ = false;
};

}  // namespace switchyard::http
