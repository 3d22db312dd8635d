#include "pricing/layout/reading_checks.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;

std::uint64_t mixed(std::uint64_t seed, std::uint64_t value) {
  seed ^= value + kMix + (seed << 6) + (seed >> 2);
  seed *= 0xFF51AFD7ED558CCDULL;
  return seed ^ (seed >> 33);
}

// All that tells two curves apart, for sorting; equality is asked of the rows themselves.
std::uint64_t hash_of_curve(const RateRow& row) {
  std::uint64_t hash = mixed(static_cast<std::uint64_t>(row.commodity) * 16 + static_cast<std::uint64_t>(row.customer_class), row.utility_alias);
  hash = mixed(hash, (std::uint64_t{row.rate_class_alias} << 32) | row.zone);
  hash = mixed(hash, (std::uint64_t{row.product} << 32) | row.billing);
  hash = mixed(hash, (std::uint64_t{row.state} << 32) | static_cast<std::uint32_t>(row.term_months));
  hash = mixed(hash, (static_cast<std::uint64_t>(row.green_percent_hundredths) << 32) | static_cast<std::uint32_t>(row.start_from.days()));
  return mixed(hash, static_cast<std::uint64_t>(row.price_unit) * 64 + static_cast<std::uint64_t>(row.band.unit) * 8 + (row.band.present ? 2 : 0) + (row.has_start ? 1 : 0));
}

bool same_curve(const RateRow& a, const RateRow& b) {
  return a.commodity == b.commodity && a.customer_class == b.customer_class && a.utility_alias == b.utility_alias && a.rate_class_alias == b.rate_class_alias &&
         a.zone == b.zone && a.product == b.product && a.billing == b.billing && a.state == b.state && a.term_months == b.term_months &&
         a.green_percent_hundredths == b.green_percent_hundredths && a.has_start == b.has_start && a.start_from == b.start_from && a.price_unit == b.price_unit &&
         a.band.unit == b.band.unit && a.band.present == b.band.present;
}

// What is sorted: rows are large, and looked at only where something is wrong.
struct Entry {
  std::uint64_t curve;
  std::int64_t min;
  std::int64_t max;
  std::uint32_t row;
};

class CurveCheck {
 public:
  CurveCheck(ReadingState& state, FieldReader& fields, bool contiguous) : state_(state), fields_(fields), contiguous_(contiguous) {}

  // One curve, sorted by the lower ends of its bands.
  void look_at(const std::vector<Entry>& entries, std::size_t first, std::size_t last) {
    bool stop = false;
    for (auto i = first + 1; i < last; ++i) {
      if (entries[i].min == entries[i - 1].max) continue;
      const auto& before = row(entries[i - 1]);
      const auto& here = row(entries[i]);
      if (!same_curve(before, here)) continue;
      if (before.band == here.band) {
        repeated(before, here);
      } else if (entries[i].min < entries[i - 1].max) {
        state_.warn(name(here), "bands_overlap", fmt::format("its usage band begins inside of that of {}", name(before)));
        stop = true;
      } else {
        state_.warn(name(here), "band_gap", fmt::format("between its usage band and that of {} is a gap", name(before)));
        stop = stop || contiguous_;
      }
    }
    if (!stop) return;
    for (auto i = first; i < last; ++i) stopped_.push_back(entries[i].row);
  }

  void take_off_stopped() {
    std::sort(stopped_.begin(), stopped_.end());
    RateHold hold{.code = "bands_unclear", .cell = {}, .message = "usage bands of one curve overlap or leave a gap", .rates = {}};
    std::uint32_t worksheet = 0;
    const auto put = [&] {
      if (!hold.rates.empty()) state_.reading.holds.add_table(hold);
      hold.rates.clear();
    };
    for (const auto index : stopped_) {
      auto& rate = state_.reading.rows[index];
      if (rate.basis_price_micros == RateRow::kNoBasis) continue;
      if (rate.sheet != worksheet) put();
      worksheet = rate.sheet;
      if (hold.rates.empty()) hold.cell = name(rate);
      hold.rates.push_back({index, std::exchange(rate.basis_price_micros, RateRow::kNoBasis)});
      state_.withhold(name(rate), "bands_unclear", "the usage bands of its curve overlap or leave a gap");
    }
    put();
  }

 private:
  [[nodiscard]] const RateRow& row(const Entry& entry) const { return state_.reading.rows[entry.row]; }
  [[nodiscard]] std::string name(const RateRow& rate) { return name_of_cell(state_.reading, fields_.sheet(rate.sheet), rate.cell); }
  void repeated(const RateRow& before, const RateRow& here) {
    const bool same = before.stored_price_micros == here.stored_price_micros;
    // Two columns of one row: a header of them stands twice.
    if (!same && before.sheet == here.sheet && before.cell.row == here.cell.row && !axis_repeats_) {
      axis_repeats_ = true;
      state_.refuse(name(here), "axis_repeats", fmt::format("its column says the same as that of {}, with other prices", name(before)));
    }
    state_.warn(name(here), same ? "rate_repeated" : "rate_conflict",
                fmt::format("the same rate as {}{}", name(before), same ? "" : ", with another price: neither is sold"));
  }

  ReadingState& state_;
  FieldReader& fields_;
  bool contiguous_;
  bool axis_repeats_ = false;
  std::vector<std::uint32_t> stopped_;
};

}  // namespace

void check_curves(ReadingState& state, FieldReader& fields, bool contiguous) {
  const auto& rows = state.reading.rows;
  std::vector<Entry> entries;
  entries.reserve(rows.size());
  auto passed = state.listed_only.begin();
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (passed != state.listed_only.end() && i >= passed->second) ++passed;
    if (passed != state.listed_only.end() && i >= passed->first) continue;
    entries.push_back({hash_of_curve(rows[i]), rows[i].band.min_milli, rows[i].band.max_milli_exclusive, i});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return std::tie(a.curve, a.min, a.row) < std::tie(b.curve, b.min, b.row); });
  CurveCheck check(state, fields, contiguous);
  for (std::size_t first = 0; first < entries.size();) {
    auto last = first + 1;
    while (last < entries.size() && entries[last].curve == entries[first].curve) ++last;
    if (last - first > 1) check.look_at(entries, first, last);
    first = last;
  }
  check.take_off_stopped();
}

}  // namespace switchyard::pricing
