#include "pricing/terms/share_rule.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "values/decimal.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kOne = 1'000'000;

Error unsound(std::string detail) {
  Error error = invalid_field("/share/tiers", "share_unsound", std::move(detail));
  error.kind = ErrorKind::unprocessable;
  return error;
}

}  // namespace

Result<void> check_share(const ShareRule& rule) {
  if (rule.tiers.size() > ShareRule::kTiersMax) return unsound(fmt::format("there are at most {} tiers", ShareRule::kTiersMax));
  if (!rule.tiers.empty() && rule.tiers.front().from_micros != 0) return unsound("the first tier begins at a fee of 0");
  for (std::size_t i = 0; i < rule.tiers.size(); ++i) {
    if (i > 0 && rule.tiers[i].from_micros <= rule.tiers[i - 1].from_micros) return unsound("each tier begins above the one before it");
    if (rule.tiers[i].share_millionths < 0 || rule.tiers[i].share_millionths > kOne) return unsound("a share is 0 to 1");
  }
  if (rule.realized_max_micros && *rule.realized_max_micros <= 0) return unsound("the most that is realized is above 0");
  return {};
}

std::int64_t realized_micros(const ShareRule& rule, std::int64_t fee_micros) {
  if (fee_micros <= 0) return fee_micros;
  Int128 sum = rule.tiers.empty() ? static_cast<Int128>(fee_micros) * kOne : 0;
  for (std::size_t i = 0; i < rule.tiers.size(); ++i) {
    const std::int64_t until = i + 1 < rule.tiers.size() ? std::min(rule.tiers[i + 1].from_micros, fee_micros) : fee_micros;
    if (until > rule.tiers[i].from_micros) sum += static_cast<Int128>(until - rule.tiers[i].from_micros) * rule.tiers[i].share_millionths;
  }
  const std::int64_t realized = divide_rounded(sum, kOne, Rounding::half_even).value();  // No more than the fee.
  return rule.realized_max_micros ? std::min(realized, *rule.realized_max_micros) : realized;
}

Result<std::int64_t> commission_cents(std::int64_t usage_base_milli, std::int64_t fee_micros) {
  return divide_rounded(static_cast<Int128>(usage_base_milli) * fee_micros, 10'000'000, Rounding::half_even);
}

std::vector<std::int64_t> split_by_largest_remainder(std::int64_t cents, std::span<const std::int64_t> shares) {
  const std::int64_t whole = std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
  ENSURE(whole > 0 && std::ranges::all_of(shares, [](std::int64_t share) { return share >= 0; }));
  const std::int64_t sign = cents < 0 ? -1 : 1;
  std::vector<std::int64_t> parts;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;  // Negated, so that the largest comes first and of equal ones the first.
  std::int64_t left = cents * sign;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Int128 exact = static_cast<Int128>(cents * sign) * shares[i];
    parts.push_back(static_cast<std::int64_t>(exact / whole));
    remainders.emplace_back(-static_cast<std::int64_t>(exact % whole), i);
    left -= parts.back();
  }
  std::ranges::sort(remainders);
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[remainders[i].second];
  for (std::int64_t& part : parts) part *= sign;
  return parts;
}

}  // namespace switchyard::pricing
