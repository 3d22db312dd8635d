// What a broker realizes of the fee that a customer pays, where the supplier keeps a share of it; and how a commission line is made
// and split. Every rounding by its name (money.md sections 4 and 5 of the trade's facts).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "values/result.hpp"

namespace switchyard::pricing {

// Of the part of the fee from `from_micros` up to the next tier.
struct ShareTier {
  std::int64_t from_micros = 0;        // A base unit.
  std::int64_t share_millionths = 1'000'000;
  bool operator==(const ShareTier&) const = default;
};

// Without tiers the broker realizes all of it.
struct ShareRule {
  static constexpr std::size_t kTiersMax = 10;
  std::vector<ShareTier> tiers = {};   // The first from 0, ascending.
  std::optional<std::int64_t> realized_max_micros = {};
  bool operator==(const ShareRule&) const = default;
};

// Refused with "share_unsound": tiers that do not begin at 0 or ascend, a share beyond 0 to 1, too many of them.
[[nodiscard]] Result<void> check_share(const ShareRule& rule);

// Of a fee a base unit, not negative (a negative one is realized whole); half-even to the micro-dollar.
[[nodiscard]] std::int64_t realized_micros(const ShareRule& rule, std::int64_t fee_micros);

// usage x fee, half-even to cents; refused with "overflow".
[[nodiscard]] Result<std::int64_t> commission_cents(std::int64_t usage_base_milli, std::int64_t fee_micros);

// Parts of a line in the proportion of the shares, by largest remainder (of equal ones the first), so that they sum to it. Shares are
// not negative and not all zero (ENSURE).
[[nodiscard]] std::vector<std::int64_t> split_by_largest_remainder(std::int64_t cents, std::span<const std::int64_t> shares);

}  // namespace switchyard::pricing
