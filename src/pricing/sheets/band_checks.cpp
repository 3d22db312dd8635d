// hold_unclear_bands: usage bands of a family of curves, over all of its starts and terms.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "pricing/sheets/drift_checks.hpp"
#include "pricing/sheets/rate_key.hpp"

namespace switchyard::pricing {
namespace {

struct Band {
  std::int64_t min;
  std::int64_t max;                    // Exclusive.
  std::uint32_t row;                   // The first that has it.
  bool operator<(const Band& other) const { return std::pair(min, max) < std::pair(other.min, other.max); }
};

struct Gap {
  std::int64_t from;
  std::int64_t until;
  std::uint32_t row;
  bool is_overlap = false;             // Two bands cover it, not none.
};

using Families = std::unordered_map<std::uint64_t, std::vector<Band>>;

class FamilyReader {
 public:
  void add(const RateRow& row, std::uint64_t family, std::uint32_t number) {
    if (!row.band.present) return;
    if (last_ == nullptr || family != last_family_) last_ = &families_[family];
    last_family_ = family;
    for (const Band& band : *last_) {
      if (band.min == row.band.min_milli && band.max == row.band.max_milli_exclusive) return;
    }
    last_->push_back({row.band.min_milli, row.band.max_milli_exclusive, number});
  }
  [[nodiscard]] Families taken() && {
    for (auto& [family, bands] : families_) std::sort(bands.begin(), bands.end());
    return std::move(families_);
  }

 private:
  Families families_;
  std::uint64_t last_family_ = 0;
  std::vector<Band>* last_ = nullptr;
};

std::vector<Gap> gaps_of(const std::vector<Band>& bands) {
  std::vector<Gap> gaps;
  std::int64_t reached = bands.front().max;
  for (std::size_t i = 1; i < bands.size(); ++i) {
    if (bands[i].min > reached) gaps.push_back({.from = reached, .until = bands[i].min, .row = bands[i].row});
    reached = std::max(reached, bands[i].max);
  }
  return gaps;
}

Families families_of(const CompiledSheet& sheet) {
  FamilyReader reader;
  std::optional<RateKeys> keys;
  sheet.each_row([&](const ExportRow& exported, const TextPool& texts) {
    if (!keys) keys.emplace(texts);
    reader.add(*exported.row, keys->curve_family(*exported.row), 0);
  });
  return std::move(reader).taken();
}

// The last sheet's family has the same gap.
bool is_supplier_way(const std::vector<Band>* former, const Gap& gap) {
  if (former == nullptr) return false;
  const auto gaps = gaps_of(*former);
  return std::ranges::any_of(gaps, [&](const Gap& other) { return other.from == gap.from && other.until == gap.until; });
}

// A band that the last sheet had not, over a part of one that both have: an edge was changed in some of the rows.
std::vector<Gap> new_overlaps(const std::vector<Band>& bands, const std::vector<Band>& former) {
  std::vector<Gap> overlaps;
  const auto was_there = [&](const Band& band) { return std::ranges::any_of(former, [&](const Band& other) { return band.min == other.min && band.max == other.max; }); };
  for (const Band& band : bands) {
    if (was_there(band)) continue;
    for (const Band& other : bands) {
      if (!was_there(other) || band.min >= other.max || other.min >= band.max) continue;
      overlaps.push_back({.from = std::max(band.min, other.min), .until = std::min(band.max, other.max), .row = band.row, .is_overlap = true});
    }
  }
  return overlaps;
}

std::string usage(std::int64_t milli) { return Decimal::from_parts(milli, 3)->shortest_text(); }

std::string sentence(const Gap& gap, EnergyUnit unit) {
  if (gap.is_overlap) {
    return fmt::format("a usage band that the last sheet had not overlaps another from {} to {} {}", usage(gap.from), usage(gap.until), text_of(unit));
  }
  return fmt::format("no usage band covers {} to {} {}", usage(gap.from), usage(gap.until), text_of(unit));
}

}  // namespace

std::vector<CellNote> hold_unclear_bands(SheetReading& reading, const CompiledSheet* former) {
  FamilyReader reader;
  RateKeys keys(reading.texts);
  std::vector<std::uint64_t> families(reading.rows.size());
  for (std::uint32_t i = 0; i < reading.rows.size(); ++i) {
    families[i] = keys.curve_family(reading.rows[i]);
    reader.add(reading.rows[i], families[i], i);
  }
  std::unordered_map<std::uint64_t, Gap> gapped;
  std::optional<Families> formers;
  for (const auto& [family, bands] : std::move(reader).taken()) {
    if (former != nullptr && !formers) formers = families_of(*former);
    const auto known = formers ? formers->find(family) : Families::iterator{};
    const std::vector<Band>* was = formers && known != formers->end() ? &known->second : nullptr;
    for (const Gap& gap : gaps_of(bands)) {
      if (!is_supplier_way(was, gap)) gapped.emplace(family, gap);
    }
    if (was == nullptr) continue;
    for (const Gap& overlap : new_overlaps(bands, *was)) gapped.emplace(family, overlap);
  }
  std::vector<CellNote> notes;
  if (gapped.empty()) return notes;
  std::map<std::pair<std::uint32_t, bool>, RateHold> holds;  // By worksheet, and whether bands overlap.
  for (std::uint32_t i = 0; i < reading.rows.size(); ++i) {
    const auto gap = gapped.find(families[i]);
    RateRow& row = reading.rows[i];
    if (gap == gapped.end() || row.basis_price_micros == RateRow::kNoBasis) continue;
    RateHold& hold = holds[{row.sheet, gap->second.is_overlap}];
    if (hold.rates.empty()) {
      hold.code = gap->second.is_overlap ? "bands_overlap" : "band_gap";
      hold.cell = ref_of(reading, reading.rows[gap->second.row]);
      hold.message = sentence(gap->second, row.band.unit);
    }
    notes.push_back({ref_of(reading, row), hold.code, sentence(gap->second, row.band.unit)});
    hold.rates.push_back({i, std::exchange(row.basis_price_micros, RateRow::kNoBasis)});
  }
  for (auto& [place, hold] : holds) reading.holds.add_table(std::move(hold));
  return notes;
}

}  // namespace switchyard::pricing
