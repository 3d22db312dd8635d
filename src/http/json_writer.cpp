#include "http/json_writer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <utility>

#include "http/utf8.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kSizeMin = 64;
// Smaller texts are the allocator's own business, larger ones would hold memory for nothing.
constexpr std::size_t kSpareSizeMin = 1024;
constexpr std::size_t kSpareSizeMax = 16 * 1024;

// Memory of texts that are done with: as many as answers are under way at once on a busy thread.
struct Spares {
  std::array<std::string, 64> texts;
  std::size_t count = 0;
};
thread_local Spares spares;

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

// "00" to "99", one behind the other.
constexpr std::array<char, 200> make_pairs() {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}
constexpr auto kPairs = make_pairs();

void put_pair(char* at, std::uint32_t number) { std::memcpy(at, &kPairs[std::size_t{2} * number], 2); }

// Quotes, sign, point and 19 digits.
constexpr std::size_t kDecimalSizeMax = 24;
constexpr int kShortDigits = 8;
constexpr std::int64_t kShortLimit = 100'000'000;

// The eight digits of a number below 1e8, the first in the lowest byte; '0' is not added yet. Two halves of four digits, four of two
// and eight of one are divided at once, each by a multiplication (1/100 is 10486/2^20 up to 9,999; 1/10 is 103/2^10 up to 99).
std::uint64_t eight_digits(std::uint32_t number) {
  const std::uint64_t fours = number / 10'000 | std::uint64_t{number % 10'000} << 32U;
  const std::uint64_t hundreds = fours * 10'486 >> 20U & 0x0000'007f'0000'007fULL;
  const std::uint64_t twos = hundreds | (fours - hundreds * 100) << 16U;
  const std::uint64_t tens = twos * 103 >> 10U & 0x000f'000f'000f'000fULL;
  return tens | (twos - tens * 10) << 8U;
}

// A decimal of at most eight digits in quotes, without a loop. `at` has room for kDecimalSizeMax bytes; gives the end.
char* put_short_decimal(char* at, std::uint32_t number, unsigned scale) {
  const std::uint64_t digits = eight_digits(number);
  constexpr std::uint64_t kZeros = 0x3030'3030'3030'3030ULL;
  // Zeros in front are left out, but for one before the point.
  const auto zeros = static_cast<unsigned>(std::countr_zero(digits | std::uint64_t{1} << 63U)) / 8;
  const unsigned left_out = std::min(zeros, kShortDigits - 1 - scale);
  const unsigned before_point = kShortDigits - scale - left_out;
  const std::uint64_t text = (digits | kZeros) >> (8 * left_out);
  *at++ = '"';
  std::memcpy(at, &text, sizeof text);
  at += before_point;
  if (scale != 0) {
    const std::uint64_t places = text >> (8 * before_point);
    *at++ = '.';
    std::memcpy(at, &places, sizeof places);
    at += scale;
  }
  *at++ = '"';
  return at;
}

// Any decimal in quotes; gives the end.
char* put_decimal(char* at, std::int64_t coefficient, int scale) {
  std::uint64_t rest = coefficient < 0 ? 0 - static_cast<std::uint64_t>(coefficient) : static_cast<std::uint64_t>(coefficient);
  // From the right: the places, the point, at least one digit, the sign.
  std::array<char, kDecimalSizeMax> digits;
  char* const end = digits.data() + digits.size();
  char* from = end;
  if (scale != 0) {
    for (int place = 0; place < scale; ++place, rest /= 10) *--from = static_cast<char>('0' + rest % 10);
    *--from = '.';
  }
  do {
    *--from = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (coefficient < 0) *--from = '-';
  *at++ = '"';
  at = std::copy(from, end, at);
  *at++ = '"';
  return at;
}

// "2026-11": years have four digits.
void put_month(char* at, int year, int month) {
  put_pair(at, static_cast<std::uint32_t>(year) / 100);
  put_pair(at + 2, static_cast<std::uint32_t>(year) % 100);
  at[4] = '-';
  put_pair(at + 5, static_cast<std::uint32_t>(month));
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

// Kept memory saves an allocation that the allocator finds large, and most of its clearing.
JsonWriter::JsonWriter(std::size_t size_expected) {
  const std::size_t size = std::max(size_expected, kSizeMin);
  if (size >= kSpareSizeMin && spares.count != 0) buffer_ = std::move(spares.texts[--spares.count]);
  if (buffer_.size() < size) buffer_.resize(size);
  at_ = buffer_.data();
  end_ = at_ + buffer_.size();
}

void JsonWriter::reuse(std::string&& text) noexcept {
  if (text.capacity() < kSpareSizeMin || text.capacity() > kSpareSizeMax || spares.count == spares.texts.size()) return;
  spares.texts[spares.count++] = std::move(text);
}

void JsonWriter::grow(std::size_t count) {
  const std::size_t written = size();
  buffer_.resize((written + count) * 2);
  at_ = buffer_.data() + written;
  end_ = buffer_.data() + buffer_.size();
}

JsonWriter& JsonWriter::begin_object() { return open('{'); }
JsonWriter& JsonWriter::begin_array() { return open('['); }
JsonWriter& JsonWriter::end_object() { return close('}'); }
JsonWriter& JsonWriter::end_array() { return close(']'); }

inline JsonWriter& JsonWriter::open(char bracket) {
  *next(1) = bracket;
  ++at_;
  ++depth_;
  is_comma_due_ = false;
  return *this;
}

inline JsonWriter& JsonWriter::close(char bracket) {
  ENSURE(depth_ > 0 && at_[-1] != ':');
  *room(1) = bracket;
  --depth_;
  return wrote(1);
}

inline void JsonWriter::string(std::string_view text) {
  char* const begin = next(text.size() * kEscapeSizeMax + 3);
  *begin = '"';
  char* const end = put_text(begin + 1, text);
  *end = '"';
  wrote(static_cast<std::size_t>(end + 1 - begin));
}

JsonWriter& JsonWriter::key(std::string_view name) {
  ENSURE(depth_ > 0);
  string(name);
  *room(1) = ':';
  ++at_;
  is_comma_due_ = false;
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
  return wrote(text.size() + 2);
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  ENSURE(!json.empty());
  std::memcpy(next(json.size()), json.data(), json.size());
  return wrote(json.size());
}

JsonWriter::Piece JsonWriter::since(std::size_t from) const {
  if (from < size() && buffer_[from] == ',') ++from;
  return {from, size() - from};
}

JsonWriter& JsonWriter::again(Piece piece) {
  ENSURE(piece.size != 0 && piece.from + piece.size <= size());
  char* const at = next(piece.size);
  std::memcpy(at, buffer_.data() + piece.from, piece.size);
  return wrote(piece.size);
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::boolean(bool truth) { return raw(truth ? "true" : "false"); }

JsonWriter& JsonWriter::integer(std::int64_t number) {
  char* const begin = next(kIntegerSizeMax);
  return wrote(static_cast<std::size_t>(std::to_chars(begin, begin + kIntegerSizeMax, number).ptr - begin));
}

JsonWriter& JsonWriter::natural(std::uint64_t number) {
  char* const begin = next(kIntegerSizeMax);
  return wrote(static_cast<std::size_t>(std::to_chars(begin, begin + kIntegerSizeMax, number).ptr - begin));
}

JsonWriter& JsonWriter::scaled(std::int64_t coefficient, int scale) {
  ENSURE(scale >= 0 && scale <= Decimal::kScaleMax);
  char* const begin = next(kDecimalSizeMax);
  const bool is_short = std::endian::native == std::endian::little && coefficient >= 0 && coefficient < kShortLimit && scale < kShortDigits;
  const char* const end = is_short ? put_short_decimal(begin, static_cast<std::uint32_t>(coefficient), static_cast<unsigned>(scale)) : put_decimal(begin, coefficient, scale);
  return wrote(static_cast<std::size_t>(end - begin));
}

JsonWriter& JsonWriter::value(Month month) {
  char* const at = next(9);
  *at = '"';
  put_month(at + 1, month.year(), month.month());
  at[8] = '"';
  return wrote(9);
}

JsonWriter& JsonWriter::value(Instant instant) {
  constexpr std::int64_t kDayMs = 86'400'000;
  std::int64_t days = instant.unix_ms() / kDayMs;
  if (instant.unix_ms() % kDayMs < 0) --days;
  const auto of_day = static_cast<std::uint32_t>(instant.unix_ms() - days * kDayMs);
  const Date date = Date::from_days(static_cast<std::int32_t>(days));
  char* const begin = next(26);
  char* at = begin;
  *at++ = '"';
  put_month(at, date.year(), date.month());
  at[7] = '-';
  put_pair(at + 8, static_cast<std::uint32_t>(date.day()));
  at[10] = 'T';
  put_pair(at + 11, of_day / 3'600'000);
  at[13] = ':';
  put_pair(at + 14, of_day / 60'000 % 60);
  at[16] = ':';
  put_pair(at + 17, of_day / 1000 % 60);
  at += 19;
  if (const std::uint32_t ms = of_day % 1000; ms != 0) {
    *at++ = '.';
    *at++ = static_cast<char>('0' + ms / 100);
    put_pair(at, ms % 100);
    at += 2;
  }
  *at++ = 'Z';
  *at++ = '"';
  return wrote(static_cast<std::size_t>(at - begin));
}

std::string JsonWriter::text() && {
  ENSURE(depth_ == 0);
  buffer_.resize(size());
  at_ = end_ = nullptr;
  return std::move(buffer_);
}

}  // namespace switchyard::http
