#include "workbook/text_pool.hpp"

#include <cstring>
#include <utility>

#include "values/ensure.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::size_t kRecentCountMin = 1u << 8;
constexpr std::size_t kRecentCountMax = 1u << 15;

// Fast and not kept anywhere: eight bytes a step. The upper bits are the good ones.
std::size_t hash_of(std::string_view text) {
  constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15;
  std::uint64_t hash = text.size() * kOdd;
  while (text.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    hash = (hash ^ word) * kOdd;
    hash ^= hash >> 29;
    text.remove_prefix(8);
  }
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), text.size());
  hash = (hash ^ word) * kOdd;
  return static_cast<std::size_t>(hash >> 32);
}

}  // namespace

TextPool::TextPool() : bytes_(1, '\0'), recent_(kRecentCountMin, 0) {}

void TextPool::grow() {
  std::vector<Ref> wider(recent_.size() * 2, 0);
  for (const Ref ref : recent_) {
    if (ref != 0) wider[hash_of(at(ref)) % wider.size()] = ref;
  }
  recent_ = std::move(wider);
}

TextPool::Ref TextPool::add(std::string_view text) {
  if (text.empty()) return 0;
  ENSURE(!recent_.empty());
  if (added_count_ >= recent_.size() && recent_.size() < kRecentCountMax) grow();
  Ref& recent = recent_[hash_of(text) % recent_.size()];
  if (recent != 0 && at(recent) == text) return recent;
  ++added_count_;
  ENSURE(bytes_.size() + text.size() + 10 < kSizeMax);
  recent = static_cast<Ref>(bytes_.size());
  std::size_t size = text.size();
  for (; size >= 0x80; size >>= 7) bytes_ += static_cast<char>((size & 0x7F) | 0x80);
  bytes_ += static_cast<char>(size);
  bytes_ += text;
  return recent;
}

std::string_view TextPool::at(Ref ref) const {
  std::size_t size = 0;
  std::size_t from = ref;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes_[from++]);
    size |= static_cast<std::size_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return std::string_view(bytes_).substr(from, size);
}

void TextPool::seal() {
  recent_ = {};
  if (bytes_.capacity() > bytes_.size() + bytes_.size() / 4) bytes_.shrink_to_fit();
}

}  // namespace switchyard::workbook
