#include "pricing/book/shape_resolution.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "pricing/book/class_in_word.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Band;
using sheet_format::BandEdge;
using sheet_format::kOpen;
using Outcome = market::Resolution::Outcome;
using sheet_format::Shape;

bool units_agree(const Shape& shape, const Band& band) {
  const auto price_unit = static_cast<EnergyUnit>(shape.price_unit);
  if (commodity_of(price_unit) != static_cast<Commodity>(shape.commodity)) return false;
  return band.present == 0 || base_of(static_cast<EnergyUnit>(band.unit)) == base_of(price_unit);
}

class Resolver {
 public:
  Resolver(const SheetReading& reading, const market::Market& market, ExtraTexts& extra) : reading_(reading), market_(market), extra_(extra) {}

  ResolvedShape resolve(const Shape& shape, const Band& band) {
    ResolvedShape out;
    out.price_unit = shape.price_unit;
    out.zone_word = shape.zone_word;
    if (static_cast<CustomerClass>(shape.customer_class) == CustomerClass::residential) {
      out.saleability = Saleability::residential;
      return out;
    }
    const UtilityWord& word = utility_of(shape);
    const market::Resolution& utility = word.utility;
    if (utility.outcome != Outcome::resolved) {
      out.saleability = utility.outcome == Outcome::ambiguous ? Saleability::utility_ambiguous : Saleability::utility_unknown;
      return out;
    }
    const auto unit = unit_sold(shape, utility.code);
    if (unit) out.price_unit = static_cast<std::uint8_t>(*unit);
    if (!unit || !units_agree(shape, band)) out.saleability = Saleability::unit_mismatch;
    if (!edge_of(band)) out.saleability = Saleability::band_unusable;
    out.utility_code = extra_.intern(utility.code);
    out.rate_class_code = class_in(utility.code, out.utility_code, shape);
    if (shape.rate_class_word == 0) out.rate_class_code = extra_.intern(word.rate_class);
    out.zone_code = zone_in(utility.code, out.utility_code, shape);
    return out;
  }

  const UtilityWord& utility_of(const Shape& shape) {
    const bool reads_class = shape.rate_class_word == 0;
    const auto [place, is_new] = utilities_.try_emplace({shape.commodity, shape.state, shape.utility_word, reads_class});
    if (is_new) {
      place->second = understand_utility_word(market_,
                                              {.supplier = reading_.supplier,
                                               .alias = reading_.texts.text(shape.utility_word),
                                               .commodity = static_cast<Commodity>(shape.commodity),
                                               .state = reading_.texts.text(shape.state)},
                                              reads_class);
    }
    return place->second;
  }

 private:
  // "DS2" of "Ameren_Zone_1_CIPS" is a class for each of three zones, and the utility's word is a word for the classes of one.
  std::uint32_t class_in(std::string_view utility, std::uint32_t utility_text, const Shape& shape) {
    const auto ask = [&](std::string_view code, std::string_view class_word) {
      auto answer = market_.resolve_rate_class(code, class_word);
      if (answer.outcome != Outcome::ambiguous) return answer;
      return narrowed(std::move(answer), market_.resolve_rate_class(code, reading_.texts.text(shape.utility_word)));
    };
    return word_in(utility, utility_text, shape.rate_class_word, classes_[shape.utility_word], ask);
  }

  // The candidate that the other answer names too, where it is one alone.
  static market::Resolution narrowed(market::Resolution answer, market::Resolution other) {
    if (other.outcome == Outcome::resolved) other.candidates = {other.code};
    std::erase_if(answer.candidates, [&](const std::string& code) {
      return std::find(other.candidates.begin(), other.candidates.end(), code) == other.candidates.end();
    });
    if (answer.candidates.size() != 1) return answer;
    return {.outcome = Outcome::resolved, .code = answer.candidates.front(), .candidates = {}};
  }

  // Where the sheet gives no zone, the utility's word may be a word for one ("Utility North"), or for several ("H/I"). Where it gives
  // one, the two words together may be a word for a part of it.
  std::uint32_t zone_in(std::string_view utility, std::uint32_t utility_text, const Shape& shape) {
    const auto [place, is_new] = zones_.try_emplace({utility_text, shape.utility_word, shape.zone_word}, shape.zone_word);
    if (is_new) place->second = zone_of(utility, shape);
    return place->second;
  }

  std::uint32_t zone_of(std::string_view utility, const Shape& shape) {
    const std::string_view zone_word = reading_.texts.text(shape.zone_word);
    const std::string_view utility_word = reading_.texts.text(shape.utility_word);
    const market::Utility* known = market_.utility(utility);
    const bool has_several = known != nullptr && known->zones.size() > 1;
    if (shape.zone_word == 0) return has_several ? zones_joined(market_.resolve_zone(utility, utility_word)) : 0;
    const market::Resolution zone = market_.resolve_zone(utility, zone_word);
    if (zone.outcome != Outcome::resolved) return shape.zone_word;
    if (!has_several) return extra_.intern(zone.code);
    const market::Resolution part = market_.resolve_zone(utility, zone.code + " " + std::string(utility_word));
    return extra_.intern(part.outcome == Outcome::resolved ? part.code : zone.code);
  }

  std::uint32_t zones_joined(const market::Resolution& zone) {
    if (zone.outcome == Outcome::resolved) return extra_.intern(zone.code);
    std::string joined;
    for (const std::string& code : zone.candidates) joined.append(joined.empty() ? "" : "/").append(code);
    return extra_.intern(joined);
  }

  using WordCodes = std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>;

  // "Ccf/therm" becomes the kind of unit that the utility bills in; nothing where that is not known.
  [[nodiscard]] std::optional<EnergyUnit> unit_sold(const Shape& shape, std::string_view utility_code) const {
    const auto stated = static_cast<EnergyUnit>(shape.price_unit);
    if (stated != EnergyUnit::ccf_or_therm) return stated;
    const market::Utility* utility = market_.utility(utility_code);
    if (utility == nullptr || !utility->unit || commodity_of(*utility->unit) != Commodity::gas) return std::nullopt;
    return base_of(*utility->unit);
  }

  // market's code of a word in a utility, or the word itself; both as texts.
  template <class Ask>
  std::uint32_t word_in(std::string_view utility, std::uint32_t utility_text, std::uint32_t word, WordCodes& known, const Ask& ask) {
    if (word == 0) return 0;
    const auto [place, is_new] = known.try_emplace({utility_text, word}, word);
    if (is_new) {
      const market::Resolution answer = ask(utility, reading_.texts.text(word));
      if (answer.outcome == Outcome::resolved) place->second = extra_.intern(answer.code);
    }
    return place->second;
  }

  const SheetReading& reading_;
  const market::Market& market_;
  ExtraTexts& extra_;
  std::map<std::tuple<std::uint8_t, std::uint32_t, std::uint32_t, bool>, UtilityWord> utilities_;
  std::map<std::uint32_t, WordCodes> classes_;  // By the utility's word.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t> zones_;  // By the utility, its word and the zone's.
};

// "Penn Power (GS)" and "Penn Power (GM)" where market/ knows one class by both: neither is sold, the prices are not of one class.
void stop_shared_classes(const SheetShapes& shapes, std::vector<ResolvedShape>& resolved) {
  using Class = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // Utility, class and zone.
  std::map<Class, std::set<std::uint32_t>> words;
  const auto class_of = [&](std::size_t i) { return Class{resolved[i].utility_code, resolved[i].rate_class_code, resolved[i].zone_code}; };
  const auto told_by_word = [&](std::size_t i) { return shapes.shapes[i].rate_class_word == 0 && resolved[i].rate_class_code != 0; };
  for (std::size_t i = 0; i < resolved.size(); ++i) {
    if (told_by_word(i)) words[class_of(i)].insert(shapes.shapes[i].utility_word);
  }
  for (std::size_t i = 0; i < resolved.size(); ++i) {
    if (told_by_word(i) && words[class_of(i)].size() > 1) resolved[i].saleability = Saleability::class_shared;
  }
}

}  // namespace

std::uint32_t ExtraTexts::intern(std::string_view text) {
  if (text.empty()) return 0;
  const auto [place, is_new] = ids_.try_emplace(std::string(text), static_cast<std::uint32_t>(first_id_ + texts_.size()));
  if (is_new) texts_.emplace_back(text);
  return place->second;
}

std::string_view ExtraTexts::text(std::uint32_t id, const TextPool& reading) const {
  return id < first_id_ ? reading.text(id) : std::string_view(texts_[id - first_id_]);
}

std::optional<BandEdge> edge_of(const Band& band) {
  BandEdge edge;
  if (band.present == 0) return edge;
  const std::int64_t factor = base_units_in(static_cast<EnergyUnit>(band.unit));
  const bool is_open = band.max_milli_exclusive == kOpen;
  if (__builtin_mul_overflow(band.min_milli, factor, &edge.min)) return std::nullopt;
  if (!is_open && __builtin_mul_overflow(band.max_milli_exclusive, factor, &edge.max_exclusive)) return std::nullopt;
  if (edge.min >= edge.max_exclusive) return std::nullopt;
  edge.max_inclusive = !is_open && band.max_inclusive != 0 ? 1 : 0;
  return edge;
}

Resolutions resolve_shapes(const SheetReading& reading, const SheetShapes& shapes, const market::Market& market, ExtraTexts& extra) {
  Resolutions out;
  Resolver resolver(reading, market, extra);
  std::map<std::tuple<std::uint8_t, std::string_view, std::string_view>, UnmappedAlias> unmapped;
  out.shapes.reserve(shapes.shapes.size());
  for (std::size_t number = 0; number < shapes.shapes.size(); ++number) {
    const Shape& shape = shapes.shapes[number];
    const ResolvedShape& resolved = out.shapes.emplace_back(resolver.resolve(shape, shapes.bands[shape.band]));
    if (resolved.saleability != Saleability::utility_unknown && resolved.saleability != Saleability::utility_ambiguous) continue;
    const std::string_view alias = reading.texts.text(shape.utility_word);
    const std::string_view state = reading.texts.text(shape.state);
    UnmappedAlias& entry = unmapped[{shape.commodity, state, alias}];
    entry.alias = alias;
    entry.state = state;
    entry.commodity = static_cast<Commodity>(shape.commodity);
    entry.candidates = resolver.utility_of(shape).utility.candidates;
    entry.rows += shapes.row_counts[number];
  }
  stop_shared_classes(shapes, out.shapes);
  out.unmapped.reserve(unmapped.size());
  for (auto& [key, entry] : unmapped) {
    if (entry.candidates.empty()) {
      entry.suggestions = market.suggest_utilities({.supplier = reading.supplier, .alias = entry.alias, .commodity = entry.commodity, .state = entry.state});
    }
    out.unmapped.push_back(std::move(entry));
  }
  return out;
}

}  // namespace switchyard::pricing
