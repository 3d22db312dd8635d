// Every price leads back to the cell that it came from, and an export says what the file says.
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "pricing/sheets/export_csv.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_export.hpp"
#include "pricing/sheets/sheet_rebuild.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::pricing {
namespace {

std::string csv_of(const CompiledSheet& sheet) {
  std::string all;
  write_csv(sheet, [&](std::string_view piece) { all += piece; });
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class Lineage : public ::testing::Test {
 protected:
  SheetBench bench{Engine::sqlite};
  std::shared_ptr<const CompiledSheet> imported(const PrairieFile& file) {
    const auto report = bench.import(file.text(), "prairie, \"today\".csv");
    return *load_sheet(*bench.database, *SheetId::parse(report.sheet_id));
  }
};

TEST_F(Lineage, EveryPublishedPricesRefLeadsBackToItsCell) {
  const PrairieFile file;
  const auto sheet = imported(file);
  const auto workbook = workbook::open(file.text());
  ASSERT_TRUE(workbook);
  std::map<std::string, int> refs;
  sheet->each_row([&](const ExportRow& exported, const TextPool& texts) {
    const auto place = workbook::place_of(exported.ref);
    ASSERT_TRUE(place) << exported.ref;
    const auto cell = (*workbook)->sheet(0).at(place->row, place->column);
    EXPECT_EQ(cell.text, texts.text(exported.row->price_text));
    EXPECT_EQ(UnitPrice::parse(cell.text, EnergyUnit::kwh)->micros(), exported.row->stored_price_micros);
    ++refs[exported.ref];
  });
  EXPECT_EQ(refs.size(), 32u) << "each of its own";
}

TEST_F(Lineage, AnExportHasTheCanonicalColumns) {
  const auto lines = lines_of(csv_of(*imported(PrairieFile{})));
  ASSERT_EQ(lines.size(), 33u);
  EXPECT_EQ(lines[0],
            "source_file,sheet,supplier,commodity,utility_alias,rate_class_alias,zone,state,product,green_percent,start_from,start_until,"
            "term_months,usage_min,usage_max_exclusive,usage_unit,price,price_unit,valid_from,valid_until,purchase_of_receivables,billing,ref,"
            "sellable_until,customer_class");
  EXPECT_EQ(lines[1],
            "\"prairie, \"\"today\"\".csv\",,Prairie Crown Power,electric,COMED,Small,,IL,Fixed,,2026-12-01,2027-01-01,12,0,100000,kWh,0.06,"
            "$/kWh,2026-11-24,2026-11-25,,,H2,2026-11-24T23:00:00Z,commercial");
}

TEST_F(Lineage, RowsThatAreNotSoldAreExportedToo) {
  PrairieFile file;
  file.extra_lines = "11/24/2026,11/24/2026,NOWHERE POWER,OH,Small,12/1/2026,0-99999,0.5,0.061\n";
  const auto lines = lines_of(csv_of(*imported(file)));
  ASSERT_EQ(lines.size(), 35u);
  EXPECT_NE(lines[33].find(",0.5,"), std::string::npos);
}

TEST_F(Lineage, ASheetRebuiltFromItsCompiledFormCompilesToTheSameBytesOfRates) {
  PrairieFile file;
  file.extra_lines = "11/24/2026,11/24/2026,NOWHERE POWER,OH,Small,12/1/2026,0-99999,0.5,0.061\n";
  const auto sheet = imported(file);
  const auto reading = reading_of(*sheet);
  const auto again = compile_sheet(reading, sheet->facts(), *bench.market);
  EXPECT_EQ(again.row_count, 34u);
  EXPECT_EQ(again.sellable_count, 32u);
  EXPECT_EQ(csv_of(**CompiledSheet::from_bytes(again.bytes)), csv_of(*sheet));
}

}  // namespace
}  // namespace switchyard::pricing
