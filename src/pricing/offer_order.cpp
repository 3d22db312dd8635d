#include "pricing/offer_order.hpp"

#include <algorithm>

namespace switchyard::pricing {

void BestCandidates::offer(const Candidate& candidate) {
  if (candidates_.size() < count_max_) {
    candidates_.push_back(candidate);
    if (candidates_.size() == count_max_) std::ranges::make_heap(candidates_, precedes);
    return;
  }
  if (!precedes(candidate, candidates_.front())) return;
  std::ranges::pop_heap(candidates_, precedes);
  candidates_.back() = candidate;
  std::ranges::push_heap(candidates_, precedes);
}

std::vector<Candidate> BestCandidates::take() && {
  std::ranges::sort(candidates_, precedes);
  return std::move(candidates_);
}

}  // namespace switchyard::pricing
