// A published sheet as it is searched: immutable, one block of bytes that is memory-mapped, dense grids of int32 prices.
//
// compile_sheet resolves the supplier's words through market/ and stops what cannot be sold; every row that was read stays in
// the bytes (sellable or not) with its words and its cell, so that an export and a lineage need nothing else.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "pricing/rate_row.hpp"
#include "values/id.hpp"

namespace switchyard::pricing::sheet_format {
struct Tables;  // sheet_format.hpp
}

namespace switchyard::pricing {

struct SheetTag { static constexpr std::string_view kPrefix = "sht"; };
using SheetId = Id<SheetTag>;

// What is known of the file beside its rows.
struct SheetFacts {
  SheetId id;
  std::string file_name;
  std::string sha256;       // Lower-case hex of the file's bytes.
};

// A supplier's word that no mapping knows, or that two utilities answer to.
struct UnmappedAlias {
  std::string alias;
  Commodity commodity = Commodity::electric;
  std::string state;
  std::vector<std::string> candidates;  // Empty: unknown; several: ambiguous.
  std::size_t rows = 0;
  std::vector<std::string> suggestions = {};  // Of an unknown one: utilities spelled much like it, the closest first. For people.
  bool operator==(const UnmappedAlias&) const = default;
};

struct Compilation {
  std::string bytes;
  std::size_t row_count = 0;        // All that were read.
  std::size_t sellable_count = 0;   // That can be sold while the sheet is valid.
  std::vector<UnmappedAlias> unmapped;
  std::vector<CellNote> withheld;   // Rows stopped here (key twice with two prices, unknown alias, out of int32), at most 1000 listed.
  std::size_t withheld_count = 0;   // Of all of them. Residential rows are not counted: they are not doubtful.
  std::vector<CellNote> warnings;   // Rows that say again what another one said ("duplicate_row"), at most 1000 listed.
};
inline constexpr std::size_t kNotesListedMax = 1000;

[[nodiscard]] Compilation compile_sheet(const SheetReading& reading, const SheetFacts& facts, const market::Market& market);

// What a file covers of its scope, one text a distinct value, sorted: "state=NJ", with several fields "state=NJ|utility=ACE" in
// the order of the scope. Empty where the scope is: the supplier whole. Fields: commodity, customer_class, utility, rate_class,
// zone, state, product, billing; the words are the supplier's.
[[nodiscard]] std::vector<std::string> scope_values_of(const SheetReading& reading);

// One row of an export or a lineage: everything of it as text is the supplier's.
struct ExportRow {
  const RateRow* row;        // Its TextIds are of `texts`.
  std::string ref;
  std::string worksheet;
};

// A compiled sheet, mapped. Safe from many threads.
class CompiledSheet {
 public:
  virtual ~CompiledSheet() = default;
  // Maps the file, or takes the bytes; a truncated or foreign one is refused with "sheet_file_broken" (checksum in the head).
  static Result<std::shared_ptr<const CompiledSheet>> map_file(const std::string& path);
  static Result<std::shared_ptr<const CompiledSheet>> from_bytes(std::string bytes);

  [[nodiscard]] virtual const SheetFacts& facts() const = 0;
  [[nodiscard]] virtual std::string_view supplier() const = 0;
  [[nodiscard]] virtual std::string_view supplier_name() const = 0;
  [[nodiscard]] virtual Date valid_from() const = 0;
  [[nodiscard]] virtual Date valid_until() const = 0;
  [[nodiscard]] virtual Instant sellable_from() const = 0;
  [[nodiscard]] virtual Instant sellable_until() const = 0;
  [[nodiscard]] virtual std::size_t row_count() const = 0;
  // As scope_values_of gave them when it was compiled.
  [[nodiscard]] virtual std::vector<std::string> scope_values() const { return {}; }
  // What searches read; null in a fake that has no rates.
  [[nodiscard]] virtual const sheet_format::Tables* tables() const { return nullptr; }
  // Rows in the order of the file.
  virtual void each_row(const std::function<void(const ExportRow&, const TextPool& texts)>& each) const = 0;
};

}  // namespace switchyard::pricing
