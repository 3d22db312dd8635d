#include "pricing/quotes/usage_aggregate.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

// Apart from every character that a reference or code may hold.
constexpr char kBetween = '\x1f';

std::string group_of(const SiteLine& line) {
  const LineFacts& facts = *line.facts;
  std::string group = fmt::format("{}{}{}", facts.supplier, kBetween, text_of(base_of(facts.price_unit)));
  if (line.aggregate_by == "account") return group + kBetween + site_of(line);
  if (line.aggregate_by.starts_with("contract+utility")) group += kBetween + facts.utility_code;
  if (line.aggregate_by == "contract+utility+rate_class") group += kBetween + folded(facts.rate_class);
  return group;
}

std::string amount(std::int64_t milli, EnergyUnit unit) { return Energy::from_milli(milli, unit).amount_text(); }

}  // namespace

std::string site_of(const SiteLine& line) {
  std::string name;
  if (!line.site_reference.empty()) {
    name = fmt::format("reference{}{}", kBetween, line.site_reference);
  } else if (!line.service_address.empty()) {
    name = fmt::format("address{}{}", kBetween, folded(line.service_address));
  }
  return fmt::format("{}{}{}{}{}", text_of(line.facts->commodity), kBetween, line.facts->utility_code, kBetween, name);
}

std::vector<std::size_t> differing_sites(std::span<const SiteLine> lines) {
  std::map<std::string, std::int64_t> usages;
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto [known, is_new] = usages.emplace(site_of(lines[i]), lines[i].usage_base_milli);
    if (!is_new && known->second != lines[i].usage_base_milli) differing.push_back(i);
  }
  return differing;
}

Result<std::vector<std::int64_t>> aggregates_of(std::span<const SiteLine> lines) {
  std::map<std::string, std::int64_t> sums;
  std::set<std::pair<std::string, std::string>> counted;
  std::vector<std::string> groups;
  for (const SiteLine& line : lines) {
    groups.push_back(group_of(line));
    if (!counted.emplace(groups.back(), site_of(line)).second) continue;
    std::int64_t& sum = sums[groups.back()];
    if (__builtin_add_overflow(sum, line.usage_base_milli, &sum)) return Error{ErrorKind::unprocessable, "overflow", "The usages add up to too much to be kept exactly."};
  }
  std::vector<std::int64_t> aggregates;
  for (const std::string& group : groups) aggregates.push_back(sums.at(group));
  return aggregates;
}

bool is_one_aggregate(std::span<const SiteLine> lines) {
  for (const SiteLine& line : lines) {
    const SiteLine& first = lines.front();
    if (base_of(line.facts->price_unit) != base_of(first.facts->price_unit)) return false;
    if (line.aggregate_by == "account") return false;
    const bool by_utility = line.aggregate_by.starts_with("contract+utility");
    if (by_utility && line.facts->utility_code != first.facts->utility_code) return false;
    if (line.aggregate_by == "contract+utility+rate_class" && folded(line.facts->rate_class) != folded(first.facts->rate_class)) return false;
  }
  return true;
}

std::string band_text(const UsageBand& band) {
  if (band.max_milli_exclusive == UsageBand::kOpen) return fmt::format("from {} {}", amount(band.min_milli, band.unit), text_of(band.unit));
  return fmt::format("{} to {} {}", amount(band.min_milli, band.unit), amount(band.max_milli_exclusive, band.unit), text_of(band.unit));
}

Result<void> check_band(const LineFacts& facts, std::int64_t aggregate_base_milli) {
  const UsageBand& band = facts.band;
  if (!band.present) return {};
  const std::int64_t units = base_units_in(band.unit);
  const Int128 min = static_cast<Int128>(band.min_milli) * units;
  const bool is_open = band.max_milli_exclusive == UsageBand::kOpen;
  const Int128 max = static_cast<Int128>(band.max_milli_exclusive) * units;
  const bool is_below = aggregate_base_milli < min || (aggregate_base_milli == min && facts.band_min_is_of_lower_band);
  const bool is_above = !is_open && (band.max_printed_inclusive ? aggregate_base_milli > max : aggregate_base_milli >= max);
  const bool is_kind = base_of(band.unit) == base_of(facts.price_unit);
  if (is_kind && !is_below && !is_above) return {};
  return Error{ErrorKind::unprocessable, "band_mismatch",
               fmt::format("The rate is for a contract of {}, and this contract's aggregate with the supplier is {} {}.", band_text(band),
                           amount(aggregate_base_milli, base_of(facts.price_unit)), text_of(base_of(facts.price_unit)))};
}

}  // namespace switchyard::pricing
