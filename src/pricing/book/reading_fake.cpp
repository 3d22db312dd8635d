#include "pricing/book/reading_fake.hpp"

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kSheetDayMs = 1'767'571'200'000;  // 2026-01-05T00:00:00Z
constexpr std::int64_t kHourMs = 3'600'000;

}  // namespace

UsageBand band(std::int64_t min, std::optional<std::int64_t> max, EnergyUnit unit, bool inclusive) {
  return {.min_milli = min * 1000,
          .max_milli_exclusive = max ? *max * 1000 : UsageBand::kOpen,
          .unit = unit,
          .present = true,
          .max_printed_inclusive = inclusive};
}

void add_row(SheetReading& reading, const RowWords& words) {
  RateRow row;
  row.commodity = words.commodity;
  row.customer_class = words.customer_class;
  row.utility_alias = reading.texts.intern(words.utility);
  row.rate_class_alias = reading.texts.intern(words.rate_class);
  row.zone = reading.texts.intern(words.zone);
  row.state = reading.texts.intern(words.state);
  row.product = reading.texts.intern(words.product);
  row.green_percent_hundredths = words.green;
  row.has_start = words.start.has_value();
  if (words.start) {
    const Month from = *Month::parse(*words.start);
    row.start_from = from.first_day();
    row.start_until = (from + Months{words.start_months}).first_day();
  }
  row.term_months = static_cast<std::int16_t>(words.term);
  row.band = words.band;
  row.price_unit = words.unit;
  row.stored_price_micros = words.price;
  row.basis_price_micros = words.price;
  row.price_decimals = static_cast<std::int8_t>(words.decimals);
  row.price_text = reading.texts.intern(fmt::format("{}e-6", words.price));
  row.cell = {.row = static_cast<std::uint32_t>(reading.rows.size() + 1), .column = 2};
  reading.rows.push_back(row);
}

SheetReading reading_of(std::initializer_list<RowWords> rows) {
  SheetReading reading;
  reading.supplier = "liberty";
  reading.supplier_name = "Liberty Power";
  reading.layout = "test@1";
  reading.worksheets = {"Prices"};
  reading.valid_from = *Date::parse("2026-01-05");
  reading.valid_until = *Date::parse("2026-01-06");
  reading.sellable_from = Instant::from_unix_ms(kSheetDayMs + 14 * kHourMs);
  reading.sellable_until = Instant::from_unix_ms(kSheetDayMs + 23 * kHourMs);
  for (const RowWords& words : rows) add_row(reading, words);
  return reading;
}

SheetFacts facts_of(int number) {
  Uuid uuid;
  uuid.bytes[5] = static_cast<std::uint8_t>(number >> 8);
  uuid.bytes[6] = 0x70;
  uuid.bytes[7] = static_cast<std::uint8_t>(number);
  uuid.bytes[8] = 0x80;
  uuid.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  uuid.bytes[15] = static_cast<std::uint8_t>(number);
  return {.id = SheetId(uuid), .file_name = fmt::format("sheet {}.xlsx", number), .sha256 = std::string(64, 'a')};
}

std::shared_ptr<const CompiledSheet> sheet_of(const SheetReading& reading, const market::Market& market, int number) {
  return CompiledSheet::from_bytes(compile_sheet(reading, facts_of(number), market).bytes).value();
}

std::shared_ptr<const RateBook> book_of(std::initializer_list<RowWords> rows, const market::Market& market) {
  std::vector<BookEntry> entries;
  entries.push_back({.sheet = sheet_of(reading_of(rows), market), .on_sale = true, .scope_values = {}});
  return std::make_shared<RateBook>(std::move(entries), 7);
}

Instant on_sale_instant() { return Instant::from_unix_ms(kSheetDayMs + 15 * kHourMs); }

}  // namespace switchyard::pricing
