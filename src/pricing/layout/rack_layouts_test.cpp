// The layouts of US Gas & Electric, Major Energy and Direct Energy Small Business on sheets of a few invented prices: what is an
// offer, what is not, and what of another day holds the file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pricing/layout/layout.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto* kFile = "matrix.xlsx";

// As the product's own layout reads it, which must be the only one that knows the file.
SheetReading read_as(std::string_view layout, const WorkbookFake& book, std::string_view file_name = kFile) {
  static const auto library = LayoutLibrary::load({}).value();
  const auto recognition = library.recognise(book, file_name);
  if (recognition.layout == nullptr || recognition.layout->name() != layout) throw std::invalid_argument("not recognised");
  return read(*recognition.layout, book, file_name).value();
}

// "cell utility|class|zone price unit term start band", with "not sold" behind where that is so.
std::vector<std::string> lines(const SheetReading& reading) {
  std::vector<std::string> all;
  for (const auto& row : reading.rows) {
    const auto& texts = reading.texts;
    std::string line = ref_of(reading, row) + " " + std::string(texts.text(row.utility_alias));
    for (const auto id : {row.rate_class_alias, row.zone, row.state, row.product}) line += (id == 0 ? "" : " ") + std::string(texts.text(id));
    line += " " + std::to_string(row.stored_price_micros) + " " + std::string(price_text_of(row.price_unit)) + " " + std::to_string(row.term_months);
    if (row.has_start) line += " " + row.start_from.text();
    if (row.band.present) line += " " + std::to_string(row.band.min_milli / 1000) + ".." + std::to_string(row.band.max_milli_exclusive / 1000) + std::string(text_of(row.band.unit));
    if (row.customer_class == CustomerClass::residential) line += " residential";
    if (row.basis_price_micros == RateRow::kNoBasis) line += " not sold";
    all.push_back(line);
  }
  return all;
}

std::vector<std::string> codes(const std::vector<CellNote>& notes) {
  std::vector<std::string> all;
  for (const auto& note : notes) all.push_back(note.cell + " " + note.code);
  return all;
}

// 46082 is 1 March 2026.
GridFake& usge_sheet(WorkbookFake& book, const std::string& state, const std::string& extra_column) {
  return book.add(state)
      .row(1, {"", "", "Pricing Date", "=46083|m/d/yyyy"})
      .row(2, {"", "", "Valid Thru", " 4 PM EPT"})
      .row(3, {"6 Months Beginning in:", "", "", "12 Months Beginning in:"}, 6)
      .row(4, {"LDC", "Customer Type", "RateClass", "Annual Usage Tier", extra_column, "", "=46113|mmm-yy", "=46143|mmm-yy", "", "=46113|mmm-yy"})
      .merge("G4", "H4");
}

WorkbookFake usge_electric() {
  WorkbookFake book;
  usge_sheet(book, "PA", "Zone")
      .row(5, {"Duquensne", "Residential", "RS", "Below 500,000 KWh", "PJMDuquesne", "", "=0.0911"})
      .row(6, {"*USE ESTABLISHED RATE CODES"}, 6)
      .row(7, {"Duquensne", "Commercial", "GM", "0-100,000 kwh", "PJMDuquesne", "", "=0.0822", "=0.0833", "", "=0.0844"})
      .row(8, {"Duquensne", "Commercial", "GM", "100,000-500,000 kwh", "PJMDuquesne", "", "=0.0811"});
  return book;
}

TEST(UsgeElectric, ReadsTermGroupsAndListsResidentialRatesWithoutSellingThem) {
  auto book = usge_electric();
  book.add("CheatSheet").row(0, {"ID", "Utility", "UOM"}).row(1, {"=1", "Keyspan", "ccf"});
  const auto reading = read_as("usge-electric", book);
  EXPECT_THAT(lines(reading), ElementsAre("PA!G6 Duquensne Residential|RS PJMDuquesne PA 91100 $/kWh 6 2026-04-01 0..500000kWh residential",
                                          "PA!G8 Duquensne Commercial|GM PJMDuquesne PA 82200 $/kWh 6 2026-04-01 0..100000kWh",
                                          "PA!H8 Duquensne Commercial|GM PJMDuquesne PA 83300 $/kWh 6 2026-05-01 0..100000kWh",
                                          "PA!J8 Duquensne Commercial|GM PJMDuquesne PA 84400 $/kWh 12 2026-04-01 0..100000kWh",
                                          "PA!G9 Duquensne Commercial|GM PJMDuquesne PA 81100 $/kWh 6 2026-04-01 100000..500000kWh"));
  EXPECT_THAT(reading.withheld, IsEmpty());
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-02T21:00:00Z");
}

TEST(UsgeElectric, PricesBeforeATaxAreListedAndNotSold) {
  auto book = usge_electric();
  const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0)))
      .row(10, {"PRE-GRT"}, 6)
      .row(11, {"Duquensne", "Commercial", "GM", "0-100,000 kwh", "PJMDuquesne", "", "=0.0777"});
  const auto reading = read_as("usge-electric", book);
  EXPECT_EQ(lines(reading).back(), "G12 Duquensne Commercial|GM PJMDuquesne PA 77700 $/kWh 6 2026-04-01 0..100000kWh not sold");
  EXPECT_EQ(lines(reading)[1], "G8 Duquensne Commercial|GM PJMDuquesne PA 82200 $/kWh 6 2026-04-01 0..100000kWh");
  EXPECT_THAT(codes(reading.warnings), ElementsAre("G11 listed_only"));
}

TEST(UsgeElectric, ADayThatTheFilesNameContradictsHoldsIt) {
  const auto book = usge_electric();
  EXPECT_THAT(read_as("usge-electric", book, "Pricing - 20260302.xlsx").errors, IsEmpty());
  EXPECT_THAT(codes(read_as("usge-electric", book, "Pricing - 20260303.xlsx").errors), ElementsAre(" validity_differs"));
}

TEST(UsgeElectric, ASheetThatIsNoStateAndAnotherCutOffHoldTheFile) {
  auto book = usge_electric();
  usge_sheet(book, "Specials", "Zone").row(5, {"PECO", "Commercial", "GS", "0-100,000 kwh", "", "", "=0.0822"});
  EXPECT_THAT(codes(read_as("usge-electric", book).errors), ::testing::Contains("Specials!A5 field_missing"));
  auto other = usge_electric();
  const_cast<GridFake&>(static_cast<const GridFake&>(other.sheet(0))).row(2, {"", "", "Valid Thru", "Friday"});
  EXPECT_THAT(codes(read_as("usge-electric", other).errors), ElementsAre(" cut_off_missing"));
}

TEST(UsgeGas, ReadsPricesInCcfOrThermAndNoAddersOnAnIndex) {
  WorkbookFake book;
  usge_sheet(book, "OH", "UOM")
      .row(5, {"Columbia of Ohio", "Commercial", "Commercial", "0 to 10,000 ccf/therms", "", "", "=0.411"})
      .row(6, {"Columbia of Ohio", "Commercial", "Commercial", "10,001 to 50,000 ccf/therms", "", "", "=0.402"})
      .row(8, {"Columbia of Ohio", "Commercial", "Commercial", "0 to 10,000 ccf/therms", "NYMEX plus", "", "=0.111"});
  const auto reading = read_as("usge-gas", book);
  EXPECT_THAT(lines(reading), ElementsAre("G6 Columbia of Ohio Commercial|Commercial OH 411000 $/(Ccf/therm) 6 2026-04-01 0..10000Ccf/therm",
                                          "G7 Columbia of Ohio Commercial|Commercial OH 402000 $/(Ccf/therm) 6 2026-04-01 10000..50000Ccf/therm"));
  EXPECT_TRUE(reading.rows[0].band.max_printed_inclusive);
  EXPECT_THAT(reading.errors, IsEmpty());
}

TEST(UsgeGas, ARowWithAUnitOfItsOwnIsWithheld) {
  WorkbookFake book;
  auto& sheet = usge_sheet(book, "OH", "UOM");
  for (std::uint32_t i = 0; i < 9; ++i) sheet.row(5 + i, {"Columbia of Ohio " + std::to_string(i), "Commercial", "Commercial", "0 to 10,000 ccf/therms", "", "", "=0.411"});
  sheet.row(15, {"Enbridge", "Commercial", "Commercial", "0 to 10,000 ccf/therms", "Mcf", "", "=4.11"});
  const auto reading = read_as("usge-gas", book);
  EXPECT_EQ(reading.rows.size(), 9u);
  EXPECT_THAT(codes(reading.withheld), ElementsAre("G16 field_unreadable"));
}

WorkbookFake major(const std::string& tier, const std::string& usage) {
  WorkbookFake book;
  book.add("Map - Info").row(0, {"State", "Usage"}).hide();
  book.add("Commercial E")
      .row(2, {"", "Effective:", "=46083|m/d/yyyy", "", "=46087|m/d/yyyy"})
      .row(4, {"", "CALCULATOR"})
      .row(5, {"", "Start", "State", "Utility", "Zone", "Usage", "Agent Fee"})
      .row(6, {"", "=46113|m/d/yyyy", "NY", "CONED", "J - NYC", usage, "=0.001"})
      .row(8, {"", "Transfer Rates below include all applicable fees (SUT/GRT/POR)"})
      .row(9, {"Annual KWH Usage Tier"}, 6)
      .row(10, {"", "Start", "Term", "State", "Utility", "Zone", tier, "75-149"})
      .row(11, {"", "=46113|m/d/yyyy", "=12", "IL", "ComEd", "", "=0.0711|0.0000", "=0.0722|0.0000"})
      .row(12, {"", "=46113|m/d/yyyy", "=24", "NY", "ConEd", "J - NYC", "#N/A", "=0.0944|0.0000"});
  book.add("NG R & SC")
      .row(2, {"", "Effective:", "=46083|m/d/yyyy", "", "=46087|m/d/yyyy"})
      .row(4, {"", "CALCULATOR"})
      .row(8, {"", "Utility", "Start", "6 Months", "12 Months"})
      .row(9, {"", "NFGPA", "=46113|m/d/yyyy", "", "=0.512", "", "42461NFGPA", "=0", "=0.512"})
      .row(10, {"", "NYSEG", "=46113|m/d/yyyy", "", "=0.433"});
  book.add("Residential E").row(2, {"", "Effective:", "=46083|m/d/yyyy"}).row(4, {"", "Utility", "6 Month Dec."}).row(5, {"", "ACE", "=0.0811"});
  return book;
}

TEST(MajorRackRates, ReadsElectricityByBandAndGasByTermFromTheFirstDayToTheLast) {
  const auto reading = read_as("major-rack-rates", major("0-74", "0-74k"));
  EXPECT_THAT(lines(reading), ElementsAre("Commercial E!G12 ComEd IL 71100 $/kWh 12 2026-04-01 0..75MWh", "Commercial E!H12 ComEd IL 72200 $/kWh 12 2026-04-01 75..150MWh",
                                          "Commercial E!H13 ConEd J - NYC NY 94400 $/kWh 24 2026-04-01 75..150MWh", "NG R & SC!E10 NFGPA 512000 $/therm 12 2026-04-01 not sold",
                                          "NG R & SC!E11 NYSEG 433000 $/therm 12 2026-04-01"));
  EXPECT_EQ(reading.rows.back().customer_class, CustomerClass::any);
  EXPECT_THAT(codes(reading.withheld), ElementsAre("NG R & SC!E10 doubted_by_layout"));
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_EQ(reading.valid_from.text(), "2026-03-02");
  EXPECT_EQ(reading.valid_until.text(), "2026-03-07");
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-06T22:00:00Z");
}

TEST(MajorRackRates, BandsInAnotherUnitAndUnknownSheetsRefuseTheFile) {
  EXPECT_THAT(codes(read_as("major-rack-rates", major("0-74", "0-74,000")).errors), ElementsAre("Commercial E check_failed"));
  auto book = major("0-74", "0-74k");
  book.add("Commercial E 2").row(0, {"Start"});
  EXPECT_THAT(codes(read_as("major-rack-rates", book).errors), ::testing::Contains("Commercial E 2 table_missing"));
}

WorkbookFake direct() {
  WorkbookFake book;
  book.add("Prices")
      .row(0, {"Commodity", "State", "LDC", "Zone", "Term", "Rate Amt", "Unit", "Cancel Fee"})
      .row(1, {"Power", "CT", "CTE", " ", "=12", "=0.0811|$0.0000", "kwh", "=100"})
      .row(2, {"Gas", "MI", "MCG", "", "=18", "=4.11|$0.0000", "mcf", "=200"})
      .row(3, {"Gas", "MA", "BNG", "Pipeline TGP", "=12", "=0.511|$0.0000", "thm", "=100"});
  book.add("Utility Abbreviations").row(0, {"Commodity", "State", "LDC", "Full Name"}).row(1, {"Power", "CT", "CTE", "Connecticut Light and Power"});
  return book;
}

TEST(DirectSmallBusiness, ReadsEachPriceInItsOwnUnitOnTheDayOfTheFilesName) {
  const auto reading = read_as("direct-small-business", direct(), "Small Business Prices 3-2-26.xlsx");
  EXPECT_THAT(lines(reading), ElementsAre("Prices!F2 CTE CT cancel fee $100 81100 $/kWh 12", "Prices!F3 MCG MI cancel fee $200 4110000 $/Mcf 18",
                                          "Prices!F4 BNG Pipeline TGP MA cancel fee $100 511000 $/therm 12"));
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-02T22:00:00Z");
}

TEST(DirectSmallBusiness, WithoutADayInItsNameTheFileIsHeldAndAnUnknownUnitIsWithheld) {
  EXPECT_THAT(codes(read_as("direct-small-business", direct(), "Prices.xlsx").errors), ElementsAre("Prices validity_missing"));
  auto book = direct();
  auto& sheet = const_cast<GridFake&>(static_cast<const GridFake&>(book.sheet(0)));
  for (std::uint32_t i = 4; i < 9; ++i) sheet.row(i, {"Power", "CT", "ULE", "", "=" + std::to_string(i), "=0.0811|$0.0000", "kwh", "=100"});
  sheet.row(9, {"Gas", "CT", "YGS", "", "=12", "=0.511|$0.0000", "dth?", "=100"});
  EXPECT_THAT(codes(read_as("direct-small-business", book, "Small Business Prices 3-2-26.xlsx").withheld), ElementsAre("Prices!F10 field_unreadable"));
}

}  // namespace
}  // namespace switchyard::pricing
