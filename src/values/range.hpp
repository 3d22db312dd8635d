// Half-open ranges [from, until): two that touch share nothing and leave no gap.
#pragma once

#include <optional>

namespace switchyard {

// An absent `until` is open to the end. Empty where from >= until.
template <class T>
struct HalfOpen {
  T from{};
  std::optional<T> until{};

  [[nodiscard]] bool empty() const { return until && !(from < *until); }
  [[nodiscard]] bool contains(const T& point) const { return !(point < from) && (!until || point < *until); }
  [[nodiscard]] bool overlaps(const HalfOpen& other) const {
    return !empty() && !other.empty() && (!other.until || from < *other.until) && (!until || other.from < *until);
  }
  bool operator==(const HalfOpen&) const = default;
};

}  // namespace switchyard
