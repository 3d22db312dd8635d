#include "pricing/layout/proposal/proposal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pricing/layout/layout_spec.hpp"
#include "pricing/layout/workbook_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

ProposalRequest request(std::string file_name = "rates.xlsx") {
  return {.file_name = std::move(file_name), .layout = "sycamore-matrix", .supplier = "sycamore", .supplier_name = "Sycamore Power", .supplier_known = false,
          .commodity = {}, .customer_class = {}, .unit = {}, .cut_off = {}, .scope = {}};
}

std::vector<std::string> asked_at(const Proposal& proposal) {
  std::vector<std::string> keys;
  for (const auto& question : proposal.questions) keys.push_back(question.at);
  return keys;
}

std::string text_of_rate(const SheetReading& reading, const RateRow& row) {
  return ref_of(reading, row) + " " + std::string(reading.texts.text(row.utility_alias)) + " " + row.start_from.text().substr(0, 7) + " " + std::to_string(row.term_months) + " " +
         std::to_string(row.band.max_milli_exclusive / 1000) + " " + std::to_string(row.stored_price_micros);
}

// A list of Ohio's and Pennsylvania's utilities, with all that a person needs on the sheet.
WorkbookFake plain_list() {
  WorkbookFake book;
  book.add("Matrix")
      .row(0, {"Sycamore Power commercial prices, $/kWh", "", "", "", "Effective", "3/2/2026"})
      .row(1, {"Orders until 4:00 pm EST"})
      .row(3, {"State", "Utility", "Rate Class", "Start Month", "Annual Usage", "12 mths", "24 mths"})
      .row(4, {"OH", "Duke", "DS", "Apr-26", "0-100 MWh", "=0.0612|0.00000", "=0.0608|0.00000"})
      .row(5, {"OH", "Duke", "DS", "Apr-26", "100-500 MWh", "=0.0592|0.00000", "NA"})
      .row(6, {"PA", "PECO", "GS", "May-26", "0-100 MWh", "=0.0712|0.00000", "=0.0701|0.00000"});
  return book;
}

TEST(Proposal, OfAPlainListReadsEveryPriceAndAsksForTheScopeAlone) {
  const auto book = plain_list();
  const auto proposal = propose_layout(book, request()).value();

  EXPECT_THAT(asked_at(proposal), ElementsAre("scope"));
  ASSERT_EQ(proposal.reading.rows.size(), 5u);
  EXPECT_EQ(text_of_rate(proposal.reading, proposal.reading.rows[0]), "F5 Duke 2026-04 12 100 61200");
  EXPECT_EQ(text_of_rate(proposal.reading, proposal.reading.rows[4]), "G7 PECO 2026-05 24 100 70100");
  EXPECT_EQ(proposal.reading.valid_from.text(), "2026-03-02");
  EXPECT_EQ(proposal.reading.sellable_until->text(), "2026-03-02T21:00:00Z");
  EXPECT_THAT(proposal.layout.spec().new_supplier->states, ElementsAre("OH", "PA"));
}

TEST(Proposal, AnsweredBeforehandAsksNothingAndIsFitToSell) {
  const auto book = plain_list();
  auto asked = request();
  asked.scope = "all";
  const auto proposal = propose_layout(book, asked).value();
  EXPECT_THAT(proposal.questions, IsEmpty());
  EXPECT_THAT(read(proposal.layout, book, "rates.xlsx")->errors, IsEmpty());
}

TEST(Proposal, SaysOfEachLineTheCellThatItRestsOn) {
  const auto proposal = propose_layout(plain_list(), request()).value();
  EXPECT_THAT(proposal.yaml, HasSubstr("# Matrix!B4 'Utility'\n      utility: {column: '^Utility$'}"));
  EXPECT_THAT(proposal.yaml, HasSubstr("# UNSURE 1: Does one file of this kind"));
}

TEST(Proposal, NothingIsSoldByOneThatAsks) {
  const auto book = plain_list();
  const auto proposal = propose_layout(book, request()).value();
  EXPECT_THAT(read(proposal.layout, book, "rates.xlsx")->errors, Contains(Field(&CellNote::code, "layout_unsure")));
}

TEST(Proposal, WithoutDayHourUnitOrClassAsksForEach) {
  WorkbookFake book;
  book.add("Sheet1").row(0, {"Utility", "Start", "12", "24"}).row(1, {"Duke", "Apr-26", "=6.12|0.00", "=6.08|0.00"}).row(2, {"PECO", "Apr-26", "=7.12|0.00", "=7.01|0.00"});
  const auto proposal = propose_layout(book, request()).value();
  EXPECT_THAT(asked_at(proposal), ::testing::IsSupersetOf({"valid.from", "valid.at", "scope", "price.scale", "tables.prices.fields.customer_class"}));
}

TEST(Proposal, BlocksDownAndAcrossAreOneTableThatBeginsAtTheirCommonText) {
  WorkbookFake book;
  auto& grid = book.add("OH - Duke Matrix");
  grid.row(0, {"Commercial $/kWh", "Effective", "3/2/2026", "", "", "", "until 5 PM ET"});
  for (const std::uint32_t top : {2u, 8u}) {
    for (const std::uint32_t left : {0u, 5u}) {
      grid.row(top, {"", "", "Contract Term"}, left);
      grid.row(top + 1, {"", "Start Month", "=12", "=24"}, left);
      grid.row(top + 2, {top == 2 ? "0-50,000 kWh" : "50,000-200,000 kWh", "Apr-26", "=0.0612|0.00000", "=0.0608|0.00000"}, left);
      grid.row(top + 3, {"", "May-26", "=0.0613|0.00000", "=0.0609|0.00000"}, left);
    }
  }
  grid.merge("A5", "A6").merge("F5", "F6").merge("A11", "A12").merge("F11", "F12");
  const auto proposal = propose_layout(book, request()).value();

  ASSERT_EQ(proposal.layout.spec().tables.size(), 1u);
  EXPECT_EQ(proposal.layout.spec().tables[0].anchor.expression(), "^Contract Term$");
  EXPECT_EQ(proposal.layout.spec().tables[0].from_column, -2);
  EXPECT_EQ(proposal.reading.rows.size(), 16u);
  EXPECT_EQ(proposal.reading.texts.text(proposal.reading.rows[0].state), "OH");
  // Side by side they have the same key: a person must say what tells them apart.
  EXPECT_THAT(proposal.questions, Contains(Field(&ProposalQuestion::ask, HasSubstr("stand twice with one price"))));
}

TEST(Proposal, AnIndexBesideFixedPricesIsLeftOut) {
  WorkbookFake book;
  book.add("PA")
      .row(0, {"Small Business, $/MWh", "Effective", "3/2/2026"})
      .row(1, {"Utility", "Start", "Fixed price", "", "Real Time adder", ""})
      .row(2, {"", "", "12 mths", "24 mths", "12 mths", "24 mths"})
      .row(3, {"PECO", "Apr-26", "=71.2|0.00", "=70.1|0.00", "=31.2|0.00", "=30.1|0.00"})
      .row(4, {"PPL", "Apr-26", "=72.2|0.00", "=73.1|0.00", "=32.2|0.00", "=33.1|0.00"});
  const auto proposal = propose_layout(book, request()).value();
  EXPECT_EQ(proposal.reading.rows.size(), 4u);
  EXPECT_EQ(proposal.reading.rows[0].stored_price_micros, 71'200);
  EXPECT_THAT(proposal.yaml, HasSubstr("an index or adder"));
}

TEST(Proposal, AColumnThatIsNotUnderstoodIsAsked) {
  WorkbookFake book;
  book.add("PA")
      .row(0, {"Utility", "Flavour", "Start", "=12", "=24"})
      .row(1, {"PECO", "Blue", "Apr-26", "=0.0712|0.00000", "=0.0701|0.00000"})
      .row(2, {"PECO", "Red", "Apr-26", "=0.0722|0.00000", "=0.0731|0.00000"});
  const auto proposal = propose_layout(book, request()).value();
  EXPECT_THAT(proposal.questions, Contains(Field(&ProposalQuestion::ask, HasSubstr("'Flavour' says different things ('Blue', 'Red') and is not used"))));
}

TEST(Proposal, HiddenSheetsAreNotLookedAt) {
  auto book = plain_list();
  book.add("Old").hide().row(0, {"Utility", "=12"}).row(1, {"Duke", "=0.0512"}).row(2, {"PECO", "=0.0513"});
  const auto proposal = propose_layout(book, request()).value();
  EXPECT_EQ(proposal.reading.rows.size(), 5u);
  EXPECT_THAT(proposal.yaml, HasSubstr("# Hidden sheets are not read: Old"));
}

TEST(Proposal, OfAFileWithoutPricesIsRefused) {
  WorkbookFake book;
  book.add("Letter").row(0, {"Dear partner"}).row(1, {"=3"});
  EXPECT_EQ(propose_layout(book, request()).error().code, "no_prices_found");
}

}  // namespace
}  // namespace switchyard::pricing
