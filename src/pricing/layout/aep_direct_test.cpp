// Look-alikes of the formats of AEP Energy and Direct Energy, with invented numbers: what is read, and what holds a file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pricing/layout/layout.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SheetReading read_as(std::string_view layout, const WorkbookFake& book, std::string_view file_name) {
  const auto library = LayoutLibrary::load({}).value();
  const auto recognised = library.recognise(book, file_name);
  EXPECT_TRUE(recognised.layout != nullptr && recognised.layout->name() == layout) << (recognised.reasons.empty() ? "another" : recognised.reasons.front().message);
  return read(*library.find(layout), book, file_name).value();
}

std::string line_of(const SheetReading& reading, const RateRow& row) {
  std::string line = workbook::a1_of(row.cell);
  for (const auto id : {row.utility_alias, row.rate_class_alias, row.zone, row.state, row.product, row.billing}) {
    if (const auto text = reading.texts.text(id); !text.empty()) line += " / " + std::string(text);
  }
  line += " / " + row.start_from.text().substr(0, 7) + " +" + std::to_string(row.term_months);
  line += " / " + std::to_string(row.band.min_milli / 1000) + ".." + std::to_string(row.band.max_milli_exclusive / 1000) + " " + std::string(text_of(row.band.unit));
  return line + " / " + std::to_string(row.stored_price_micros) + " a " + std::string(text_of(row.price_unit));
}

std::vector<std::string> lines_of(const SheetReading& reading) {
  std::vector<std::string> lines;
  for (const auto& row : reading.rows) lines.push_back(line_of(reading, row));
  return lines;
}

std::vector<std::string> codes_of(const std::vector<CellNote>& notes) {
  std::vector<std::string> codes;
  for (const auto& note : notes) codes.push_back(note.code);
  return codes;
}

struct Aep {
  std::string adder = "", commission = "=0", green = "=0|0%", day = "=46083|mm/dd/yy;@", cutoff = "6PM CST";  // 2 March 2026.

  void add_matrix(WorkbookFake& book, const std::string& name, const std::string& product, const std::string& first_price) const {
    auto& sheet = book.add(name);
    sheet.row(2, {"", "", "", "", "Matrix Pricing", "", "", "", "", "", "", "", "Date of Matrix:", day})
        .row(3, {"", "", "", "", "", "", "", "", "", "", "", "", "Pricing Valid Thru:", cutoff})
        .row(6, {"", "", "Product: " + product})
        .row(8, {"", "", "Pricing Units: $/kWh"})
        .row(10, {"", "", "", "", "", "", "", "", "Customer Size: 0-100 Annuals MWhs", "", "", "Customer Size: 101-250 MWh/Yr"})
        .row(11, {"", "", "", "", "", "", "", "", "Term (Months)", "", "", "Term (Months)"})
        .row(12, {"", "", "State", "Utility", "Profile", "Rate Code(s)/Description", "Start Month", "", "=12|#,##0", "=24|#,##0", "Max Term", "=12|#,##0", "=24|#,##0", "Max Term"})
        .row(13, {"", "", "IL", "ComEd", "Watt-hour", "B69, B72", "=46113|mmm-yy", "ILComEd46113", first_price, "=0.0618124|\"$\"0.00000", "=31", "=0.0598|\"$\"0.00000", "=999", "=31"})
        .row(14, {"", "", "OH", "Duke", "DM", "DM01", "=46143|mmm-yy", "OHDuke46143", "=0.0555|\"$\"0.00000", "", "=30", "#N/A", "=0.0561|\"$\"0.00000", "=30"});
    sheet.merge("I11", "K11").merge("L11", "N11");
  }
  [[nodiscard]] WorkbookFake book() const {
    WorkbookFake made;
    made.file_type = workbook::FileType::xlsb;
    made.add("Price Finder")
        .row(2, {"", "", "", "", "", "Date of Matrix:", day})
        .row(3, {"", "", "", "Matrix Price Finder"})
        .row(11, {"", "", "State", "", "", "Agent Adder ($/kWh)", adder, "", "", "Energy_Only"})
        .row(12, {"", "", "", "", "", "Realized Agent Commission", commission})
        .row(17, {"", "", "", "", "", "Add Green", green});
    add_matrix(made, "Matrix Table-FPAI", "Fixed Price All-In (FPAI)", "=0.0612349|\"$\"0.00000");
    add_matrix(made, "Matrix Table-Energy Only", "Fixed Energy Only", "=0.0512|\"$\"0.00000");
    made.add("Base").hide().row(12, {"State", "Utility", "Profile", "Start Month", "=12"}).row(13, {"IL", "ComEd", "W", "=46113|mmm-yy", "=0.01"});
    return made;
  }
};

constexpr std::string_view kAepFile = "AEP Energy Matrix 2026-03-02.xlsb";

TEST(AepLayout, ReadsEachVisibleMatrixByBandAndTerm) {
  const auto reading = read_as("aep-matrix", Aep{}.book(), kAepFile);
  EXPECT_THAT(codes_of(reading.errors), IsEmpty());
  const auto lines = lines_of(reading);
  ASSERT_EQ(lines.size(), 10U);
  EXPECT_EQ(lines[0], "I14 / ComEd / Watt-hour|B69, B72 / IL / Fixed Price All-In (FPAI) / 2026-04 +12 / 0..100 MWh / 61235 a kWh");
  EXPECT_EQ(lines[1], "J14 / ComEd / Watt-hour|B69, B72 / IL / Fixed Price All-In (FPAI) / 2026-04 +24 / 0..100 MWh / 61812 a kWh");
  EXPECT_EQ(lines[2], "L14 / ComEd / Watt-hour|B69, B72 / IL / Fixed Price All-In (FPAI) / 2026-04 +12 / 100..250 MWh / 59800 a kWh");
  EXPECT_EQ(lines[4], "M15 / Duke / DM|DM01 / OH / Fixed Price All-In (FPAI) / 2026-05 +24 / 100..250 MWh / 56100 a kWh");
  EXPECT_EQ(lines[5], "I14 / ComEd / Watt-hour|B69, B72 / IL / Fixed Energy Only / 2026-04 +12 / 0..100 MWh / 51200 a kWh");
  EXPECT_EQ(reading.rows[0].basis_price_micros, 61'230);
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-03T00:00:00Z");
}

TEST(AepLayout, HoldsTablesToWhichABrokerHasAddedSomething) {
  EXPECT_THAT(codes_of(read_as("aep-matrix", Aep{.adder = "=0"}.book(), kAepFile).errors), IsEmpty());
  EXPECT_THAT(codes_of(read_as("aep-matrix", Aep{.adder = "=0.004"}.book(), kAepFile).errors), ElementsAre("check_doubtful", "check_doubtful"));
  EXPECT_THAT(codes_of(read_as("aep-matrix", Aep{.commission = "=0.003"}.book(), kAepFile).errors), ElementsAre("check_doubtful", "check_doubtful"));
  EXPECT_THAT(codes_of(read_as("aep-matrix", Aep{.green = "=0.5|0%"}.book(), kAepFile).errors), ElementsAre("check_doubtful", "check_doubtful"));
}

TEST(AepLayout, HoldsAFileOfAnotherDayOrWithoutAnHour) {
  EXPECT_THAT(codes_of(read_as("aep-matrix", Aep{}.book(), "AEP Energy Matrix 2026-03-03.xlsb").errors), ElementsAre("validity_differs"));
  EXPECT_FALSE(read_as("aep-matrix", Aep{.cutoff = "close of business"}.book(), kAepFile).sellable_until.has_value());
}

struct Direct {
  std::string option = "POR", day = "as of 3/2/2026";

  [[nodiscard]] WorkbookFake book() const {
    WorkbookFake made;
    made.file_type = workbook::FileType::xls;
    made.add("Daily Matrix Price")
        .row(0, {"Direct Energy HQ - Daily Matrix Price Report"})
        .row(1, {"for Brokers Inc in <All States>"})
        .row(2, {day})
        .row(4, {"Utility Code", "Utility Name"})
        .row(5, {"COMED", "Commonwealth Edison"})
        .row(9, {"", "", "", "", "", "", "", "", "Annual Volume (MWh)"})
        .row(10, {"Contract Start Month", "State", "Utility", "Zone", "Rate Code(s)", "Product Special Options", "Billing Method", "Term", "0 - 74", "75 - 149", "150 - 249"})
        .row(11, {"=46113|[$-010409]mm/yyyy", "IL", "COMED", "-", "B93, R03", option, "XRR", "=12", "=61.23|0.00", "=60.1|0.00", "=0"})
        .row(12, {"=46143|[$-010409]mm/yyyy", "NY", "CONE", "J", "EL9", "", "Dual", "=7", "=88.5|0.00", "=87.25|0.00", ""});
    return made;
  }
};

TEST(DirectLayout, ReadsDollarsAMegawattHour) {
  const auto reading = read_as("direct-daily-matrix", Direct{}.book(), "matrix.xls");
  EXPECT_THAT(reading.errors, IsEmpty());
  EXPECT_THAT(reading.withheld, IsEmpty());
  EXPECT_THAT(lines_of(reading), ElementsAre("I12 / COMED / B93, R03 / IL / POR / XRR / 2026-04 +12 / 0..75 MWh / 61230 a kWh",
                                             "J12 / COMED / B93, R03 / IL / POR / XRR / 2026-04 +12 / 75..150 MWh / 60100 a kWh",
                                             "I13 / CONE / EL9 / J / NY / Dual / 2026-05 +7 / 0..75 MWh / 88500 a kWh",
                                             "J13 / CONE / EL9 / J / NY / Dual / 2026-05 +7 / 75..150 MWh / 87250 a kWh"));
  EXPECT_TRUE(reading.rows[0].purchase_of_receivables_known && reading.rows[0].purchase_of_receivables);
  EXPECT_TRUE(reading.rows[2].purchase_of_receivables_known && !reading.rows[2].purchase_of_receivables);
  EXPECT_EQ(reading.sellable_until->text(), "2026-03-02T23:00:00Z");
}

TEST(DirectLayout, WithholdsAnOptionThatIsNotKnown) {
  const auto reading = read_as("direct-daily-matrix", Direct{.option = "NEW"}.book(), "matrix.xls");
  EXPECT_EQ(reading.rows.size(), 2U);
  // Half of the block is unreadable: the other half is held with it.
  EXPECT_THAT(codes_of(reading.withheld), ElementsAre("field_unreadable", "field_unreadable", "field_missing", "field_missing"));
}

TEST(DirectLayout, WithoutADayIsHeld) {
  EXPECT_THAT(codes_of(read_as("direct-daily-matrix", Direct{.day = "as of today"}.book(), "matrix.xls").errors), ElementsAre("validity_missing"));
}

}  // namespace
}  // namespace switchyard::pricing
