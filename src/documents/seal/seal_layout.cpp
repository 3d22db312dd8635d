#include "documents/seal/seal_layout.hpp"

#include <fmt/format.h>

#include <charconv>

#include "values/ensure.hpp"

namespace switchyard::documents {
namespace {

constexpr std::string_view kByteRangeName = "/ByteRange";

Error malformed(std::string why) { return {ErrorKind::invalid, "seal_malformed", std::move(why)}; }

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\r')) text.remove_prefix(1);
  return text;
}

// "[ 0 123 456 789 ]" at the beginning of a text.
std::optional<std::array<std::uint64_t, 4>> four_numbers(std::string_view text) {
  text = without_spaces(text);
  if (!text.starts_with("[")) return std::nullopt;
  text.remove_prefix(1);
  std::array<std::uint64_t, 4> numbers{};
  for (auto& number : numbers) {
    text = without_spaces(text);
    const auto* end = text.data() + std::min<std::size_t>(text.size(), 12);
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  }
  if (!without_spaces(text).starts_with("]")) return std::nullopt;
  return numbers;
}

// The ranges as places, where they are possible: from the first byte, with a hexadecimal string between them.
std::optional<SealLayout> possible(std::string_view file, const std::array<std::uint64_t, 4>& numbers) {
  const auto [zero, first, second, rest] = numbers;
  if (zero != 0 || first < 1 || second < first + 2 || second > file.size() || rest > file.size() - second) return std::nullopt;
  if (file[first] != '<' || file[second - 1] != '>') return std::nullopt;
  return SealLayout{static_cast<std::size_t>(first), static_cast<std::size_t>(second)};
}

std::optional<unsigned> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

// Of a DER value from its first bytes; 0 where they are none.
std::size_t der_size(std::string_view bytes) {
  if (bytes.size() < 2 || bytes[0] != '\x30') return 0;
  const auto first = static_cast<unsigned char>(bytes[1]);
  if (first < 0x80) return 2U + first;
  const std::size_t count = first & 0x7fU;
  if (count < 1 || count > 4 || bytes.size() < 2 + count) return 0;
  std::size_t size = 0;
  for (std::size_t at = 0; at < count; ++at) size = size << 8 | static_cast<unsigned char>(bytes[2 + at]);
  return size + 2 + count;
}

}  // namespace

LayoutReading find_seal(std::string_view file) {
  LayoutReading reading;
  std::size_t partial = 0;
  std::size_t named = 0;
  std::size_t whole = 0;
  for (auto at = file.find(kByteRangeName); at != std::string_view::npos; at = file.find(kByteRangeName, at + 1)) {
    ++named;
    const auto numbers = four_numbers(file.substr(at + kByteRangeName.size(), 200));
    const auto layout = numbers ? possible(file, *numbers) : std::nullopt;
    if (!layout) continue;
    const auto end = layout->contents_end + static_cast<std::size_t>((*numbers)[3]);
    if (end != file.size()) {
      partial = std::max(partial, end);
      continue;
    }
    ++whole;
    reading.layout = *layout;
  }
  if (whole == 1) return reading;
  reading.layout.reset();
  if (whole > 1) reading.faults.push_back({"seal_several", "The file says in several places what its seal covers."});
  if (whole == 0 && partial > 0)
    reading.faults.push_back({"seal_partial", fmt::format("The seal covers {} of the file's {} bytes: something was added after it was sealed.", partial, file.size())});
  if (whole == 0 && partial == 0 && named > 0)
    reading.faults.push_back({"seal_malformed", "What the seal says that it covers does not fit the file: bytes were changed, added or lost."});
  if (named == 0) reading.faults.push_back({"seal_missing", "The file has no seal."});
  return reading;
}

Result<std::string> cms_of(std::string_view file, const SealLayout& layout) {
  const auto text = file.substr(layout.contents_begin + 1, layout.contents_end - layout.contents_begin - 2);
  if (text.size() % 2 != 0 || text.size() > 2 * kSealRoomMax) return malformed("The seal is not of whole bytes.");
  std::string bytes(text.size() / 2, '\0');
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto high = digit(text[2 * at]);
    const auto low = digit(text[2 * at + 1]);
    if (!high || !low) return malformed("The seal is not written in lower-case hexadecimal digits, as it was made.");
    bytes[at] = static_cast<char>(*high << 4 | *low);
  }
  const auto size = der_size(bytes);
  if (size < 2 || size > bytes.size()) return malformed("The seal holds no signature.");
  if (bytes.find_first_not_of('\0', size) != std::string::npos) return malformed("Bytes stand behind the signature, where its maker left zeros.");
  bytes.resize(size);
  return bytes;
}

SealPlace placeholder_of(std::string_view file, std::size_t room) {
  const std::string zeros = "<" + std::string(2 * room, '0') + ">";
  SealPlace place;
  place.byte_range = file.rfind(kByteRangePlaceholder);
  place.layout.contents_begin = file.rfind(zeros);
  ENSURE(place.byte_range != std::string_view::npos && place.layout.contents_begin != std::string_view::npos);
  place.layout.contents_end = place.layout.contents_begin + zeros.size();
  return place;
}

std::string byte_range_text(const SealLayout& layout, std::size_t file_size) {
  auto text = fmt::format("[ 0 {} {} {} ", layout.contents_begin, layout.contents_end, file_size - layout.contents_end);
  ENSURE(text.size() < kByteRangePlaceholder.size());
  text.resize(kByteRangePlaceholder.size() - 1, ' ');
  return text + "]";
}

}  // namespace switchyard::documents
