// What a search looks up in a rate book: by commodity and utility, the curves on sale and all curves, their words as numbers.
// Built once with the book, then only read; views into the book's sheets.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pricing/book/rate_book.hpp"
#include "pricing/book/sheet_format.hpp"

namespace switchyard::pricing {

// Numbers of folded words; 0 is the empty word, kUnknownWord one that the book does not hold.
using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0xffffffff;

struct IndexedCurve {
  const sheet_format::Curve* curve = nullptr;
  WordId rate_class_code = 0;
  WordId rate_class_word = 0;
  WordId zone_code = 0;
  WordId zone_word = 0;
  WordId product = 0;
};

// A later-starting sheet of the same supplier that covers what a group sells.
struct Rival {
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;
  bool on_sale = false;
};

// Curves of one sheet and one utility that the same rivals cover: on sale or not, all at once.
struct CurveGroup {
  const sheet_format::Tables* tables = nullptr;
  std::uint32_t entry = 0;
  WordId supplier = 0;
  std::uint32_t seller = 0;  // The supplier's place in UtilityShelf::suppliers.
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;
  std::uint32_t curves_first = 0;
  std::uint32_t curves_until = 0;
  std::uint32_t rivals_first = 0;
  std::uint32_t rivals_until = 0;
};

// A zone that names others by its parts: "H/I" is for both, "NEMA/CAMB" for one in the other. Who asks for a part is shown it.
struct JoinedZone {
  WordId zone = 0;
  std::vector<WordId> parts;
};

// All of one commodity and utility.
struct UtilityShelf {
  std::vector<IndexedCurve> curves;
  std::vector<Rival> rivals;
  std::vector<CurveGroup> on_sale;
  std::vector<CurveGroup> every;
  std::uint32_t unit_bits = 0;  // 1 << EnergyUnit of each price unit.
  std::vector<std::string> suppliers;     // Codes, each once.
  std::vector<JoinedZone> joined_zones;   // Each once.
  std::vector<std::uint32_t> entries;  // Those with a curve here, in order of the sheets' ids.
  std::uint64_t stamp = 0;             // Another one as soon as a sheet comes, goes, or goes on or off sale here; over all books.
};

// Whether the group answers at an instant: its sheet's own time, and no rival in the way. `selling` is the search without asOf:
// there a later sheet on sale ends the former at once and for good; as of a past instant, only while it was valid itself.
[[nodiscard]] bool is_live(const UtilityShelf& shelf, const CurveGroup& group, std::int64_t at_ms, bool selling);

struct RateBook::Index {
  explicit Index(const std::vector<BookEntry>& entries);

  [[nodiscard]] const UtilityShelf* shelf(Commodity commodity, std::string_view utility_code) const;
  // By code of the utility.
  [[nodiscard]] const std::map<std::string, UtilityShelf, std::less<>>& shelves(Commodity commodity) const { return shelves_[static_cast<std::size_t>(commodity)]; }
  [[nodiscard]] WordId word(std::string_view word) const;
  // The entry of a sheet; sheet_format::kNone where there is none.
  [[nodiscard]] std::uint32_t entry_of(const Uuid& sheet) const;

  std::vector<std::uint32_t> ranks;  // By entry: the order of sheet ids, which is that of rate ids.

 private:
  friend class IndexBuilder;
  std::map<std::string, UtilityShelf, std::less<>> shelves_[2];
  std::unordered_map<std::string, WordId> words_;
  std::map<Uuid, std::uint32_t> entries_by_sheet_;
};

}  // namespace switchyard::pricing
