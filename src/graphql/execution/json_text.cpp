#include "graphql/execution/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "graphql/language/utf8.hpp"
#include "values/decimal.hpp"
#include "values/ensure.hpp"

namespace switchyard::graphql {
namespace {

// One byte of text takes at most six: \u001f.
constexpr std::size_t kEscapeSizeMax = 6;
constexpr std::size_t kIntegerSizeMax = 20;
constexpr std::size_t kWordSize = 8;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";
// A buffer of a thread is kept for its next answer up to this size.
constexpr std::size_t kSpareSizeMax = 256 * 1024;

struct Spare {
  std::unique_ptr<char[]> buffer;
  std::size_t capacity = 0;
};
thread_local Spare spare;

// Whether eight bytes can stand in a JSON string as they are: none below 0x20, none above 0x7f, no quote, no backslash.
bool are_plain(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHighs = 0x8080808080808080ULL;
  const auto zero_in = [&](std::uint64_t word) { return (word - kOnes) & ~word & kHighs; };
  const std::uint64_t below = (bytes - kOnes * 0x20) & ~bytes & kHighs;
  return ((bytes & kHighs) | below | zero_in(bytes ^ (kOnes * '"')) | zero_in(bytes ^ (kOnes * '\\'))) == 0;
}

char* put_escape(char* at, char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  *at++ = '\\';
  if (const auto place = kShort.find(byte); place != std::string_view::npos) {
    *at++ = kLetters[place];
    return at;
  }
  const auto code = static_cast<unsigned char>(byte);
  std::memcpy(at, "u00", 3);
  at[3] = kDigits[code >> 4U];
  at[4] = kDigits[code & 15U];
  return at + 5;
}

// A byte that needs a look: an escape, a longer code point, or one that is none.
char* put_careful(char* at, std::string_view text, std::size_t& offset) {
  const char byte = text[offset];
  if (static_cast<unsigned char>(byte) < 0x80) {
    ++offset;
    if (byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20) return put_escape(at, byte);
    *at = byte;
    return at + 1;
  }
  const CodePoint point = code_point_at(text, offset);
  if (!point.is_scalar()) {
    std::memcpy(at, kReplacement.data(), kReplacement.size());
    ++offset;
    return at + kReplacement.size();
  }
  std::memcpy(at, text.data() + offset, point.size_bytes);
  offset += point.size_bytes;
  return at + point.size_bytes;
}

// Copies a word as it stands; false where one of its bytes needs a look.
bool put_word(char* at, const char* from) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, 8);
  std::memcpy(at, &bytes, 8);
  return are_plain(bytes);
}

// A text of less than a word, by two halves that overlap; false where one of its bytes needs a look.
bool put_short(char* at, std::string_view text) {
  if (text.size() < 4) {
    if (text.empty()) return true;
    const std::array<char, 8> bytes = {text[0], text[text.size() / 2], text[text.size() - 1], ' ', ' ', ' ', ' ', ' '};
    at[0] = bytes[0];
    at[text.size() / 2] = bytes[1];
    at[text.size() - 1] = bytes[2];
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    return are_plain(word);
  }
  std::array<std::uint32_t, 2> halves{};
  std::memcpy(&halves[0], text.data(), 4);
  std::memcpy(&halves[1], text.data() + text.size() - 4, 4);
  std::memcpy(at, &halves[0], 4);
  std::memcpy(at + text.size() - 4, &halves[1], 4);
  return are_plain(halves[0] | static_cast<std::uint64_t>(halves[1]) << 32U);
}

// `at` has room for six bytes a byte of text and a word more.
char* put_text(char* at, std::string_view text) {
  if (text.size() < 8) {
    if (put_short(at, text)) return at + text.size();
    for (std::size_t offset = 0; offset < text.size();) at = put_careful(at, text, offset);
    return at;
  }
  std::size_t offset = 0;
  while (text.size() - offset >= 8 && put_word(at + offset, text.data() + offset)) offset += 8;
  if (text.size() - offset < 8) {
    // The last word overlaps the one before.
    if (offset == text.size() || put_word(at + text.size() - 8, text.data() + text.size() - 8)) return at + text.size();
  }
  at += offset;
  while (offset < text.size()) at = put_careful(at, text, offset);
  return at;
}

// Capitals of eight bytes at once: bit 5 of each small letter is cleared.
std::uint64_t capitals_of(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const std::uint64_t low = bytes & (kOnes * 0x7F);
  const std::uint64_t from_a = low + kOnes * (0x80 - 'a');
  const std::uint64_t beyond_z = low + kOnes * (0x7F - 'z');
  const std::uint64_t small = (from_a ^ beyond_z) & ~bytes & (kOnes * 0x80);
  return bytes - (small >> 2U);
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

char* put_pair(char* at, std::uint32_t number) {
  std::memcpy(at, &kPairs[std::size_t{2} * number], 2);
  return at + 2;
}

// Years have four digits.
char* put_month(char* at, int year, int month) {
  at = put_pair(at, static_cast<std::uint32_t>(year) / 100);
  at = put_pair(at, static_cast<std::uint32_t>(year) % 100);
  *at++ = '-';
  return put_pair(at, static_cast<std::uint32_t>(month));
}

// Days since 1970 to year, month and day at once (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
char* put_civil_date(char* at, std::int32_t days) {
  const std::int32_t shifted = days + 719'468;
  const std::int32_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const auto day_of_era = static_cast<std::uint32_t>(shifted - era * 146'097);
  const std::uint32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::uint32_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::uint32_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const std::int32_t year = static_cast<std::int32_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0);
  at = put_month(at, year, static_cast<int>(month));
  *at++ = '-';
  return put_pair(at, day_of_year - (153 * shifted_month + 2) / 5 + 1);
}

}  // namespace

JsonText::JsonText(std::size_t size_expected) {
  if (spare.capacity >= size_expected) {
    buffer_ = std::move(spare.buffer);
    capacity_ = std::exchange(spare.capacity, 0);
  } else {
    grow(size_expected);
  }
}

JsonText::~JsonText() {
  if (capacity_ > kSpareSizeMax || capacity_ <= spare.capacity) return;
  spare.buffer = std::move(buffer_);
  spare.capacity = capacity_;
}

void JsonText::grow(std::size_t count) {
  const std::size_t capacity = (size_ + count) * 2;
  std::unique_ptr<char[]> larger(new char[capacity]);
  if (size_ != 0) std::memcpy(larger.get(), buffer_.get(), size_);
  buffer_ = std::move(larger);
  capacity_ = capacity;
}

void JsonText::text(std::string_view text) {
  char* const begin = room(text.size() * kEscapeSizeMax + 2 + kWordSize);
  *begin = '"';
  char* const end = put_text(begin + 1, text);
  *end = '"';
  size_ += static_cast<std::size_t>(end + 1 - begin);
}

void JsonText::plain_text(std::string_view text) {
  char* at = room(text.size() + 2 + kWordSize);
  *at++ = '"';
  std::memcpy(at, text.data(), text.size());
  at[text.size()] = '"';
  size_ += text.size() + 2;
}

void JsonText::capitals(std::string_view text) {
  char* at = room(text.size() + 2 + kWordSize);
  *at++ = '"';
  const auto put = [&](std::size_t offset, std::size_t size) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + offset, size);
    bytes = capitals_of(bytes);
    std::memcpy(at + offset, &bytes, kWordSize);
  };
  if (text.size() < kWordSize) {
    put(0, text.size());
  } else {
    for (std::size_t offset = 0; text.size() - offset >= kWordSize; offset += kWordSize) put(offset, kWordSize);
    put(text.size() - kWordSize, kWordSize);
  }
  at[text.size()] = '"';
  size_ += text.size() + 2;
}

char* JsonText::put_date(char* at, std::int32_t days) {
  KnownDay& known = known_days_[static_cast<std::uint32_t>(days) % known_days_.size()];
  if (days != known.days || days < 0) {
    put_civil_date(known.date.data(), days);
    known.days = days;
  }
  std::memcpy(at, known.date.data(), known.date.size());
  return at + known.date.size();
}

void JsonText::integer(std::int64_t number) {
  char* const begin = room(kIntegerSizeMax);
  size_ += static_cast<std::size_t>(std::to_chars(begin, begin + kIntegerSizeMax, number).ptr - begin);
}

void JsonText::scaled(std::int64_t coefficient, int scale) {
  ENSURE(scale >= 0 && scale <= Decimal::kScaleMax);
  std::uint64_t rest = coefficient < 0 ? 0 - static_cast<std::uint64_t>(coefficient) : static_cast<std::uint64_t>(coefficient);
  // From the right: the places, the point, at least one digit, the sign.
  std::array<char, kIntegerSizeMax + 2> digits;
  char* const end = digits.data() + digits.size();
  char* from = end;
  if (scale != 0) {
    int places = scale;
    for (; places >= 2; places -= 2, rest /= 100) put_pair(from -= 2, static_cast<std::uint32_t>(rest % 100));
    if (places != 0) {
      *--from = static_cast<char>('0' + rest % 10);
      rest /= 10;
    }
    *--from = '.';
  }
  do {
    *--from = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (coefficient < 0) *--from = '-';
  plain_text({from, static_cast<std::size_t>(end - from)});
}

void JsonText::month(int year, int month) {
  std::array<char, 7> digits{};
  put_month(digits.data(), year, month);
  plain_text({digits.data(), digits.size()});
}

void JsonText::date(Date date) {
  char* at = room(12);
  *at++ = '"';
  at = put_date(at, date.days());
  *at = '"';
  size_ += 12;
}

void JsonText::instant(Instant instant) {
  constexpr std::int64_t kDayMs = 86'400'000;
  std::int64_t days = instant.unix_ms() / kDayMs;
  if (instant.unix_ms() % kDayMs < 0) --days;
  const auto of_day = static_cast<std::uint32_t>(instant.unix_ms() - days * kDayMs);
  char* const begin = room(26);
  char* at = begin;
  *at++ = '"';
  at = put_date(at, static_cast<std::int32_t>(days));
  *at++ = 'T';
  at = put_pair(at, of_day / 3'600'000);
  *at++ = ':';
  at = put_pair(at, of_day / 60'000 % 60);
  *at++ = ':';
  at = put_pair(at, of_day / 1000 % 60);
  if (const std::uint32_t ms = of_day % 1000; ms != 0) {
    *at++ = '.';
    *at++ = static_cast<char>('0' + ms / 100);
    at = put_pair(at, ms % 100);
  }
  *at++ = 'Z';
  *at++ = '"';
  size_ += static_cast<std::size_t>(at - begin);
}

}  // namespace switchyard::graphql
