// Second pass of compiling: which shapes can be sold, and as what. Words become market's codes, never by a guess.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "market/market.hpp"
#include "pricing/book/compiled_sheet.hpp"
#include "pricing/book/sheet_shapes.hpp"

namespace switchyard::pricing {

// Texts of the sheet beyond those of the reading, numbered on from it.
class ExtraTexts {
 public:
  explicit ExtraTexts(std::size_t first_id) : first_id_(first_id) {}
  std::uint32_t intern(std::string_view text);
  // Of an id that intern() gave; empty for one of the reading.
  [[nodiscard]] std::string_view text(std::uint32_t id) const { return id < first_id_ ? std::string_view() : texts_.at(id - first_id_); }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }
  // Of a number that is of the reading or of these.
  [[nodiscard]] std::string_view text(std::uint32_t id, const TextPool& reading) const;

 private:
  std::size_t first_id_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

// class_shared: two words of the sheet end in words for one class, so that one of them means a class that market/ does not tell apart.
// words_shared: two words of the sheet are one to market/ and have two prices; shared_words.hpp.
enum class Saleability : std::uint8_t { sold, residential, utility_unknown, utility_ambiguous, class_shared, words_shared, unit_mismatch, band_unusable };

struct ResolvedShape {
  Saleability saleability = Saleability::sold;
  std::uint32_t utility_code = 0;
  std::uint32_t rate_class_code = 0;
  std::uint32_t zone_code = 0;
  std::uint32_t zone_word = 0;  // By which it is found beside the code: the sheet's own, but where utility_parts.hpp names one.
  std::uint8_t price_unit = 0;  // EnergyUnit in which it is sold: the utility's own, where the sheet says "Ccf/therm".
  std::uint32_t rival_row = sheet_format::kNone;  // Where words_shared.
};

struct Resolutions {
  std::vector<ResolvedShape> shapes;
  std::vector<UnmappedAlias> unmapped;  // By commodity, state and alias.
};

[[nodiscard]] Resolutions resolve_shapes(const SheetReading& reading, const SheetShapes& shapes, const market::Market& market, ExtraTexts& extra);

// A band in milli-units of the base unit; nothing where it overflows or is empty.
[[nodiscard]] std::optional<sheet_format::BandEdge> edge_of(const sheet_format::Band& band);

}  // namespace switchyard::pricing
