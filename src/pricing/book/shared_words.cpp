#include "pricing/book/shared_words.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Row;
using sheet_format::Shape;
using sheet_format::Start;

// What a partner reads and asks by, folded as a search folds it.
using Shown = std::tuple<std::uint8_t, std::string, std::string, std::string>;  // Commodity, utility, class and zone.
// What the sheet says and a partner does not read.
using Words = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;  // Utility, class, zone and state.

Words words_of(const Shape& shape) { return {shape.utility_word, shape.rate_class_word, shape.zone_word, shape.state}; }

struct Span {
  std::int64_t from = 0;
  std::int64_t until = 0;
  [[nodiscard]] bool meets(const Span& other) const { return from < other.until && other.from < until; }
};

Span days_of(const Start& start) {
  if (start.present == 0) return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  return {start.from_days, std::max(start.until_days, start.from_days + 1)};
}

struct PricedRow {
  Span band;
  Span days;
  std::int64_t price_a_base_unit = 0;
  std::uint32_t row = 0;
  std::uint32_t words = 0;
};

// Rows that are one offer but for their words: all of the shapes, with their terms.
using Alike = std::map<std::tuple<std::string, std::int16_t>, std::vector<PricedRow>>;
struct Rivals {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};

std::optional<Rivals> rivals_among(std::vector<PricedRow>& rows) {
  std::ranges::sort(rows, [](const PricedRow& a, const PricedRow& b) { return std::tie(a.band.from, a.row) < std::tie(b.band.from, b.row); });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size() && rows[j].band.from < rows[i].band.until; ++j) {
      const bool differ = rows[i].words != rows[j].words && rows[i].price_a_base_unit != rows[j].price_a_base_unit;
      if (differ && rows[i].days.meets(rows[j].days)) return Rivals{std::min(rows[i].row, rows[j].row), std::max(rows[i].row, rows[j].row)};
    }
  }
  return std::nullopt;
}

class SharedWords {
 public:
  SharedWords(const SheetShapes& shapes, const SheetReading& reading, const ExtraTexts& extra, std::vector<ResolvedShape>& resolved)
      : shapes_(shapes), reading_(reading), extra_(extra), resolved_(resolved) {}

  void stop() {
    group_shapes();
    gather_rows();
    for (std::size_t group = 0; group < alike_.size(); ++group) {
      if (const auto rivals = rivals_of(alike_[group])) stop(static_cast<std::uint32_t>(group), *rivals);
    }
  }

 private:
  struct Place {
    std::uint32_t group = sheet_format::kNone;
    std::uint32_t words = 0;
  };

  [[nodiscard]] std::string shown(std::uint32_t text) {
    const auto [place, is_new] = shown_.try_emplace(text);
    if (is_new) {
      const std::string_view word = extra_.text(text, reading_.texts);
      place->second = folded(word);
      if (place->second.empty()) place->second = word;
    }
    return place->second;
  }

  void group_shapes() {
    places_.resize(resolved_.size());
    std::map<Shown, std::uint32_t> groups;
    std::vector<std::map<Words, std::uint32_t>> words;
    for (std::size_t i = 0; i < resolved_.size(); ++i) {
      const ResolvedShape& each = resolved_[i];
      if (each.saleability != Saleability::sold) continue;
      const Shown key{shapes_.shapes[i].commodity, shown(each.utility_code), shown(each.rate_class_code), shown(each.zone_code)};
      const std::uint32_t group = groups.try_emplace(key, static_cast<std::uint32_t>(words.size())).first->second;
      if (group == words.size()) words.emplace_back();
      places_[i] = {group, words[group].try_emplace(words_of(shapes_.shapes[i]), static_cast<std::uint32_t>(words[group].size())).first->second};
    }
    alike_.resize(words.size());
    for (Place& place : places_) {
      if (place.group != sheet_format::kNone && words[place.group].size() < 2) place.group = sheet_format::kNone;
    }
  }

  void gather_rows() {
    for (std::uint32_t number = 0; number < shapes_.rows.size(); ++number) {
      const Row& row = shapes_.rows[number];
      const Place& place = places_[row.shape];
      if (place.group == sheet_format::kNone || row.wide != 0 || row.basis_micros <= 0) continue;
      const Shape& shape = shapes_.shapes[row.shape];
      const auto unit = static_cast<EnergyUnit>(resolved_[row.shape].price_unit);
      const sheet_format::BandEdge band = *edge_of(shapes_.bands[shape.band]);
      alike_[place.group][{offer_key(shape, unit), row.term_months}].push_back({.band = {band.min, band.max_exclusive},
                                                                          .days = days_of(shapes_.starts[shape.start]),
                                                                          .price_a_base_unit = row.basis_micros * (1000 / base_units_in(unit)),
                                                                          .row = number,
                                                                          .words = place.words});
    }
  }

  // All else that an offer shows.
  static std::string offer_key(const Shape& shape, EnergyUnit unit) {
    Shape rest{.product = shape.product,
               .billing = shape.billing,
               .green_percent_hundredths = shape.green_percent_hundredths,
               .customer_class = shape.customer_class,
               .purchase_of_receivables = shape.purchase_of_receivables};
    rest.price_unit = static_cast<std::uint8_t>(base_of(unit));
    return bytes_of(rest);
  }

  static std::optional<Rivals> rivals_of(Alike& alike) {
    for (auto& [key, rows] : alike) {
      if (auto rivals = rivals_among(rows)) return rivals;
    }
    return std::nullopt;
  }

  void stop(std::uint32_t group, const Rivals& rivals) {
    const std::uint32_t words_of_first = places_[shapes_.rows[rivals.first].shape].words;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].group != group) continue;
      resolved_[i].saleability = Saleability::words_shared;
      resolved_[i].rival_row = places_[i].words == words_of_first ? rivals.second : rivals.first;
    }
  }

  const SheetShapes& shapes_;
  const SheetReading& reading_;
  const ExtraTexts& extra_;
  std::vector<ResolvedShape>& resolved_;
  std::vector<Place> places_;                             // By shape; no group where its words are the only ones.
  std::vector<Alike> alike_;                              // By group.
  std::unordered_map<std::uint32_t, std::string> shown_;  // By text.
};

}  // namespace

void stop_shared_words(const SheetShapes& shapes, const SheetReading& reading, const ExtraTexts& extra, std::vector<ResolvedShape>& resolved) {
  SharedWords(shapes, reading, extra, resolved).stop();
}

}  // namespace switchyard::pricing
