// What an account used, a billing period at a time, and where that is known from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/actor.hpp"
#include "contracting/ids.hpp"
#include "contracting/party_desk.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kUsageRowsPerCallMax = 40'000;       // A thousand accounts with three years of months.
inline constexpr std::size_t kUsageRowsPerAccountMax = 120;      // Ten years of months.
inline constexpr std::int32_t kUsagePeriodDaysMax = 400;

enum class UsageSource : std::uint8_t { actual, estimated, bill, requested };
[[nodiscard]] std::string_view text_of(UsageSource source);
[[nodiscard]] Result<UsageSource> parse_usage_source(std::string_view text);

struct NewUsage {
  Date from;    // Of the period: half-open [from, until).
  Date until;
  Energy quantity;
  std::optional<std::int64_t> demand_milli_kw = {};
  UsageSource source = UsageSource::actual;
};

struct UsageRecord {
  UsageRecordId id;
  ServiceAccountId account;
  NewUsage usage;
  Instant recorded_at{};
};

// Rows of one account, and where they stand in the input: "/accounts/3/usage".
struct AccountUsage {
  ServiceAccountId account;
  std::vector<NewUsage> usage;
  std::string pointer = "/usage";
};

// The same few statements for any number of accounts. A period of the same source and dates replaces the former. The caller has seen that the accounts are the
// partner's. Refused: `usage_invalid` with fields "POINTER/INDEX/…": period_invalid, period_overlaps (another of the same source), unit_mismatch,
// out_of_range; wrong_count at the pointer (kUsageRowsPerAccountMax, and kUsageRowsPerCallMax in all).
[[nodiscard]] Result<std::vector<UsageRecord>> record_usage(SqlTransaction& transaction, const PartyDesk& desk, const access::PartnerId& partner,
                                                            std::span<const AccountUsage> usage);

// Of all these accounts, by account, the latest period first. One statement up to a thousand accounts.
[[nodiscard]] std::vector<UsageRecord> read_usage(SqlReader& reader, const access::PartnerId& partner, std::span<const ServiceAccountId> accounts);

// What twelve months come to: the rows of the best source there is (actual, requested, bill, estimated) of the last twelve periods, scaled to 365
// days where they cover fewer or more. Nothing where there are none, or where their units differ in kind.
struct AnnualUsage {
  Energy quantity;
  std::int32_t days_covered = 0;
  bool scaled = false;
};
[[nodiscard]] std::optional<AnnualUsage> annual_usage_of(std::span<const UsageRecord> latest_first);

}  // namespace switchyard::contracting
