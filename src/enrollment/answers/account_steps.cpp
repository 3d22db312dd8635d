#include "enrollment/answers/account_steps.hpp"

#include <algorithm>
#include <span>

namespace switchyard::enrollment {
namespace {

using E = contracting::AccountEvent;
using K = AnswerKind;
using S = contracting::AccountState;

using Way = std::vector<E>;

// The shortest first. A later word implies the earlier ones: energy that flows was accepted.
const std::vector<Way>& ways_of(K kind) {
  static const std::vector<Way> kWays[] = {
      {{E::supplier_accept}},
      {{E::supplier_reject}},
      {{E::send_to_utility}},
      {{E::utility_accept}},
      {{E::utility_reject}},
      {{E::schedule}, {E::utility_accept, E::schedule}},
      {{E::activate}, {E::schedule, E::activate}, {E::utility_accept, E::activate}},
      {{E::notify_drop}},
      {{E::drop}},
      {{E::reinstate}},
      {{E::object}},
      {{E::rescind}},
  };
  return kWays[static_cast<std::size_t>(kind)];
}

bool is_possible(const Way& way, S from) {
  for (const E event : way) {
    const auto next = contracting::next_state(from, event);
    if (!next) return false;
    from = *next;
  }
  return true;
}

bool is_one_of(S state, std::initializer_list<S> states) { return std::ranges::find(states, state) != states.end(); }

bool has_flowed(S state) { return is_one_of(state, {S::active, S::drop_notified, S::reinstated, S::rolled_over}); }

}  // namespace

std::vector<E> steps_of(K kind, S from) {
  for (const Way& way : ways_of(kind)) {
    if (is_possible(way, from)) return way;
  }
  return {};
}

bool is_known(K kind, S state) {
  switch (kind) {
    case K::supplier_accepted:
      return has_flowed(state) || is_one_of(state, {S::supplier_accepted, S::utility_pending, S::utility_accepted, S::utility_rejected, S::objected, S::scheduled});
    case K::supplier_rejected: return state == S::supplier_rejected;
    case K::utility_pending: return has_flowed(state) || is_one_of(state, {S::utility_pending, S::utility_accepted, S::utility_rejected, S::objected, S::scheduled});
    case K::utility_accepted: return has_flowed(state) || is_one_of(state, {S::utility_accepted, S::scheduled});
    case K::utility_rejected: return state == S::utility_rejected;
    case K::start_set: return has_flowed(state) || state == S::scheduled;
    case K::active: return has_flowed(state);
    case K::drop_notified: return is_one_of(state, {S::drop_notified, S::dropped});
    case K::dropped: return state == S::dropped;
    case K::reinstated: return state == S::reinstated;
    case K::objected: return state == S::objected;
    case K::rescinded: return state == S::rescinded;
  }
  return false;
}

}  // namespace switchyard::enrollment
