// What check_account_number() follows for one utility, compiled once when the market is loaded.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/market.hpp"
#include "market/number_pattern.hpp"

namespace switchyard::market {

// A form that has a meaning of its own and a sentence for people: reference/account_notes.csv.
struct AccountNote {
  NumberPattern pattern;
  AccountVerdict verdict = AccountVerdict::unverified;
  std::string text;
};

// A utility of the same state whose numbers can be told by how they begin.
struct NeighborForm {
  std::string utility_code;
  std::string utility_name;
  NumberPattern pattern;
  bool is_same_kind = false;  // Both are, say, SDIs: then its form goes before our older ones.
};

struct AccountRules {
  std::optional<NumberPattern> present;
  std::optional<NumberPattern> legacy;
  std::vector<AccountNote> notes;         // In order; the first that fits decides.
  std::vector<NeighborForm> neighbors;
};

// Refused with `invalid_pattern`.
[[nodiscard]] Result<AccountRules> compile_account_rules(const Utility& utility);

}  // namespace switchyard::market
