// The order of offers, and the few best of many: a bounded heap, so that a search holds a page and not all that it looks at.
#pragma once

#include <cstdint>
#include <vector>

#include "pricing/book/rate_index.hpp"

namespace switchyard::pricing {

// A price that the search met. Smaller is earlier; a descending key comes negated.
struct Candidate {
  std::int64_t key = 0;
  std::int64_t price_key = 0;   // Comparable across units: thousandths of micro-dollars a base unit.
  std::int64_t expires_ms = 0;
  std::uint32_t rank = 0;       // Of the sheet's id.
  std::uint32_t cell = 0;
  std::uint32_t row = 0;
  std::uint32_t curve = 0;      // Of the shelf.
  const CurveGroup* group = nullptr;
  std::int64_t price_micros = 0;
  std::uint16_t band = 0;
  std::uint16_t start = 0;
  std::uint16_t term = 0;
};

// By key; ties by price, then the later expiry, then the rate id.
[[nodiscard]] inline bool precedes(const Candidate& a, const Candidate& b) {
  if (a.key != b.key) return a.key < b.key;
  if (a.price_key != b.price_key) return a.price_key < b.price_key;
  if (a.expires_ms != b.expires_ms) return a.expires_ms > b.expires_ms;
  if (a.rank != b.rank) return a.rank < b.rank;
  return a.row < b.row;
}

class BestCandidates {
 public:
  explicit BestCandidates(std::size_t count_max) : count_max_(count_max) { candidates_.reserve(count_max < kReserved ? count_max : kReserved); }

  // Whether one with this key could still get in.
  [[nodiscard]] bool wants(std::int64_t key) const { return candidates_.size() < count_max_ || key <= candidates_.front().key; }
  void offer(const Candidate& candidate);
  // In order.
  [[nodiscard]] std::vector<Candidate> take() &&;

 private:
  static constexpr std::size_t kReserved = 11;  // Under 1 KiB: what malloc keeps at hand for a thread.
  std::size_t count_max_;
  std::vector<Candidate> candidates_;  // Once full, a heap with the last in order at the front.
};

}  // namespace switchyard::pricing
