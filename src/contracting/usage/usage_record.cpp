#include "contracting/usage/usage_record.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "contracting/party_text.hpp"
#include "contracting/service_accounts/service_account_actions.hpp"
#include "contracting/usage/usage_store.hpp"
#include "contracting/word_list.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<UsageSource, 4> kSources = {
    {{UsageSource::actual, "actual"}, {UsageSource::estimated, "estimated"}, {UsageSource::bill, "bill"}, {UsageSource::requested, "requested"}}};
constexpr std::int64_t kDemandMilliKwMax = 1'000'000'000;

struct Period {
  UsageSource source = UsageSource::actual;
  Date from;
  Date until;
};

bool is_same(const Period& a, const Period& b) { return a.source == b.source && a.from == b.from && a.until == b.until; }
bool overlaps(const Period& a, const Period& b) { return a.source == b.source && a.from < b.until && b.from < a.until; }
Period period_of(const NewUsage& usage) { return {usage.source, usage.from, usage.until}; }

void check_amounts(const NewUsage& usage, Commodity commodity, FieldCheck& check) {
  const std::int32_t days = usage.until.days() - usage.from.days();
  if (days < 1 || days > kUsagePeriodDaysMax) check.refuse("until", "period_invalid", fmt::format("must be 1 to {} days after `from`", kUsagePeriodDaysMax));
  if (usage.quantity.unit() == EnergyUnit::ccf_or_therm || commodity_of(usage.quantity.unit()) != commodity) {
    check.refuse("unit", "unit_mismatch", fmt::format("{} is no unit of {}", text_of(usage.quantity.unit()), text_of(commodity)));
  } else if (const auto base = usage.quantity.in_base(); !base || base->milli_units() > kAnnualUsageMilliMax) {
    check.refuse("quantity", "out_of_range", "must be at most 1000000000000 kWh, therms or Ccf");
  }
  if (usage.demand_milli_kw && (*usage.demand_milli_kw < 0 || *usage.demand_milli_kw > kDemandMilliKwMax)) {
    check.refuse("demandKw", "out_of_range", "must be 0 to 1000000 kW");
  }
}

// The rows of one account against each other and those that are kept.
void check_rows(const AccountUsage& given, Commodity commodity, std::vector<Period> kept, std::vector<FieldError>& refusals) {
  if (given.usage.size() > kUsageRowsPerAccountMax) {
    refusals.push_back({given.pointer, "wrong_count", fmt::format("has {} rows; at most {} are taken", given.usage.size(), kUsageRowsPerAccountMax)});
    return;
  }
  std::erase_if(kept, [&](const Period& each) { return std::ranges::any_of(given.usage, [&](const NewUsage& usage) { return is_same(each, period_of(usage)); }); });
  for (std::size_t i = 0; i < given.usage.size(); ++i) {
    FieldCheck check(fmt::format("{}/{}", given.pointer, i), refusals);
    check_amounts(given.usage[i], commodity, check);
    const Period period = period_of(given.usage[i]);
    const auto other = std::ranges::find_if(kept, [&](const Period& each) { return overlaps(each, period); });
    if (other != kept.end()) {
      check.refuse("from", "period_overlaps", fmt::format("overlaps {} until {} of the same source", other->from.text(), other->until.text()));
    }
    kept.push_back(period);
  }
}

Result<void> check_all(SqlReader& reader, const access::PartnerId& partner, std::span<const AccountUsage> usage) {
  std::vector<ServiceAccountId> ids;
  std::size_t count = 0;
  for (const AccountUsage& each : usage) {
    ids.push_back(each.account);
    count += each.usage.size();
  }
  std::map<ServiceAccountId, Commodity> commodities;
  for (const ServiceAccount& account : read_service_accounts(reader, partner, ids)) commodities.emplace(account.id, account.details.commodity);
  std::map<ServiceAccountId, std::vector<Period>> kept;
  for (const UsageRecord& record : read_usage(reader, partner, ids)) kept[record.account].push_back(period_of(record.usage));
  std::vector<FieldError> refusals;
  for (const AccountUsage& each : usage) {
    const auto commodity = commodities.find(each.account);
    ENSURE(commodity != commodities.end());
    check_rows(each, commodity->second, kept[each.account], refusals);
  }
  if (count > kUsageRowsPerCallMax) {
    refusals.push_back({usage.front().pointer, "wrong_count", fmt::format("all accounts have {} rows; at most {} are taken", count, kUsageRowsPerCallMax)});
  }
  if (refusals.empty()) return {};
  if (refusals.size() > kAccountErrorsMax) refusals.resize(kAccountErrorsMax);
  return gathered("usage_invalid", "The usage has rows that cannot be taken; none was kept.", std::move(refusals));
}

Result<Int128> base_sum(std::span<const UsageRecord* const> rows) {
  Int128 sum = 0;
  const EnergyUnit unit = base_of(rows.front()->usage.quantity.unit());
  for (const UsageRecord* row : rows) {
    const auto base = row->usage.quantity.in_base();
    if (!base) return base.error();
    if (base->unit() != unit) return Error{ErrorKind::invalid, "unit_mismatch", "The rows have units of several kinds."};
    sum += base->milli_units();
  }
  return sum;
}

}  // namespace

std::string_view text_of(UsageSource source) { return word_in(kSources, source); }
Result<UsageSource> parse_usage_source(std::string_view text) { return value_in(kSources, text); }

Result<std::vector<UsageRecord>> record_usage(SqlTransaction& transaction, const PartyDesk& desk, const access::PartnerId& partner, std::span<const AccountUsage> usage) {
  std::vector<UsageRecord> records;
  if (usage.empty()) return records;
  if (auto checked = check_all(transaction, partner, usage); !checked) return std::move(checked).error();
  const Instant now = desk.clock.now();
  for (const AccountUsage& each : usage) {
    for (const NewUsage& row : each.usage) records.push_back({.id = make_id<UsageRecordTag>(now, desk.random), .account = each.account, .usage = row, .recorded_at = now});
  }
  replace_usage(transaction, partner, records);
  return records;
}

std::optional<AnnualUsage> annual_usage_of(std::span<const UsageRecord> latest_first) {
  for (const UsageSource source : {UsageSource::actual, UsageSource::requested, UsageSource::bill, UsageSource::estimated}) {
    std::vector<const UsageRecord*> rows;
    std::int32_t days = 0;
    for (const UsageRecord& record : latest_first) {
      if (record.usage.source != source || rows.size() == 12) continue;
      rows.push_back(&record);
      days += record.usage.until.days() - record.usage.from.days();
    }
    if (rows.empty() || days <= 0) continue;
    const auto sum = base_sum(rows);
    if (!sum) return std::nullopt;
    const bool scaled = days != 365 && days != 366;
    const auto milli = divide_rounded(scaled ? *sum * 365 : *sum, scaled ? days : 1, Rounding::half_up);
    if (!milli) return std::nullopt;
    return AnnualUsage{.quantity = Energy::from_milli(*milli, base_of(rows.front()->usage.quantity.unit())), .days_covered = days, .scaled = scaled};
  }
  return std::nullopt;
}

}  // namespace switchyard::contracting
