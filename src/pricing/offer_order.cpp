#include "pricing/offer_order.hpp"

#include <algorithm>

namespace switchyard::pricing {

void BestCandidates::offer(const Candidate& candidate) {
  if (heap_.size() == count_max_) {
    if (!precedes(candidate, heap_.front())) return;
    std::ranges::pop_heap(heap_, precedes);
    heap_.back() = candidate;
  } else {
    heap_.push_back(candidate);
  }
  std::ranges::push_heap(heap_, precedes);
}

std::vector<Candidate> BestCandidates::take() && {
  std::ranges::sort_heap(heap_, precedes);
  return std::move(heap_);
}

}  // namespace switchyard::pricing
