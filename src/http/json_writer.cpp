#include "http/json_writer.hpp"

#include <array>
#include <charconv>
#include <cstring>

#include "http/utf8.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kIntegerSizeMax = 20;
// One byte of text takes at most six: \u001f.
constexpr std::size_t kEscapeSizeMax = 6;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// Bytes that can stand in a JSON string as they are.
constexpr std::array<bool, 256> make_plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}
constexpr auto kPlainBytes = make_plain_bytes();

// Whether eight bytes are all plain: none below 0x20, none above 0x7f, no quote, no backslash.
bool are_plain(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHighs = 0x8080808080808080ULL;
  const auto zero_in = [&](std::uint64_t word) { return (word - kOnes) & ~word & kHighs; };
  const std::uint64_t below = (bytes - kOnes * 0x20) & ~bytes & kHighs;
  return ((bytes & kHighs) | below | zero_in(bytes ^ (kOnes * '"')) | zero_in(bytes ^ (kOnes * '\\'))) == 0;
}

char* put_escape(char* at, char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  *at++ = '\\';
  switch (byte) {
    case '"': *at++ = '"'; return at;
    case '\\': *at++ = '\\'; return at;
    case '\b': *at++ = 'b'; return at;
    case '\f': *at++ = 'f'; return at;
    case '\n': *at++ = 'n'; return at;
    case '\r': *at++ = 'r'; return at;
    case '\t': *at++ = 't'; return at;
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  std::memcpy(at, "u00", 3);
  at[3] = kDigits[code >> 4U];
  at[4] = kDigits[code & 15U];
  return at + 5;
}

// `at` has room for six bytes a byte of text.
char* put_text(char* at, std::string_view text) {
  const char* from = text.data();
  const char* const end = from + text.size();
  while (from != end) {
    while (end - from >= 8) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, from, 8);
      if (!are_plain(bytes)) break;
      std::memcpy(at, &bytes, 8);
      from += 8;
      at += 8;
    }
    if (from == end) break;
    if (const auto left = static_cast<std::size_t>(end - from); left >= 4 && left < 8) {
      // Two words of four that overlap: what is plain is copied without a loop.
      std::uint32_t words[2] = {};
      std::memcpy(&words[0], from, 4);
      std::memcpy(&words[1], end - 4, 4);
      if (are_plain(words[0] | static_cast<std::uint64_t>(words[1]) << 32U)) {
        std::memcpy(at, &words[0], 4);
        std::memcpy(at + left - 4, &words[1], 4);
        return at + left;
      }
    }
    const auto byte = static_cast<unsigned char>(*from);
    if (kPlainBytes[byte]) {
      *at++ = *from++;
    } else if (byte < 0x80) {
      at = put_escape(at, *from++);
    } else if (const std::size_t size = utf8_sequence_size({from, end}); size != 0) {
      std::memcpy(at, from, size);
      from += size;
      at += size;
    } else {
      std::memcpy(at, kReplacement.data(), kReplacement.size());
      at += kReplacement.size();
      ++from;
    }
  }
  return at;
}

}  // namespace

JsonWriter::JsonWriter(std::size_t size_expected) { buffer_.resize(size_expected < 64 ? 64 : size_expected); }

void JsonWriter::grow(std::size_t count) { buffer_.resize((size_ + count) * 2); }

inline char* JsonWriter::room(std::size_t count) {
  if (buffer_.size() - size_ < count) grow(count);
  return buffer_.data() + size_;
}

// What stands last says whether a comma is due: only an opening bracket and a colon need none, and no value ends in one.
inline char* JsonWriter::next(std::size_t count) {
  char* at = room(count + 1);
  if (size_ == 0) return at;
  const char last = at[-1];
  if (last == '{' || last == '[' || last == ':') return at;
  ENSURE(depth_ > 0);
  *at = ',';
  ++size_;
  return at + 1;
}

JsonWriter& JsonWriter::begin_object() {
  *next(1) = '{';
  ++size_;
  ++depth_;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  ENSURE(depth_ > 0 && buffer_[size_ - 1] != ':');
  *room(1) = '}';
  ++size_;
  --depth_;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  *next(1) = '[';
  ++size_;
  ++depth_;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  ENSURE(depth_ > 0 && buffer_[size_ - 1] != ':');
  *room(1) = ']';
  ++size_;
  --depth_;
  return *this;
}

inline void JsonWriter::string(std::string_view text) {
  char* const begin = next(text.size() * kEscapeSizeMax + 3);
  char* at = begin;
  *at++ = '"';
  at = put_text(at, text);
  *at++ = '"';
  size_ += static_cast<std::size_t>(at - begin);
}

JsonWriter& JsonWriter::key(std::string_view name) {
  ENSURE(depth_ > 0);
  string(name);
  *room(1) = ':';
  ++size_;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  string(text);
  return *this;
}

JsonWriter& JsonWriter::plain(std::string_view text) {
  char* at = next(text.size() + 2);
  *at = '"';
  if (!text.empty()) std::memcpy(at + 1, text.data(), text.size());
  at[text.size() + 1] = '"';
  size_ += text.size() + 2;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  ENSURE(!json.empty());
  std::memcpy(next(json.size()), json.data(), json.size());
  size_ += json.size();
  return *this;
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::boolean(bool truth) { return raw(truth ? "true" : "false"); }

JsonWriter& JsonWriter::integer(std::int64_t number) {
  char* const begin = next(kIntegerSizeMax);
  size_ += static_cast<std::size_t>(std::to_chars(begin, begin + kIntegerSizeMax, number).ptr - begin);
  return *this;
}

JsonWriter& JsonWriter::natural(std::uint64_t number) {
  char* const begin = next(kIntegerSizeMax);
  size_ += static_cast<std::size_t>(std::to_chars(begin, begin + kIntegerSizeMax, number).ptr - begin);
  return *this;
}

JsonWriter& JsonWriter::scaled(std::int64_t coefficient, int scale) {
  ENSURE(scale >= 0 && scale <= Decimal::kScaleMax);
  const auto places = static_cast<std::size_t>(scale);
  std::array<char, kIntegerSizeMax> digits{};
  const std::uint64_t magnitude = coefficient < 0 ? 0 - static_cast<std::uint64_t>(coefficient) : static_cast<std::uint64_t>(coefficient);
  const auto count = static_cast<std::size_t>(std::to_chars(digits.data(), digits.data() + digits.size(), magnitude).ptr - digits.data());
  char* const begin = next(kIntegerSizeMax + 5);
  char* at = begin;
  *at++ = '"';
  if (coefficient < 0) *at++ = '-';
  const std::size_t whole = count > places ? count - places : 0;
  if (whole == 0) *at++ = '0';
  std::memcpy(at, digits.data(), whole);
  at += whole;
  if (places != 0) {
    *at++ = '.';
    for (std::size_t zeros = places - (count - whole); zeros != 0; --zeros) *at++ = '0';
    std::memcpy(at, digits.data() + whole, count - whole);
    at += count - whole;
  }
  *at++ = '"';
  size_ += static_cast<std::size_t>(at - begin);
  return *this;
}

std::string JsonWriter::text() && {
  ENSURE(depth_ == 0);
  buffer_.resize(size_);
  size_ = 0;
  return std::move(buffer_);
}

}  // namespace switchyard::http
