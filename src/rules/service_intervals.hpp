// Whether two contracts of one service account meet: touching is right, a gap warns, an overlap is refused.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/rules.hpp"

namespace switchyard::rules {

// [start_read, end_read) of one contract account; an end that is not known runs on.
struct ServiceInterval {
  std::string contract = {};  // Its number or id, as it is said to the caller.
  Date start_read = {};
  std::optional<Date> end_read = {};
  bool is_own = true;    // Of the same partner.
};

struct IntervalVerdict {
  std::vector<Finding> findings = {};           // `service_overlap` blocks, `service_gap` warns; only of the caller's own contracts.
  bool touches = false;                    // One of its own ends where this begins, or begins where it ends.
  // An overlap with another partner's contract: hidden from the caller, for an operator's broker_of_record check.
  std::vector<std::string> other_partners_contracts = {};
};

// `path` is what findings name ("/accounts/3"). `others` are the open contract accounts of the same service account, without this one.
[[nodiscard]] IntervalVerdict judge_interval(const ServiceInterval& interval, std::span<const ServiceInterval> others, const std::string& path,
                                             std::string_view language = "en");

}  // namespace switchyard::rules
