#include <zlib.h>

#include <array>
#include <optional>
#include <string>

#include "documents/pdf/opened_pdf.hpp"

namespace switchyard::documents {
namespace {

bool looks_packed(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x0FU) == 8 && (first >> 4U) <= 7 && (first * 256U + second) % 31 == 0;
}

struct Unpacked {
  std::size_t size = 0;
  std::string head;  // Its first bytes, and where it is packed itself, all of it.
};

// None where it goes beyond the limit.
std::optional<Unpacked> unpack(std::string_view bytes, std::size_t size_max) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return Unpacked{};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  Unpacked made;
  std::array<char, 64 * 1024> part{};
  int status = Z_OK;
  while (status == Z_OK && made.size <= size_max) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    status = inflate(&stream, Z_NO_FLUSH);
    const auto size = part.size() - stream.avail_out;
    if (made.size == 0 || looks_packed(made.head)) made.head.append(part.data(), size);
    made.size += size;
    if (size == 0) break;
  }
  inflateEnd(&stream);
  if (made.size > size_max) return std::nullopt;
  return made;
}

}  // namespace

bool unpacks_beyond(std::string_view bytes, std::size_t size_max) {
  constexpr std::string_view kWord = "stream";
  std::size_t total = 0;
  for (auto at = bytes.find(kWord); at != std::string_view::npos; at = bytes.find(kWord, at)) {
    at += kWord.size();
    auto packed = bytes.substr(at);
    while (packed.starts_with('\r') || packed.starts_with('\n') || packed.starts_with(' ')) packed.remove_prefix(1);
    if (!looks_packed(packed)) continue;
    const auto once = unpack(packed, size_max);
    if (!once || (looks_packed(once->head) && !unpack(once->head, size_max))) return true;
    total += once->size;
    if (total > 4 * size_max) return true;
  }
  return false;
}

}  // namespace switchyard::documents
