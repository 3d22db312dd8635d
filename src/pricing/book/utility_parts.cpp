#include "pricing/book/utility_parts.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "market/alias_mappings.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Shape;

// What an offer shows of a curve beside its price, band, start and term.
using Face = std::tuple<std::uint32_t, std::uint8_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::int32_t>;

Face face_of(const Shape& shape, const ResolvedShape& resolved) {
  return {resolved.utility_code, shape.customer_class, resolved.rate_class_code, resolved.zone_code, shape.product, shape.billing, shape.green_percent_hundredths};
}

class Parts {
 public:
  Parts(const SheetReading& reading, const market::Market& market, ExtraTexts& extra) : reading_(reading), market_(market), extra_(extra) {}

  void add_word(const Shape& shape, const ResolvedShape& resolved) { words_[resolved.utility_code].insert(shape.utility_word); }

  // Of the utilities with several words alone: most sheets have none.
  void add_face(const Shape& shape, const ResolvedShape& resolved) {
    if (words_.at(resolved.utility_code).size() > 1) faces_[face_of(shape, resolved)].insert(normalized(shape.utility_word));
  }

  void name(const Shape& shape, ResolvedShape& resolved) {
    const auto face = faces_.find(face_of(shape, resolved));
    if (face == faces_.end() || face->second.size() < 2) return;
    const std::string_view word = reading_.texts.text(shape.utility_word);
    if (shape.zone_word != 0) {
      // The zone is still found by its own name.
      resolved.zone_word = resolved.zone_code;
      const std::string_view zone = extra_.text(resolved.zone_code);
      resolved.zone_code = extra_.intern(fmt::format("{}; {}", zone.empty() ? reading_.texts.text(resolved.zone_code) : zone, word));
      return;
    }
    resolved.zone_word = shape.utility_word;
    const auto zone = market_.resolve_zone(extra_.text(resolved.utility_code), word);
    resolved.zone_code = zone.outcome == market::Resolution::Outcome::resolved ? extra_.intern(zone.code) : shape.utility_word;
  }

 private:
  const std::string& normalized(std::uint32_t word) {
    const auto [place, is_new] = normalized_.try_emplace(word);
    if (is_new) place->second = market::normalize_alias(reading_.texts.text(word));
    return place->second;
  }

  const SheetReading& reading_;
  const market::Market& market_;
  ExtraTexts& extra_;
  std::map<std::uint32_t, std::set<std::uint32_t>> words_;  // By the utility's code.
  std::map<std::uint32_t, std::string> normalized_;
  std::map<Face, std::set<std::string_view>> faces_;
};

}  // namespace

void tell_parts_apart(const SheetReading& reading, const SheetShapes& shapes, const market::Market& market, ExtraTexts& extra,
                      std::vector<ResolvedShape>& resolved) {
  Parts parts(reading, market, extra);
  const auto for_each_sold = [&](const auto& each) {
    for (std::size_t i = 0; i < resolved.size(); ++i) {
      if (resolved[i].saleability == Saleability::sold) each(shapes.shapes[i], resolved[i]);
    }
  };
  for_each_sold([&](const Shape& shape, const ResolvedShape& one) { parts.add_word(shape, one); });
  for_each_sold([&](const Shape& shape, const ResolvedShape& one) { parts.add_face(shape, one); });
  for_each_sold([&](const Shape& shape, ResolvedShape& one) { parts.name(shape, one); });
}

}  // namespace switchyard::pricing
