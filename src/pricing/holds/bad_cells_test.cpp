// The trade's scenario of an upload with bad cells: what is accepted, not offered, quarantined, and what an analyst has to decide.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "pricing/sheets/sheet_aliases.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::pricing {
namespace {

constexpr const char* kLayout = R"(layout: bad-cells
version: 1
supplier: harborlight
supplier_name: Harborlight Energy
open: {types: [xlsx]}
match: {says: ['^LDC$', '^Bad cells price list$']}
valid:
  from: {label: '^Valid on$', forms: [M/D/YYYY]}
  at: '17:00 America/New_York'
scope: []
price: {no_offer: [blank, zero, error], basis: displayed(5)}
tables:
  - name: rates
    anchor: {says: '^LDC$', row_says: ['^Class$', '^Term$', '^Usage$']}
    fields:
      commodity: electric
      customer_class: commercial
      utility: {column: '^LDC$'}
      rate_class: {column: '^Class$'}
      term: {column: '^Term$'}
      band: {column: '^Usage$', unit: MWh}
      price_unit: $/kWh
    prices:
      - header: '^Price$'
)";

struct Line {
  const char* utility;
  const char* rate_class;
  const char* term;
  const char* usage;
  const char* price;
};

std::string workbook_of(const std::vector<Line>& lines) {
  workbook::XlsxWriter writer;
  auto& sheet = writer.add_sheet("Prices");
  sheet.text({0, 0}, "Bad cells price list");
  sheet.text({1, 0}, "Valid on");
  sheet.text({1, 1}, "11/24/2026");
  const char* heads[] = {"LDC", "Class", "Term", "Usage", "Price"};
  for (std::uint32_t i = 0; i < 5; ++i) sheet.text({3, i}, heads[i]);
  std::uint32_t row = 4;
  for (const Line& line : lines) {
    sheet.text({row, 0}, line.utility);
    sheet.text({row, 1}, line.rate_class);
    sheet.number({row, 2}, line.term);
    sheet.text({row, 3}, line.usage);
    if (line.price[0] == '#') sheet.error({row, 4}, line.price);
    else sheet.number({row, 4}, line.price);
    ++row;
  }
  return writer.bytes();
}

const std::vector<Line> kLines = {{"COMED", "GS", "24", "0-74 MWh", "0.05865"}, {"COMED", "GS", "24", "75-149 MWh", "#N/A"}, {"COMED", "GS", "36", "150-249", "-0.9950"},
                                  {"Duquensne", "GM", "12", "0-74", "0.0668"},  {"DPL", "SS", "12", "0-74", "0.0545"},      {"Guttman X", "GS", "36", "0-250", "0.000"}};

class BadCells : public ::testing::Test {
 protected:
  BadCells() {
    std::ofstream(std::filesystem::path(folder.path()) / "bad-cells.yaml") << kLayout;
    auto layouts = LayoutLibrary::load(folder.path());
    EXPECT_TRUE(layouts.has_value()) << layouts.error().message;
    bench.layouts = *std::move(layouts);
  }
  std::size_t count(const ImportReport& report, std::string_view code) {
    return static_cast<std::size_t>(std::ranges::count(report.withheld, code, &CellNote::code));
  }

  ScratchFolder folder;
  SheetBench bench{Engine::sqlite};
};

TEST_F(BadCells, AreAcceptedNotOfferedQuarantinedOrAskedAbout) {
  const auto report = bench.import(workbook_of(kLines), "bad.xlsx");
  EXPECT_EQ(report.rates, 1u) << json_of(report);
  EXPECT_EQ(report.not_offered, 2u);
  EXPECT_EQ(count(report, "price_unreadable"), 1u);
  EXPECT_EQ(count(report, "alias_unknown") + count(report, "alias_ambiguous"), 2u);
  ASSERT_EQ(report.unmapped.size(), 2u);
  EXPECT_EQ(report.unmapped[0].alias, "DPL");
  EXPECT_EQ(report.unmapped[0].candidates, (std::vector<std::string>{"aes-ohio", "delmarva-md"}));
  EXPECT_EQ(report.unmapped[1].alias, "Duquensne");
  ASSERT_FALSE(report.unmapped[1].suggestions.empty());
  EXPECT_EQ(bench.market->utility(report.unmapped[1].suggestions.front())->name.substr(0, 8), "Duquesne");
  // Three of the four prices are in doubt: a person looks at the sheet before it is sold.
  EXPECT_EQ(report.status, "held");
}

TEST_F(BadCells, TheFirstRowIsABandFrom0Until75MWh) {
  const auto report = bench.import(workbook_of(kLines), "bad.xlsx");
  std::optional<UsageBand> band;
  const auto draft = draft_sheet({.id = *SheetId::parse(report.sheet_id), .bytes = workbook_of(kLines), .file_name = "bad.xlsx", .sha256 = "x", .now = bench.clock.now()},
                                 bench.layouts, *bench.market, {}, {});
  (*CompiledSheet::from_bytes(draft.compiled))->each_row([&](const ExportRow& exported, const TextPool&) {
    if (!band) band = exported.row->band;
  });
  EXPECT_EQ(band->min_milli, 0);
  EXPECT_EQ(band->max_milli_exclusive, 75'000);
  EXPECT_EQ(band->unit, EnergyUnit::mwh);
}

TEST_F(BadCells, ASuggestionIsConfirmedOnceAndKnownFromThenOn) {
  const auto first = bench.import(workbook_of(kLines), "bad.xlsx");
  const std::string suggested = first.unmapped[1].suggestions.front();
  ASSERT_TRUE(map_alias_and_recompile({*bench.database, bench.clock, EnvironmentName::test, nullptr}, *bench.market,
                                      {.supplier = "harborlight", .alias = "Duquensne", .commodity = Commodity::electric, .state = "", .utility_code = suggested,
                                       .mapped_by = "shell", .mapped_at = bench.clock.now()}).has_value());
  EXPECT_EQ(bench.record(first.sheet_id).rate_count, 2);
}

TEST_F(BadCells, ASuggestionIsNeverAppliedByItself) {
  const auto report = bench.import(workbook_of({kLines[3]}), "bad.xlsx");
  EXPECT_EQ(report.rates, 0u);
}

}  // namespace
}  // namespace switchyard::pricing
