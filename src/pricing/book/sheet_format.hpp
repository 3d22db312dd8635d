// The bytes of a compiled sheet: a head, then sections of plain records that are used where they lie in the mapped file.
//
// Hot: axes, curves, prices, cell_rows. Cold: texts, shapes, rows (what an export and a lineage need). Little-endian, 8-byte
// aligned; load_tables checks every number once, so that reading needs no check. A changed layout gets a new magic.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::pricing::sheet_format {

inline constexpr std::array<char, 8> kMagic = {'S', 'W', 'Y', 'S', 'H', 'T', '0', '1'};
inline constexpr std::int32_t kNoPrice = std::numeric_limits<std::int32_t>::min();
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max();
inline constexpr std::size_t kAxisSizeMax = 256;       // Bands, starts and terms of one curve.
inline constexpr std::int16_t kTermMonthsMax = 600;
inline constexpr std::uint8_t kMixedDecimals = 255;    // The cells of a curve differ: the row's shape says.
inline constexpr std::uint8_t kPriceDecimalsMax = 6;
// How a row is referred to: "Sheet!C1"; "C1" (one worksheet); "p1@447,336", where a Row's cell_row and cell_column are the top and
// left of its word on the page, in whole points.
inline constexpr std::uint32_t kSheetRefs = 0;
inline constexpr std::uint32_t kBareRefs = 1;
inline constexpr std::uint32_t kPageRefs = 2;

enum class Section : std::uint8_t {
  text_ends,     // uint64: where each text ends in text_bytes; text 0 is empty.
  text_bytes,    // char
  worksheets,    // uint32: text of each name.
  scope_fields,  // uint32: text of each field that the file replaces as a whole.
  scope_values,  // uint32: text of each value of them ("state=NJ").
  bands,         // Band: as stated.
  starts,        // Start: as stated.
  band_axis,     // BandEdge
  start_axis,    // StartEdge
  term_axis,     // int16
  curves,        // Curve
  prices,        // int32 micro-dollars a price unit, kNoPrice where nothing is sold.
  cell_rows,     // uint32: the row that each price came from.
  sparse_keys,   // uint64: places of sparse curves.
  shapes,        // Shape
  wide_prices,   // int64: pairs of stored and basis price that do not fit in 32 bits.
  rows,          // Row
  count_of_sections,
};
inline constexpr std::size_t kSectionCount = static_cast<std::size_t>(Section::count_of_sections);

struct Place {
  std::uint64_t offset = 0;  // In bytes from the front.
  std::uint64_t count = 0;   // Of records.
};

struct Head {
  std::array<char, 8> magic = kMagic;
  std::uint64_t checksum = 0;  // Of all bytes after this field.
  std::uint64_t size = 0;
  std::array<std::uint8_t, 16> sheet_id{};
  std::int64_t sellable_from_ms = 0;
  std::int64_t sellable_until_ms = 0;
  std::int32_t valid_from_days = 0;
  std::int32_t valid_until_days = 0;
  std::uint32_t file_name = 0;
  std::uint32_t sha256 = 0;
  std::uint32_t supplier = 0;
  std::uint32_t supplier_name = 0;
  std::uint32_t layout = 0;
  std::uint32_t priced_count = 0;  // Cells with a price.
  std::uint32_t refs = kSheetRefs;
  std::uint32_t unused = 0;
  std::array<Place, kSectionCount> places{};
};

struct Band {
  std::int64_t min_milli = 0;
  std::int64_t max_milli_exclusive = kOpen;
  std::uint8_t unit = 0;
  std::uint8_t present = 0;
  std::uint8_t max_inclusive = 0;
  std::array<std::uint8_t, 5> unused{};
};

struct Start {
  std::int32_t from_days = 0;
  std::int32_t until_days = 0;
  std::uint32_t present = 0;
};

// Milli-units of the base unit of the curve's kind.
struct BandEdge {
  std::int64_t min = 0;
  std::int64_t max_exclusive = kOpen;
  std::uint32_t max_inclusive = 0;
  std::uint32_t band = 0;
};

// Month indices, half-open; all months where the file has no start.
struct StartEdge {
  std::int32_t from = 0;
  std::int32_t until = 0;
  std::uint32_t start = 0;
};

// Everything of a rate but band, start and term. Its block of prices is [band][start][term], or sparse: one cell a key.
struct Curve {
  std::uint32_t bands_first = 0;
  std::uint32_t starts_first = 0;
  std::uint32_t terms_first = 0;
  std::uint16_t band_count = 0;
  std::uint16_t start_count = 0;
  std::uint16_t term_count = 0;
  std::uint16_t sparse = 0;
  std::uint32_t cells_first = 0;
  std::uint32_t cell_count = 0;
  std::uint32_t keys_first = 0;
  std::uint32_t utility_code = 0;
  std::uint32_t utility_word = 0;
  std::uint32_t rate_class_code = 0;  // market's code, else the supplier's word; may be told by utility_word.
  std::uint32_t rate_class_word = 0;
  std::uint32_t zone_code = 0;
  std::uint32_t zone_word = 0;
  std::uint32_t state = 0;
  std::uint32_t product = 0;
  std::uint32_t billing = 0;
  std::int32_t green_percent_hundredths = -1;
  std::uint8_t commodity = 0;
  std::uint8_t customer_class = 0;
  std::uint8_t price_unit = 0;
  std::uint8_t price_decimals = 0;
  std::uint8_t purchase_of_receivables = 0;  // 0 not said, 1 no, 2 yes.
  std::array<std::uint8_t, 3> unused{};
};

// What many rows share; `band` and `start` are of the sections of those names.
struct Shape {
  std::uint32_t utility_word = 0;
  std::uint32_t rate_class_word = 0;
  std::uint32_t zone_word = 0;
  std::uint32_t state = 0;
  std::uint32_t product = 0;
  std::uint32_t billing = 0;
  std::uint32_t worksheet = 0;
  std::uint32_t band = 0;
  std::uint32_t start = 0;
  std::int32_t green_percent_hundredths = -1;
  std::uint8_t commodity = 0;
  std::uint8_t customer_class = 0;
  std::uint8_t purchase_of_receivables = 0;
  std::uint8_t price_unit = 0;
  std::uint8_t price_decimals = 0;
  std::array<std::uint8_t, 3> unused{};
};

struct Row {
  std::uint32_t shape = 0;
  std::uint32_t cell_row = 0;
  std::uint32_t cell_column = 0;
  std::uint32_t price_text = 0;
  std::int32_t stored_micros = 0;  // The index of a pair in wide_prices where `wide`.
  std::int32_t basis_micros = 0;
  std::uint32_t cell = kNone;      // Its price on sale, or kNone.
  std::int16_t term_months = 0;
  std::uint16_t wide = 0;
};

static_assert(sizeof(Head) % 8 == 0 && sizeof(Band) == 24 && sizeof(Start) == 12 && sizeof(BandEdge) == 24);
static_assert(sizeof(StartEdge) == 12 && sizeof(Curve) == 80 && sizeof(Shape) == 48 && sizeof(Row) == 32);

// The sections in place. Views into the bytes; valid as long as they.
struct Tables {
  const Head* head = nullptr;
  std::span<const std::uint64_t> text_ends;
  std::span<const char> text_bytes;
  std::span<const std::uint32_t> worksheets;
  std::span<const std::uint32_t> scope_fields;
  std::span<const std::uint32_t> scope_values;
  std::span<const Band> bands;
  std::span<const Start> starts;
  std::span<const BandEdge> band_axis;
  std::span<const StartEdge> start_axis;
  std::span<const std::int16_t> term_axis;
  std::span<const Curve> curves;
  std::span<const std::int32_t> prices;
  std::span<const std::uint32_t> cell_rows;
  std::span<const std::uint64_t> sparse_keys;
  std::span<const Shape> shapes;
  std::span<const std::int64_t> wide_prices;
  std::span<const Row> rows;

  [[nodiscard]] std::string_view text(std::uint32_t id) const {
    const std::uint64_t begin = id == 0 ? 0 : text_ends[id - 1];
    return {text_bytes.data() + begin, static_cast<std::size_t>(text_ends[id] - begin)};
  }
};

// Where a sparse curve keeps one cell; keys ascend within a curve.
[[nodiscard]] constexpr std::uint64_t sparse_key(std::size_t band, std::size_t start, std::size_t term) {
  return (static_cast<std::uint64_t>(band) << 32U) | (static_cast<std::uint64_t>(start) << 16U) | static_cast<std::uint64_t>(term);
}

// The cell of a place in a curve; kNone where a sparse one has none.
[[nodiscard]] std::uint32_t cell_at(const Tables& tables, const Curve& curve, std::size_t band, std::size_t start, std::size_t term);

// The curve that holds a cell, and where in it.
struct CellPosition {
  const Curve* curve = nullptr;
  std::size_t band = 0;
  std::size_t start = 0;
  std::size_t term = 0;
};
[[nodiscard]] CellPosition position_of(const Tables& tables, std::uint32_t cell);

// Decimals of the contract price of a cell.
[[nodiscard]] inline int decimals_at(const Tables& tables, const Curve& curve, std::uint32_t cell) {
  if (curve.price_decimals != kMixedDecimals) return curve.price_decimals;
  return tables.shapes[tables.rows[tables.cell_rows[cell]].shape].price_decimals;
}

// Against truncation and rot, not against forgers: whoever can write the file can write its checksum.
[[nodiscard]] std::uint64_t checksum_of(std::string_view bytes);
// Sets size and checksum in the head of whole bytes.
void seal(std::string& bytes);

// Checks everything; refused with "sheet_file_broken", saying what was wrong. `bytes` are 8-byte aligned.
[[nodiscard]] Result<Tables> load_tables(std::string_view bytes);

}  // namespace switchyard::pricing::sheet_format
