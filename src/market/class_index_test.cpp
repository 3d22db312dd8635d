#include "market/class_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "market/loaded_market.hpp"

namespace switchyard::market {
namespace {

using ::testing::ElementsAre;
using Outcome = Resolution::Outcome;

const LoadedMarket& market() {
  static const auto loaded = embedded_market();
  return *loaded;
}

TEST(RateClass, IsFoundByCodeAliasAndBillCode) {
  EXPECT_EQ(market().resolve_rate_class("comed", "Small Load").code, "Small Load");
  EXPECT_EQ(market().resolve_rate_class("comed", "small-load").code, "Small Load");
  EXPECT_EQ(market().resolve_rate_class("comed", "C28").code, "Small Load");
  EXPECT_EQ(market().resolve_rate_class("comed", "R73").code, "Small Load");
  EXPECT_EQ(market().resolve_rate_class("comed", "r72").code, "Watt-hour");
}

TEST(RateClass, AListIsWhatItsPartsAgreeOn) {
  EXPECT_EQ(market().resolve_rate_class("comed", "B93,R93").code, "Small Load");
  EXPECT_EQ(market().resolve_rate_class("comed", "R73, H73").code, "Small Load");
  EXPECT_EQ(market().resolve_rate_class("comed", "H73,R72").outcome, Outcome::ambiguous);
  EXPECT_EQ(market().resolve_rate_class("comed", "R73,X99").outcome, Outcome::unknown);
  EXPECT_EQ(market().resolve_rate_class("cenhud", "E230, E235").code, "SC2 D");
}

TEST(RateClass, ANameWithItsCodesIsWhatThoseAgreeOnThatAreKnown) {
  EXPECT_EQ(market().resolve_rate_class("comed", "0-100kW|B73, B93, H73, R73, BV1, HV1, RV1").code, "Small Load");
  // BGE's own words: its GS is a G for others.
  EXPECT_EQ(market().resolve_rate_class("bge", "GS").outcome, Outcome::ambiguous);
  EXPECT_EQ(market().resolve_rate_class("bge", "GS|50,52,53").code, "G");
  EXPECT_EQ(market().resolve_rate_class("pseg", "GLP|General Lighting and Power Service").code, "GLP");
  EXPECT_EQ(market().resolve_rate_class("comed", "Small Load|R72").outcome, Outcome::ambiguous);
  EXPECT_EQ(market().resolve_rate_class("comed", "Q1|X99").outcome, Outcome::unknown);
}

TEST(RateClass, AWordOfASentenceIsNoCode) {
  EXPECT_EQ(market().resolve_rate_class("duquesne", "Commercial").outcome, Outcome::unknown);
  EXPECT_EQ(market().resolve_rate_class("duquesne", "Commercial|Commercial").outcome, Outcome::unknown);
  EXPECT_EQ(market().resolve_rate_class("duquesne", "Commercial|Commercial, GM and GMH over 25KW").code, "GM>25");
}

TEST(RateClass, OfASheetWithAColumnForTheCustomersTypeIsItsLastPart) {
  EXPECT_EQ(market().resolve_rate_class("cenhud", "Commercial|E230, E235").code, "SC2 D");
  EXPECT_EQ(market().resolve_rate_class("ui", "Commercial|GST").code, "GST");
  EXPECT_EQ(market().resolve_rate_class("comed", "Commercial|Commercial").outcome, Outcome::unknown);
}

TEST(RateClass, ARangeOfBillCodesMeansAllItsMembers) {
  EXPECT_EQ(market().resolve_rate_class("aep-ohio-op", "877").code, "GS2");
  EXPECT_EQ(market().resolve_rate_class("aep-ohio-op", "889").code, "GS2");
  EXPECT_EQ(market().resolve_rate_class("aes-ohio", "SS05").code, "SS");
}

TEST(RateClass, LessAndMoreAreToldApart) {
  EXPECT_EQ(market().resolve_rate_class("duquesne", "GM<25").code, "GM<25");
  EXPECT_EQ(market().resolve_rate_class("duquesne", "DQE_GM>25").code, "GM>25");
  EXPECT_EQ(market().resolve_rate_class("oncor", "SEC<10").code, "Secondary <=10 kW");
}

TEST(RateClass, AWordForTwoClassesIsAmbiguous) {
  const Resolution g1 = market().resolve_rate_class("eversource-ma-east", "G1");
  EXPECT_EQ(g1.outcome, Outcome::ambiguous);
  EXPECT_GE(g1.candidates.size(), 2u);
}

TEST(RateClass, AnUnknownWordOrUtilityIsUnknown) {
  EXPECT_EQ(market().resolve_rate_class("comed", "Q1").outcome, Outcome::unknown);
  EXPECT_EQ(market().resolve_rate_class("gotham", "R73").outcome, Outcome::unknown);
  EXPECT_EQ(market().resolve_rate_class("comed", " , ").outcome, Outcome::unknown);
  EXPECT_EQ(market().rate_classes("comed").size(), 5u);
  EXPECT_TRUE(market().rate_classes("gotham").empty());
}

TEST(Zone, ALetterOfNewYorkIsWrittenInManyWays) {
  for (const char* word : {"J", "Zone J", "ZONE J", "zoneJ", "J - NYC", "NYC", "New York City"}) {
    EXPECT_EQ(market().resolve_zone("coned", word).code, "J") << word;
  }
  for (const char* word : {"A - West", "West", "zoneA"}) EXPECT_EQ(market().resolve_zone("nimo", word).code, "A") << word;
  EXPECT_EQ(market().resolve_zone("nyseg", "E - MHK VL").code, "E");
  EXPECT_EQ(market().resolve_zone("rge", "B - Genese").code, "B");
}

TEST(Zone, AWordForSeveralZonesIsAmbiguous) {
  const Resolution rest_of_system = market().resolve_zone("coned", "I/H");
  EXPECT_EQ(rest_of_system.outcome, Outcome::ambiguous);
  EXPECT_THAT(rest_of_system.candidates, ElementsAre("H", "I"));
}

TEST(Zone, IsOneOfTheUtility) {
  EXPECT_EQ(market().resolve_zone("coned", "A").outcome, Outcome::unknown);
  EXPECT_EQ(market().resolve_zone("gotham", "J").outcome, Outcome::unknown);
}

TEST(Zone, NamesOfThePoolsAreKnown) {
  EXPECT_EQ(market().resolve_zone("cei", "PJMFEOhio").code, "ATSI");
  EXPECT_EQ(market().resolve_zone("aes-ohio", "DAYTON").code, "DAY");
  EXPECT_EQ(market().resolve_zone("eversource-ma-east", "NEMASSBOST").code, "NEMA");
  EXPECT_EQ(market().resolve_zone("eversource-ma-east", "BECO-SEMA").code, "SEMA/BECO");
  EXPECT_EQ(market().resolve_zone("eversource-ma-east", "NEMA NSTAR-CAMB").code, "NEMA/CAMB");
  EXPECT_EQ(market().resolve_zone("eversource-ma-east", "NSTAR-BOS").code, "NEMA/SEMA/BECO");
  EXPECT_EQ(market().resolve_zone("eversource-ma-east", "Eversource-NEMA").code, "NEMA");
  EXPECT_EQ(market().resolve_zone("nyseg-gas", "NYSEG (TGP)").code, "TGP");
  EXPECT_EQ(market().resolve_zone("nipsco", "Nipsco (\"B\")").code, "B");
  EXPECT_EQ(market().resolve_zone("ameren-il", "All Zones").code, "AMIL");
  EXPECT_EQ(market().resolve_zone("centerpoint-tx", "Houston").code, "LZ_HOUSTON");
  EXPECT_EQ(market().resolve_zone("columbia-gas-pa", "MA 36").code, "MA 36");
  EXPECT_EQ(market().resolve_zone("boston-gas", "Pipeline AGT").code, "AGT");
}

}  // namespace
}  // namespace switchyard::market
