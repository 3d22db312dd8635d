#include "pricing/book/sheet_shapes.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace switchyard::pricing {
namespace {

using sheet_format::Band;
using sheet_format::kNone;
using sheet_format::Row;
using sheet_format::Shape;
using sheet_format::Start;

// A shape with its band and start spelled out: 12 + 3 words.
struct ShapeKey {
  Shape shape;
  Band band;
  Start start;
  std::uint32_t unused = 0;

  bool operator==(const ShapeKey& other) const { return std::memcmp(this, &other, sizeof *this) == 0; }
};
static_assert(sizeof(ShapeKey) == 88);

std::uint64_t hash_of(const ShapeKey& key) {
  std::array<std::uint64_t, sizeof(ShapeKey) / 8> words;
  std::memcpy(words.data(), &key, sizeof key);
  std::uint64_t hash = 0;
  for (const std::uint64_t word : words) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29U;
  }
  return hash;
}

ShapeKey key_of(const RateRow& row, std::size_t worksheet_count) {
  ShapeKey key{};
  const std::size_t worksheet = std::min<std::size_t>(row.sheet, worksheet_count - 1);
  key.shape = Shape{.utility_word = row.utility_alias,
                    .rate_class_word = row.rate_class_alias,
                    .zone_word = row.zone,
                    .state = row.state,
                    .product = row.product,
                    .billing = row.billing,
                    .worksheet = static_cast<std::uint32_t>(worksheet),
                    .green_percent_hundredths = row.green_percent_hundredths,
                    .commodity = static_cast<std::uint8_t>(row.commodity),
                    .customer_class = static_cast<std::uint8_t>(row.customer_class),
                    .purchase_of_receivables =
                        static_cast<std::uint8_t>(!row.purchase_of_receivables_known ? 0 : row.purchase_of_receivables ? 2 : 1),
                    .price_unit = static_cast<std::uint8_t>(row.price_unit),
                    .price_decimals = static_cast<std::uint8_t>(std::clamp<int>(row.price_decimals, 0, sheet_format::kPriceDecimalsMax))};
  key.band = Band{.min_milli = std::max<std::int64_t>(row.band.min_milli, 0),
                  .max_milli_exclusive = std::max<std::int64_t>(row.band.max_milli_exclusive, 1),
                  .unit = static_cast<std::uint8_t>(row.band.unit),
                  .present = row.band.present,
                  .max_inclusive = row.band.max_printed_inclusive};
  key.start = Start{.from_days = row.has_start ? row.start_from.days() : 0,
                    .until_days = row.has_start ? row.start_until.days() : 0,
                    .present = row.has_start};
  return key;
}

// Open addressing over the keys met so far.
class ShapeTable {
 public:
  std::uint32_t number_of(const ShapeKey& key) {
    if (!keys_.empty() && keys_[last_] == key) return last_;
    if (keys_.size() * 2 >= slots_.size()) grow();
    std::size_t slot = hash_of(key) & (slots_.size() - 1);
    while (slots_[slot] != kNone && !(keys_[slots_[slot]] == key)) slot = (slot + 1) & (slots_.size() - 1);
    if (slots_[slot] == kNone) {
      slots_[slot] = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
    return last_ = slots_[slot];
  }
  [[nodiscard]] const std::vector<ShapeKey>& keys() const { return keys_; }

 private:
  void grow() {
    slots_.assign(std::max<std::size_t>(1024, slots_.size() * 4), kNone);
    for (std::uint32_t number = 0; number < keys_.size(); ++number) {
      std::size_t slot = hash_of(keys_[number]) & (slots_.size() - 1);
      while (slots_[slot] != kNone) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = number;
    }
  }

  std::vector<ShapeKey> keys_;
  std::vector<std::uint32_t> slots_;
  std::uint32_t last_ = 0;
};

template <class Record>
std::uint32_t number_among(const Record& record, std::vector<Record>& records, std::unordered_map<std::string, std::uint32_t>& numbers) {
  const auto [place, is_new] = numbers.try_emplace(bytes_of(record), static_cast<std::uint32_t>(records.size()));
  if (is_new) records.push_back(record);
  return place->second;
}

bool fits(std::int64_t micros) { return micros >= std::numeric_limits<std::int32_t>::min() && micros <= std::numeric_limits<std::int32_t>::max(); }

Row row_of(const RateRow& from, std::uint32_t shape, std::vector<std::int64_t>& wide_prices) {
  Row row{.shape = shape, .cell_row = from.cell.row, .cell_column = from.cell.column, .price_text = from.price_text, .term_months = from.term_months};
  if (fits(from.stored_price_micros) && fits(from.basis_price_micros)) {
    row.stored_micros = static_cast<std::int32_t>(from.stored_price_micros);
    row.basis_micros = static_cast<std::int32_t>(from.basis_price_micros);
    return row;
  }
  row.wide = 1;
  row.stored_micros = static_cast<std::int32_t>(wide_prices.size() / 2);
  wide_prices.push_back(from.stored_price_micros);
  wide_prices.push_back(from.basis_price_micros);
  return row;
}

}  // namespace

SheetShapes gather_shapes(const std::vector<RateRow>& rows, std::size_t worksheet_count) {
  SheetShapes out;
  ShapeTable table;
  out.rows.reserve(rows.size());
  for (const RateRow& row : rows) {
    const std::uint32_t shape = table.number_of(key_of(row, worksheet_count));
    if (shape == out.row_counts.size()) out.row_counts.push_back(0);
    ++out.row_counts[shape];
    out.rows.push_back(row_of(row, shape, out.wide_prices));
  }
  std::unordered_map<std::string, std::uint32_t> band_numbers;
  std::unordered_map<std::string, std::uint32_t> start_numbers;
  out.shapes.reserve(table.keys().size());
  for (const ShapeKey& key : table.keys()) {
    Shape& shape = out.shapes.emplace_back(key.shape);
    shape.band = number_among(key.band, out.bands, band_numbers);
    shape.start = number_among(key.start, out.starts, start_numbers);
  }
  return out;
}

}  // namespace switchyard::pricing
