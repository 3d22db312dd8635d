#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/book/sheet_format.hpp"
#include "pricing/book/sheet_rows.hpp"

namespace switchyard::pricing {
namespace {

Compilation compiled(const SheetReading& reading) { return compile_sheet(reading, facts_of(1), *small_market()); }

std::shared_ptr<const CompiledSheet> loaded(const Compilation& compilation) { return CompiledSheet::from_bytes(compilation.bytes).value(); }

TEST(CompileSheet, EveryRowComesBackInTheOrderOfTheFileAsItWasRead) {
  const SheetReading reading = reading_of({{.utility = "comed", .rate_class = "GS-1", .zone = "CHI", .band = band(0, 75, EnergyUnit::mwh), .price = 61'234, .decimals = 4},
                                           {.utility = "nowhere", .state = "ZZ", .term = 24},
                                           {.customer_class = CustomerClass::residential, .green = 5'000},
                                           {.start = std::nullopt, .price = 5'000'000'000},
                                           {.product = "Fixed", .start_months = 3, .price = -995'000}});
  const auto sheet = loaded(compiled(reading));
  std::vector<std::string> refs;
  sheet->each_row([&](const ExportRow& exported, const TextPool& texts) {
    const RateRow& was = reading.rows[refs.size()];
    const RateRow& now = *exported.row;
    const auto same = [&](TextId a, TextId b) { return reading.texts.text(a) == texts.text(b); };
    EXPECT_TRUE(same(was.utility_alias, now.utility_alias) && same(was.rate_class_alias, now.rate_class_alias) && same(was.zone, now.zone));
    EXPECT_TRUE(same(was.state, now.state) && same(was.product, now.product) && same(was.price_text, now.price_text));
    EXPECT_EQ(was.stored_price_micros, now.stored_price_micros);
    EXPECT_EQ(was.basis_price_micros, now.basis_price_micros);
    EXPECT_EQ(was.price_decimals, now.price_decimals);
    EXPECT_EQ(was.band, now.band);
    EXPECT_EQ(was.has_start, now.has_start);
    EXPECT_EQ(was.start_until, now.start_until);
    EXPECT_EQ(was.term_months, now.term_months);
    EXPECT_EQ(was.customer_class, now.customer_class);
    EXPECT_EQ(was.green_percent_hundredths, now.green_percent_hundredths);
    EXPECT_EQ(was.cell, now.cell);
    refs.push_back(exported.ref);
  });
  EXPECT_EQ(refs, (std::vector<std::string>{"Prices!C2", "Prices!C3", "Prices!C4", "Prices!C5", "Prices!C6"}));
  EXPECT_EQ(sheet->row_count(), 5U);
  EXPECT_EQ(sheet->facts().id, facts_of(1).id);
  EXPECT_EQ(sheet->facts().file_name, "sheet 1.xlsx");
  EXPECT_EQ(sheet->supplier(), "liberty");
  EXPECT_EQ(sheet->valid_until().text(), "2026-01-06");
  EXPECT_EQ(sheet->sellable_until().text(), "2026-01-05T23:00:00Z");
}

TEST(CompileSheet, ResidentialRowsAreNotSoldAndNotDoubtful) {
  const Compilation compilation = compiled(reading_of({{.customer_class = CustomerClass::residential}, {.customer_class = CustomerClass::any}}));
  EXPECT_EQ(compilation.row_count, 2U);
  EXPECT_EQ(compilation.sellable_count, 1U);
  EXPECT_EQ(compilation.withheld_count, 0U);
}

TEST(CompileSheet, UnknownAndAmbiguousAliasesAreListedWithTheirRowsAndNotSold) {
  const Compilation compilation = compiled(reading_of({{.utility = "nowhere", .state = "ZZ"}, {.utility = "NJ", .state = "NJ"}, {.utility = "NJ", .state = "NJ", .term = 24}}));
  EXPECT_EQ(compilation.sellable_count, 0U);
  ASSERT_EQ(compilation.unmapped.size(), 2U);
  EXPECT_EQ(compilation.unmapped[0], (UnmappedAlias{.alias = "NJ", .commodity = Commodity::electric, .state = "NJ", .candidates = {"jcpl", "pseg"}, .rows = 2}));
  EXPECT_EQ(compilation.unmapped[1], (UnmappedAlias{.alias = "nowhere", .commodity = Commodity::electric, .state = "ZZ", .candidates = {}, .rows = 1}));
  ASSERT_EQ(compilation.withheld.size(), 3U);
  EXPECT_EQ(compilation.withheld[0].code, "alias_unknown");
  EXPECT_EQ(compilation.withheld[1].cell, "Prices!C3");
  EXPECT_EQ(compilation.withheld[1].code, "alias_ambiguous");
}

TEST(CompileSheet, OneKeyTwiceWithOnePriceIsKeptOnceWithAWarning) {
  const Compilation compilation = compiled(reading_of({{.price = 61'000}, {.price = 61'000}}));
  EXPECT_EQ(compilation.sellable_count, 1U);
  EXPECT_EQ(compilation.withheld_count, 0U);
  ASSERT_EQ(compilation.warnings.size(), 1U);
  EXPECT_EQ(compilation.warnings[0].cell, "Prices!C3");
  EXPECT_EQ(compilation.warnings[0].code, "duplicate_row");
}

TEST(CompileSheet, OneKeyWithTwoPricesSellsNeitherNorAThird) {
  const Compilation compilation = compiled(reading_of({{.price = 61'000}, {.price = 61'000}, {.price = 62'000, .decimals = 4}, {.term = 24}}));
  EXPECT_EQ(compilation.sellable_count, 1U);
  EXPECT_EQ(compilation.withheld_count, 3U);
  ASSERT_EQ(compilation.withheld.size(), 3U);
  EXPECT_EQ(compilation.withheld[0].code, "duplicate_key");
  EXPECT_NE(compilation.withheld[2].message.find("Prices!C2"), std::string::npos);
  EXPECT_TRUE(compilation.warnings.empty());
}

TEST(CompileSheet, PricesTermsUnitsAndBandsOutOfRangeAreWithheld) {
  const Compilation compilation = compiled(reading_of({{.price = 0},
                                                       {.price = 3'000'000'000, .decimals = 6},
                                                       {.term = 0},
                                                       {.term = 601},
                                                       {.unit = EnergyUnit::therm},
                                                       {.band = band(0, 100, EnergyUnit::therm)},
                                                       {.band = band(100, 100)}}));
  std::vector<std::string> codes;
  for (const CellNote& note : compilation.withheld) codes.push_back(note.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"price_out_of_range", "price_out_of_range", "term_out_of_range", "term_out_of_range", "unit_mismatch",
                                             "unit_mismatch", "band_unusable"}));
  EXPECT_EQ(compilation.sellable_count, 0U);
  EXPECT_EQ(loaded(compilation)->row_count(), 7U);
}

// "utility zone word" of each curve, in their order.
std::vector<std::string> zones_of(const Compilation& compilation) {
  const auto sheet = loaded(compilation);
  const auto& tables = *sheet->tables();
  std::vector<std::string> zones;
  for (const auto& curve : tables.curves) {
    zones.push_back(std::string(tables.text(curve.utility_code)) + " " + std::string(tables.text(curve.zone_code)) + " " + std::string(tables.text(curve.zone_word)));
  }
  return zones;
}

TEST(CompileSheet, APriceInCcfOrThermIsSoldInTheUnitOfTheUtilityAndNotAtAllWhereThatIsUnknown) {
  const RowWords gas{.utility = "coh", .band = band(0, 100, EnergyUnit::ccf_or_therm), .price = 430'000, .unit = EnergyUnit::ccf_or_therm, .commodity = Commodity::gas};
  RowWords unknown = gas;
  unknown.utility = "peco_gas";
  const Compilation compilation = compiled(reading_of({gas, unknown}));
  const auto sheet = loaded(compilation);
  EXPECT_EQ(compilation.sellable_count, 1U);
  EXPECT_EQ(compilation.withheld.at(0).code, "unit_mismatch");
  EXPECT_EQ(sheet->tables()->curves[0].price_unit, static_cast<std::uint8_t>(EnergyUnit::ccf));
  EXPECT_EQ(band_sold(sheet->tables()->bands[0], EnergyUnit::ccf).unit, EnergyUnit::ccf);
  sheet->each_row([](const ExportRow& exported, const TextPool&) { EXPECT_EQ(exported.row->price_unit, EnergyUnit::ccf_or_therm); });
}

TEST(CompileSheet, WordsForPartsOfOneUtilityThatWouldLookAlikeAreToldApartByTheirZone) {
  const SheetReading reading = reading_of({{.utility = "PSE&G", .price = 61'000}, {.utility = "pseg", .price = 62'000}, {.utility = "comed", .price = 63'000}});
  EXPECT_EQ(zones_of(compiled(reading)), (std::vector<std::string>{"pseg PSE&G PSE&G", "pseg pseg pseg", "comed  "}));
  const auto sheet = loaded(compiled(reading));
  sheet->each_row([](const ExportRow& exported, const TextPool&) { EXPECT_EQ(exported.row->zone, 0U); });
}

TEST(CompileSheet, PartsWithinAZoneKeepItsNameToBeFoundBy) {
  const SheetReading reading = reading_of({{.utility = "comed", .zone = "CHI"}, {.utility = "ComEd Co", .zone = "CHI", .price = 62'000}});
  EXPECT_EQ(zones_of(compiled(reading)), (std::vector<std::string>{"comed Chicago; comed Chicago", "comed Chicago; ComEd Co Chicago"}));
}

TEST(CompileSheet, AWordWrittenInTwoWaysOrOfAnotherClassIsNoPart) {
  const SheetReading reading = reading_of({{.utility = "comed", .rate_class = "SL"}, {.utility = "ComEd Co", .rate_class = "LL"}});
  EXPECT_EQ(zones_of(compiled(reading)), (std::vector<std::string>{"comed  ", "comed  "}));
}

TEST(CompileSheet, OnlyAThousandWithheldRowsAreListedAndAllAreCounted) {
  SheetReading reading = reading_of({});
  for (int i = 0; i < 1'500; ++i) add_row(reading, {.utility = "nowhere"});
  const Compilation compilation = compiled(reading);
  EXPECT_EQ(compilation.withheld.size(), 1'000U);
  EXPECT_EQ(compilation.withheld_count, 1'500U);
  EXPECT_EQ(compilation.unmapped.at(0).rows, 1'500U);
}

TEST(CompileSheet, ACurveOfFewCellsOnWideAxesIsKeptSparse) {
  SheetReading reading = reading_of({});
  for (int i = 0; i < 100; ++i) {
    add_row(reading, {.start = Month::from_index(2026 * 12 + i).text(), .term = 1 + i, .band = band(i * 100, i * 100 + 100), .price = 50'000 + i});
  }
  const auto sheet = loaded(compiled(reading));
  const sheet_format::Tables& tables = *sheet->tables();
  ASSERT_EQ(tables.curves.size(), 1U);
  EXPECT_EQ(tables.curves[0].sparse, 1U);
  EXPECT_EQ(tables.prices.size(), 100U);
  EXPECT_EQ(tables.head->priced_count, 100U);
}

TEST(CompileSheet, AxesBeyondTheLimitAreWithheld) {
  SheetReading reading = reading_of({});
  for (int i = 0; i < 257; ++i) add_row(reading, {.band = band(i * 100, i * 100 + 100)});
  add_row(reading, {.utility = "jcpl"});
  const Compilation compilation = compiled(reading);
  EXPECT_EQ(compilation.sellable_count, 1U);
  EXPECT_EQ(compilation.withheld_count, 257U);
  EXPECT_EQ(compilation.withheld.at(0).code, "curve_too_large");
}

TEST(CompileSheet, CurvesWithEqualAxesShareThem) {
  const auto sheet = loaded(compiled(reading_of({{.rate_class = "A"}, {.rate_class = "B"}, {.rate_class = "A", .term = 24}, {.rate_class = "B", .term = 24}})));
  EXPECT_EQ(sheet->tables()->curves.size(), 2U);
  EXPECT_EQ(sheet->tables()->term_axis.size(), 2U);
}

TEST(CompileSheet, ScopeValuesAreTheDistinctWordsOfTheFile) {
  SheetReading reading = reading_of({{.utility = "jcpl", .state = "NJ"}, {.utility = "nowhere", .state = "PA"}, {.utility = "pseg", .state = "NJ"}});
  EXPECT_TRUE(scope_values_of(reading).empty());
  reading.scope = {"state"};
  EXPECT_EQ(scope_values_of(reading), (std::vector<std::string>{"state=NJ", "state=PA"}));
  reading.scope = {"state", "utility"};
  const auto sheet = loaded(compiled(reading));
  EXPECT_EQ(sheet->scope_values(), (std::vector<std::string>{"state=NJ|utility=jcpl", "state=NJ|utility=pseg", "state=PA|utility=nowhere"}));
}

TEST(CompileSheet, ASheetWithoutACutOffSellsAtNoInstant) {
  SheetReading reading = reading_of({{}});
  reading.sellable_until.reset();
  const auto sheet = loaded(compiled(reading));
  EXPECT_EQ(sheet->sellable_from(), sheet->sellable_until());
}

TEST(CompiledSheet, AFileIsMappedAndGivesTheSameAsItsBytes) {
  const std::string path = testing::TempDir() + "/compiled_sheet_test.sheet";
  std::ofstream(path, std::ios::binary) << compiled(reading_of({{}})).bytes;
  const auto sheet = CompiledSheet::map_file(path);
  ASSERT_TRUE(sheet.has_value());
  EXPECT_EQ((*sheet)->row_count(), 1U);
  EXPECT_EQ((*sheet)->tables()->text((*sheet)->tables()->curves[0].utility_code), "comed");
}

TEST(CompiledSheet, AMissingFileIsAFaultAndAnEmptyOneIsRefused) {
  EXPECT_THROW(static_cast<void>(CompiledSheet::map_file("/nowhere/at/all.sheet")), std::system_error);
  const std::string path = testing::TempDir() + "/compiled_sheet_test_empty.sheet";
  std::ofstream(path, std::ios::binary).flush();
  EXPECT_EQ(CompiledSheet::map_file(path).error().code, "sheet_file_broken");
}

TEST(CompiledSheet, EveryTruncationAndEveryFlippedByteIsRefused) {
  const std::string bytes = compiled(reading_of({{.rate_class = "GS-1"}, {.term = 24}})).bytes;
  ASSERT_TRUE(CompiledSheet::from_bytes(bytes).has_value());
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    const auto sheet = CompiledSheet::from_bytes(bytes.substr(0, size));
    ASSERT_FALSE(sheet.has_value()) << size;
    ASSERT_EQ(sheet.error().code, "sheet_file_broken");
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    ASSERT_FALSE(CompiledSheet::from_bytes(damaged).has_value()) << at;
  }
}

// With the checksum made right again, the numbers themselves are judged.
TEST(CompiledSheet, ForgedNumbersNeverLeadOutsideOfTheFile) {
  const std::string bytes = compiled(reading_of({{.rate_class = "GS-1", .band = band(0, 100)}, {.term = 24}, {.utility = "nowhere"}, {.price = 4'000'000'000}})).bytes;
  std::size_t taken = 0;
  for (std::size_t at = sizeof(sheet_format::kMagic) + 8; at + 4 <= bytes.size(); at += 4) {
    for (const std::uint32_t value : {0xffffffffU, 0x7fffffffU, 1'000'000U, 1U}) {
      std::string forged = bytes;
      std::memcpy(forged.data() + at, &value, sizeof value);
      sheet_format::seal(forged);
      const auto sheet = CompiledSheet::from_bytes(std::move(forged));
      if (!sheet) continue;
      ++taken;
      std::size_t rows = 0;
      (*sheet)->each_row([&](const ExportRow&, const TextPool&) { ++rows; });
      ASSERT_EQ(rows, (*sheet)->row_count());
    }
  }
  EXPECT_GT(taken, 0U);  // Prices and dates may be anything.
}

}  // namespace
}  // namespace switchyard::pricing
