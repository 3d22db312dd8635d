// What an account used, a billing period at a time, and where that is known from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "contracting/actor.hpp"
#include "contracting/ids.hpp"
#include "contracting/party_desk.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kUsageRowsPerCallMax = 1000;

enum class UsageSource : std::uint8_t { actual, estimated, bill, requested };
[[nodiscard]] std::string_view text_of(UsageSource source);
[[nodiscard]] Result<UsageSource> parse_usage_source(std::string_view text);

struct NewUsage {
  Date from;    // Of the period: half-open [from, to).
  Date to;
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

// In the caller's transaction. A period of the same source and dates replaces the former. Refused: `service_account_not_found`, `usage_invalid` with
// fields "/usage/INDEX/…": period_invalid, period_overlap, unit_mismatch, usage_empty, too_many.
[[nodiscard]] Result<std::vector<UsageRecord>> record_usage(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const ServiceAccountId& account,
                                                            std::span<const NewUsage> usage);

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
