#include "pricing/book/sheet_format.hpp"

#include <algorithm>
#include <cstring>

#include "values/ensure.hpp"

namespace switchyard::pricing::sheet_format {
namespace {

constexpr std::size_t kChecksumFrom = offsetof(Head, size);
constexpr std::uint64_t kPrime = 0x9E3779B185EBCA87ULL;

std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
  state ^= word * kPrime;
  state = (state << 31U) | (state >> 33U);
  return state * 0xC2B2AE3D27D4EB4FULL;
}

}  // namespace

std::uint64_t checksum_of(std::string_view bytes) {
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), bytes.data() + at, 32);
    for (std::size_t lane = 0; lane < 4; ++lane) lanes[lane] = mix(lanes[lane], words[lane]);
  }
  std::array<std::uint64_t, 4> rest{};
  std::memcpy(rest.data(), bytes.data() + at, bytes.size() - at);
  std::uint64_t sum = bytes.size();
  for (std::size_t lane = 0; lane < 4; ++lane) sum = mix(mix(sum, lanes[lane]), rest[lane]);
  return sum;
}

void seal(std::string& bytes) {
  ENSURE(bytes.size() >= sizeof(Head));
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + offsetof(Head, size), &size, sizeof size);
  const std::uint64_t sum = checksum_of(std::string_view(bytes).substr(kChecksumFrom));
  std::memcpy(bytes.data() + offsetof(Head, checksum), &sum, sizeof sum);
}

std::uint32_t cell_at(const Tables& tables, const Curve& curve, std::size_t band, std::size_t start, std::size_t term) {
  if (curve.sparse == 0) {
    const std::size_t offset = (band * curve.start_count + start) * curve.term_count + term;
    return curve.cells_first + static_cast<std::uint32_t>(offset);
  }
  const auto keys = tables.sparse_keys.subspan(curve.keys_first, curve.cell_count);
  const auto found = std::ranges::lower_bound(keys, sparse_key(band, start, term));
  if (found == keys.end() || *found != sparse_key(band, start, term)) return kNone;
  return curve.cells_first + static_cast<std::uint32_t>(found - keys.begin());
}

CellPosition position_of(const Tables& tables, std::uint32_t cell) {
  const auto after = std::ranges::upper_bound(tables.curves, cell, {}, &Curve::cells_first);
  ENSURE(after != tables.curves.begin());
  const Curve& curve = *(after - 1);
  const std::size_t offset = cell - curve.cells_first;
  if (curve.sparse != 0) {
    const std::uint64_t key = tables.sparse_keys[curve.keys_first + offset];
    return {&curve, static_cast<std::size_t>(key >> 32U), static_cast<std::size_t>(key >> 16U) & 0xffff, static_cast<std::size_t>(key & 0xffff)};
  }
  const std::size_t in_band = offset % (std::size_t{curve.start_count} * curve.term_count);
  return {&curve, offset / (std::size_t{curve.start_count} * curve.term_count), in_band / curve.term_count, in_band % curve.term_count};
}

}  // namespace switchyard::pricing::sheet_format
