#include "market/loaded_market.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace switchyard::market {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ReferenceData, HasEveryUtilityWithItsConfidenceAndSource) {
  const auto market = embedded_market();
  ASSERT_EQ(market->utilities().size(), 111u);
  for (const Utility& utility : market->utilities()) {
    EXPECT_FALSE(utility.source.empty()) << utility.code;
    EXPECT_FALSE(utility.account_kind.empty()) << utility.code;
    EXPECT_EQ(utility.commodity == Commodity::electric, !utility.iso_rto.empty()) << utility.code;
    EXPECT_TRUE(utility.commodity == Commodity::gas || !utility.zones.empty()) << utility.code;
    for (const char* unclean : {"CKU", "validator,", " ?"}) EXPECT_EQ(utility.notes.find(unclean), std::string::npos) << utility.notes;
  }
  EXPECT_EQ(market->utility("comed")->name, "Commonwealth Edison");
  EXPECT_THAT(market->utility("coned")->zones, ElementsAre("H", "I", "J"));
  EXPECT_EQ(market->utility("enbridge-oh")->unit, EnergyUnit::mcf);
  EXPECT_FALSE(market->utility("centerpoint-oh")->unit.has_value());
  EXPECT_EQ(market->utility("nobody"), nullptr);
}

TEST(ReferenceData, HasTheSuppliersAndSaysWhichAreMadeUp) {
  const auto market = embedded_market();
  for (const char* code : {"liberty", "great-eastern", "sfe", "guttman", "source", "agera", "aep-energy", "amerigreen", "champion", "major", "entrust",
                           "direct", "direct-small-business", "us-gas-electric"}) {
    ASSERT_NE(market->supplier(code), nullptr) << code;
    EXPECT_FALSE(market->supplier(code)->fictitious) << code;
  }
  EXPECT_EQ(market->supplier("aep-energy")->time_zone, "America/Chicago");
  EXPECT_EQ(market->supplier("aep-energy")->cutoff, "18:00");
  EXPECT_TRUE(market->supplier("harborlight")->fictitious);
  EXPECT_EQ(market->supplier("nobody"), nullptr);
}

TEST(ReferenceData, WhatIsWrongIsRefusedWithFileAndLine) {
  ReferenceTexts texts = embedded_reference();
  texts.suppliers = "code,name,states,time_zone,cutoff,aggregate_by,fictitious,confidence,notes,source\nx,X,OH,America/New_York,25:00,contract,n,high,,s\n";
  const auto wrong_hour = LoadedMarket::load(texts, {});
  ASSERT_FALSE(wrong_hour.has_value());
  EXPECT_EQ(wrong_hour.error().code, "invalid_reference");
  EXPECT_THAT(wrong_hour.error().message, HasSubstr("suppliers.csv:2"));
  texts = embedded_reference();
  texts.aliases = "alias,utility_code,meaning\nX,gotham,one\n";
  EXPECT_THAT(LoadedMarket::load(texts, {}).error().message, HasSubstr("gotham"));
  texts.aliases = "alias,utility_code\nX,comed\n";
  EXPECT_THAT(LoadedMarket::load(texts, {}).error().message, HasSubstr("aliases.csv:1"));
  texts.aliases = "alias,utility_code,meaning\nX,comed,one\nX,comed,one\n";
  EXPECT_THAT(LoadedMarket::load(texts, {}).error().message, HasSubstr("stands twice"));
}

TEST(Overrides, OneCellOfAUtilityIsChanged) {
  const auto market = LoadedMarket::load(embedded_reference(), {.cells = {{"utilities", "comed", "enrollment_lead", "5 business days"}}});
  ASSERT_TRUE(market.has_value());
  EXPECT_EQ((*market)->utility("comed")->enrollment_lead, "5 business days");
  EXPECT_EQ((*market)->utility("comed")->name, "Commonwealth Edison");
}

TEST(Overrides, ARowOfItsOwnIsMadeOfItsCells) {
  const auto market = LoadedMarket::load(
      embedded_reference(), {.cells = {{"suppliers", "gotham-power", "name", "Gotham Power"}, {"suppliers", "gotham-power", "states", "NY; NJ"},
                                       {"suppliers", "gotham-power", "time_zone", "America/New_York"}, {"suppliers", "gotham-power", "fictitious", "n"},
                                       {"suppliers", "gotham-power", "confidence", "high"}, {"rateclasses", "comed/Railroad", "confidence", "high"}}});
  ASSERT_TRUE(market.has_value()) << market.error().message;
  EXPECT_THAT((*market)->supplier("gotham-power")->states, ElementsAre("NY", "NJ"));
  EXPECT_EQ((*market)->resolve_rate_class("comed", "RAILROAD").code, "Railroad");
}

TEST(Overrides, WhatDoesNotFitIsRefused) {
  const auto load = [](std::string table, std::string row, std::string column, std::string value) {
    return LoadedMarket::load(embedded_reference(), {.cells = {{std::move(table), std::move(row), std::move(column), std::move(value)}}});
  };
  EXPECT_EQ(load("utilities", "comed", "account_pattern", "^\\w+$").error().code, "invalid_reference");
  EXPECT_EQ(load("utilities", "comed", "nickname", "x").error().code, "unknown_column");
  EXPECT_EQ(load("utilities", "comed", "code", "x").error().code, "unknown_column");
  EXPECT_EQ(load("utilities", "gotham", "name", "Gotham").error().code, "invalid_reference");
  EXPECT_EQ(load("zones", "gotham/Z", "confidence", "high").error().code, "invalid_reference");
}

TEST(Zip, TheStarterTableProposes) {
  const auto market = embedded_market();
  EXPECT_THAT(market->utilities_of_zip("60614", Commodity::electric).utility_codes, ElementsAre("comed"));
  EXPECT_THAT(market->utilities_of_zip("60614-1234", Commodity::electric).utility_codes, ElementsAre("comed"));
  EXPECT_THAT(market->utilities_of_zip("18702", Commodity::electric).utility_codes, ElementsAre("ppl", "ugi-electric"));
  EXPECT_THAT(market->utilities_of_zip("43952", Commodity::electric).utility_codes, ElementsAre("aep-ohio-csp", "aep-ohio-op"));
  EXPECT_THAT(market->utilities_of_zip("75201", Commodity::electric).utility_codes, ElementsAre("oncor"));
}

TEST(Zip, AnUnknownOrBrokenOneIsNotGuessed) {
  const auto market = embedded_market();
  EXPECT_FALSE(market->utilities_of_zip("99501", Commodity::electric).known);
  EXPECT_FALSE(market->utilities_of_zip("6061", Commodity::electric).known);
  EXPECT_FALSE(market->utilities_of_zip("6061x", Commodity::gas).known);
  EXPECT_THAT(market->utilities_of_zip("99501", Commodity::electric).utility_codes, IsEmpty());
}

TEST(Zip, GasIsProposedByState) {
  const auto market = embedded_market();
  EXPECT_THAT(market->utilities_of_zip("60614", Commodity::gas).utility_codes, ElementsAre("nicor", "north-shore-il", "peoples-il"));
  EXPECT_EQ(market->utilities_of_zip("07102", Commodity::gas).utility_codes.size(), 4u);
  EXPECT_TRUE(market->utilities_of_zip("99501", Commodity::gas).known);
  EXPECT_THAT(market->utilities_of_zip("99501", Commodity::gas).utility_codes, IsEmpty());
  EXPECT_EQ(market->state_of_zip("43215"), "OH");
  EXPECT_EQ(market->state_of_zip("20016"), "DC");
  EXPECT_EQ(market->state_of_zip("20850"), "MD");
  EXPECT_EQ(market->state_of_zip("06390"), "CT");
  EXPECT_EQ(market->state_of_zip("00601"), "");
}

TEST(Zip, ImportedRowsStandInsteadOfTheStartersForTheirZip) {
  const auto market = LoadedMarket::load(embedded_reference(), {.zips = {{"60614", "ameren-il"}, {"60614", "eia:1234"}, {"43952", "aep-ohio"}}});
  const ZipCandidates chicago = (*market)->utilities_of_zip("60614", Commodity::electric);
  EXPECT_THAT(chicago.utility_codes, ElementsAre("ameren-il"));
  EXPECT_THAT(chicago.codes_without_utility, ElementsAre("eia:1234"));
  // "aep-ohio" is no utility; it is said, and both rate zones that it is known to stand for are proposed.
  const ZipCandidates steubenville = (*market)->utilities_of_zip("43952", Commodity::electric);
  EXPECT_THAT(steubenville.codes_without_utility, ElementsAre("aep-ohio"));
  EXPECT_THAT(steubenville.utility_codes, ElementsAre("aep-ohio-csp", "aep-ohio-op"));
  EXPECT_THAT((*market)->utilities_of_zip("60605", Commodity::electric).utility_codes, ElementsAre("comed"));
}

TEST(Zip, EveryGasStateAndEveryStarterUtilityIsOfTheZipsState) {
  const auto market = embedded_market();
  auto reference = read_reference(embedded_reference(), {});
  ASSERT_TRUE(reference.has_value());
  EXPECT_GT(reference->zip_starter.size(), 300u);
  std::set<std::string_view> states;
  for (const ZipRow& row : reference->zip_starter) {
    EXPECT_EQ(market->utility(row.utility_code)->state, market->state_of_zip(row.zip)) << row.zip << ' ' << row.utility_code;
    states.insert(market->state_of_zip(row.zip));
  }
  for (const char* state : {"IL", "OH", "PA", "NJ", "MD", "DC", "DE", "NY", "CT", "MA", "RI", "NH", "ME", "MI", "TX"}) EXPECT_TRUE(states.contains(state)) << state;
}

}  // namespace
}  // namespace switchyard::market
