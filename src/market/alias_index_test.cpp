#include "market/alias_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "market/loaded_market.hpp"

namespace switchyard::market {
namespace {

using ::testing::ElementsAre;
using Outcome = Resolution::Outcome;

constexpr Commodity kElectric = Commodity::electric;
constexpr Commodity kGas = Commodity::gas;

Resolution resolve(std::string_view alias, Commodity commodity = kElectric, std::string_view state = {}) {
  static const auto market = embedded_market();
  return market->resolve_utility({.supplier = "liberty", .alias = alias, .commodity = commodity, .state = state});
}

TEST(Alias, IsComparedWithoutCasePunctuationAndUnit) {
  EXPECT_EQ(normalize_alias("Jcp & l"), "JCP&L");
  EXPECT_EQ(normalize_alias("BGE Gas ($/therm)"), "BGEGAS");
  EXPECT_EQ(normalize_alias("NSTAR-BOS"), "NSTARBOS");
  EXPECT_EQ(normalize_alias("Commonwealth Edison (C28)"), "COMMONWEALTHEDISONC28");
  EXPECT_EQ(normalize_alias("($/therm)"), "THERM");
  EXPECT_EQ(normalize_alias(" -- "), "");
}

// A slip of the pen is asked about once (Market::suggest_utilities) and never taken for the word.
TEST(Alias, AMisspeltWordIsUnknown) { EXPECT_EQ(resolve("Duquensne").outcome, Resolution::Outcome::unknown); }

TEST(Alias, AKnownWordOfOneUtilityResolves) {
  EXPECT_EQ(resolve("COMED").code, "comed");
  EXPECT_EQ(resolve("ComEd").code, "comed");
  EXPECT_EQ(resolve("DUQUESNE LIGHT").code, "duquesne");
  EXPECT_EQ(resolve("AEP - Columbia Southern").code, "aep-ohio-csp");
  EXPECT_EQ(resolve("oncor").code, "oncor");
}

TEST(Alias, TheStateTellsNamesakesApart) {
  EXPECT_EQ(resolve("DPL", kElectric, "OH").code, "aes-ohio");
  EXPECT_EQ(resolve("DPL", kElectric, "md").code, "delmarva-md");
  EXPECT_EQ(resolve("Pepco", kElectric, "DC").code, "pepco-dc");
  EXPECT_EQ(resolve("APS", kElectric, "PA").code, "west-penn");
}

TEST(Alias, NamesakesWithoutAStateAreAmbiguous) {
  const Resolution dpl = resolve("DPL");
  EXPECT_EQ(dpl.outcome, Outcome::ambiguous);
  EXPECT_THAT(dpl.candidates, ElementsAre("aes-ohio", "delmarva-md"));
  EXPECT_FALSE(dpl.means_all);
}

TEST(Alias, TheCommodityTellsNamesakesApart) {
  EXPECT_EQ(resolve("PECO", kElectric).code, "peco");
  EXPECT_EQ(resolve("PECO", kGas).code, "peco-gas");
  EXPECT_EQ(resolve("COMED", kGas).outcome, Outcome::unknown);
}

TEST(Alias, AGroupWordIsAmbiguousAndMeansAll) {
  const Resolution ohio = resolve("FE OHIO");
  EXPECT_EQ(ohio.outcome, Outcome::ambiguous);
  EXPECT_THAT(ohio.candidates, ElementsAre("cei", "ohio-edison", "toledo-edison"));
  EXPECT_TRUE(ohio.means_all);
  EXPECT_THAT(resolve("AEP", kElectric, "OH").candidates, ElementsAre("aep-ohio-csp", "aep-ohio-op"));
}

TEST(Alias, AnUnsureWordIsNeverResolved) {
  const Resolution slip = resolve("NGRIDME");
  EXPECT_EQ(slip.outcome, Outcome::ambiguous);
  EXPECT_THAT(slip.candidates, ElementsAre("cmp"));
}

TEST(Alias, AnUnknownOrEmptyWordIsUnknown) {
  EXPECT_EQ(resolve("Gotham Light").outcome, Outcome::unknown);
  EXPECT_EQ(resolve("").outcome, Outcome::unknown);
  EXPECT_EQ(resolve("COMED", kElectric, "TX").outcome, Outcome::unknown);
}

std::shared_ptr<const LoadedMarket> with_mappings(std::vector<AliasMapping> mappings) {
  auto market = LoadedMarket::load(embedded_reference(), {.alias_mappings = std::move(mappings)});
  EXPECT_TRUE(market.has_value());
  return *market;
}

AliasMapping mapping(std::string supplier, std::string alias, std::string state, std::string code) {
  return {.supplier = std::move(supplier), .alias = std::move(alias), .commodity = kElectric, .state = std::move(state),
          .utility_code = std::move(code), .mapped_by = "shell"};
}

TEST(AliasMapping, OfTheSupplierGoesBeforeTheGeneralOneAndTheReferenceData) {
  const auto market = with_mappings({mapping("", "DPL", "", "delmarva-de"), mapping("direct", "dpl", "", "aes-ohio")});
  EXPECT_EQ(market->resolve_utility({.supplier = "direct", .alias = "DPL"}).code, "aes-ohio");
  EXPECT_EQ(market->resolve_utility({.supplier = "sfe", .alias = "DPL"}).code, "delmarva-de");
}

TEST(AliasMapping, OfAStateHoldsForThatStateAlone) {
  const auto market = with_mappings({mapping("sfe", "Gotham Light", "NJ", "pseg"), mapping("sfe", "Gotham Light", "NY", "coned")});
  EXPECT_EQ(market->resolve_utility({.supplier = "sfe", .alias = "GOTHAM LIGHT", .state = "NJ"}).code, "pseg");
  EXPECT_EQ(market->resolve_utility({.supplier = "sfe", .alias = "GOTHAM LIGHT", .state = "PA"}).outcome, Outcome::unknown);
  const Resolution no_state = market->resolve_utility({.supplier = "sfe", .alias = "GOTHAM LIGHT"});
  EXPECT_EQ(no_state.outcome, Outcome::ambiguous);
  EXPECT_THAT(no_state.candidates, ElementsAre("coned", "pseg"));
}

TEST(AliasMapping, HoldsForItsCommodityAlone) {
  const auto market = with_mappings({mapping("", "Gotham Light", "", "coned")});
  EXPECT_EQ(market->resolve_utility({.supplier = "sfe", .alias = "Gotham Light", .commodity = kGas}).outcome, Outcome::unknown);
}

struct SupplierWord {
  const char* alias;
  Commodity commodity;
  const char* state;
  const char* code;  // "?": known to stand for several or not surely known; listed, not sold.
};

// The words for utilities in the files of the suppliers whose layouts the product has.
constexpr SupplierWord kSupplierWords[] = {
    {"PEPCO-DC", kElectric, "DC", "pepco-dc"}, {"DELDE", kElectric, "DE", "delmarva-de"}, {"AMEREN", kElectric, "IL", "ameren-il"},
    {"MECO", kElectric, "MA", "ngrid-ma"}, {"NSTAR-BOS", kElectric, "MA", "eversource-ma-east"}, {"NSTAR-CAMB", kElectric, "MA", "eversource-ma-east"},
    {"NSTAR-COMM", kElectric, "MA", "eversource-ma-east"}, {"WMECO", kElectric, "MA", "eversource-ma-west"}, {"ALLEGMD", kElectric, "MD", "potomac-edison-md"},
    {"BGE", kElectric, "MD", "bge"}, {"DELMD", kElectric, "MD", "delmarva-md"}, {"PEPCO-MD", kElectric, "MD", "pepco-md"}, {"ACE", kElectric, "NJ", "ace"},
    {"JCP&L", kElectric, "NJ", "jcpl"}, {"ORNJ", kElectric, "NJ", "reco"}, {"PSEG", kElectric, "NJ", "pseg"}, {"CEI", kElectric, "OH", "cei"},
    {"CSP", kElectric, "OH", "aep-ohio-csp"}, {"DAYTON", kElectric, "OH", "aes-ohio"}, {"DUKE", kElectric, "OH", "duke-oh"}, {"OHED", kElectric, "OH", "ohio-edison"},
    {"OHP", kElectric, "OH", "aep-ohio-op"}, {"TOLED", kElectric, "OH", "toledo-edison"}, {"DUQ", kElectric, "PA", "duquesne"}, {"METED", kElectric, "PA", "meted"},
    {"PECO", kElectric, "PA", "peco"}, {"PENELEC", kElectric, "PA", "penelec"}, {"PENNPR", kElectric, "PA", "penn-power"}, {"PPL", kElectric, "PA", "ppl"},
    {"WPP", kElectric, "PA", "west-penn"}, {"NGRID", kElectric, "MA", "ngrid-ma"}, {"NStar", kElectric, "MA", "eversource-ma-east"}, {"ConEd", kElectric, "NY", "coned"},
    {"O&R", kElectric, "NY", "oru"}, {"Eversource-NEMA", kElectric, "MA", "eversource-ma-east"}, {"NatGrid-WCMA", kElectric, "MA", "ngrid-ma"},
    {"DPL", kElectric, "MD", "delmarva-md"}, {"Potomac", kElectric, "MD", "potomac-edison-md"}, {"A (NiMo, NYSEG)", kElectric, "NY", "?"}, {"I (ConEd)", kElectric, "NY", "coned"},
    {"G (CenHud, NYSEG, O&R)", kElectric, "NY", "?"}, {"AEP-Ohio Power", kElectric, "OH", "aep-ohio-op"}, {"Duke Energy", kElectric, "OH", "duke-oh"},
    {"Penn PWR", kElectric, "PA", "penn-power"}, {"West Penn PWR", kElectric, "PA", "west-penn"}, {"Eversource ($/therm)", kGas, "MA", "eversource-gas-ma"},
    {"NatGrid-MA ($/therm)", kGas, "MA", "?"}, {"BGE Gas ($/therm)", kGas, "MD", "bge-gas"}, {"WGL ($/therm)", kGas, "MD", "wgl-md"},
    {"Central Hud ($/ccf)", kGas, "NY", "cenhud-gas"}, {"Con Edison ($/therm)", kGas, "NY", "coned-gas"}, {"N-Grid NY/ Li ($/therm)", kGas, "NY", "?"},
    {"N-Grid NiMo ($/therm)", kGas, "NY", "nimo-gas"}, {"Nat Fuel ($/ccf)", kGas, "NY", "nfg-ny"}, {"O&R ($/ccf)", kGas, "NY", "oru-gas"},
    {"RGE ($/therm)", kGas, "NY", "rge-gas"}, {"Columbia Gas OH ($/ccf)", kGas, "OH", "columbia-gas-oh"}, {"Duke Energy ($/ccf)", kGas, "OH", "duke-oh-gas"},
    {"Columbia ($/therm)", kGas, "PA", "columbia-gas-pa"}, {"UGI ($/ccf)", kGas, "PA", "ugi-gas"}, {"Ohio_AEP_OH_CS", kElectric, "OH", "aep-ohio-csp"},
    {"Ohio_AEP_OH_OP", kElectric, "OH", "aep-ohio-op"}, {"Ohio_Duke Energy", kElectric, "OH", "duke-oh"}, {"Pennsylvania_MetEd", kElectric, "PA", "meted"},
    {"Pennsylvania_West Penn Power", kElectric, "PA", "west-penn"}, {"Ohio_ColumbiaGas_OH", kGas, "OH", "columbia-gas-oh"},
    {"Ohio_Dominion_OH_NG", kGas, "OH", "enbridge-oh"}, {"Ohio_Duke_OH_NG", kGas, "OH", "duke-oh-gas"}, {"Pennsylvania_ColumbiaGas_PA", kGas, "PA", "columbia-gas-pa"},
    {"Pennsylvania_PNG_PA", kGas, "PA", "peoples-pa"}, {"Pennsylvania_PNG_PA-TWP", kGas, "PA", "peoples-twp"}, {"AEP", kElectric, "", "?"},
    {"BALTIMORE GAS AND ELECTRIC", kElectric, "", "bge"}, {"CLEVELAND ILLUMINATING CO", kElectric, "", "cei"}, {"COMMONWEALTH EDISON COMPANY", kElectric, "", "comed"},
    {"DAYTON POWER & LIGHT", kElectric, "", "aes-ohio"}, {"DELMARVA POWER (DE)", kElectric, "", "delmarva-de"}, {"DELMARVA POWER (MD)", kElectric, "", "delmarva-md"},
    {"DUKE ENERGY", kElectric, "", "duke-oh"}, {"PECO ENERGY", kElectric, "", "peco"}, {"PEPCO DC", kElectric, "", "pepco-dc"},
    {"PPL ELECTRIC UTILITIES", kElectric, "", "ppl"}, {"PSE&G", kElectric, "", "pseg"}, {"AEP OHIO", kElectric, "", "?"}, {"BGEMD", kElectric, "", "bge"},
    {"BOSED-NS", kElectric, "", "eversource-ma-east"}, {"CAMBRIDGE-NS", kElectric, "", "eversource-ma-east"}, {"COMMONWEALTH-NS", kElectric, "", "eversource-ma-east"},
    {"CONED ROS", kElectric, "", "coned"}, {"CONNECTICUT LIG", kElectric, "", "eversource-ct"}, {"FE OHIO", kElectric, "", "?"}, {"NGRIDME", kElectric, "", "?"},
    {"PEPCOMD", kElectric, "", "pepco-md"}, {"UNITED ILLUMINATING", kElectric, "", "ui"}, {"WEST PENNPOWER", kElectric, "", "west-penn"}, {"CA_PGE", kGas, "CA", "pge-gas"},
    {"dc_wgl", kGas, "DC", "wgl-dc"}, {"IL_NICOR", kGas, "IL", "nicor"}, {"MA_NGRID_BOS", kGas, "MA", "boston-gas"}, {"MA_NGRID_Colonial", kGas, "MA", "colonial-gas"},
    {"MA_NGRID_Essex", kGas, "MA", "essex-gas"}, {"MA_NSTAR", kGas, "MA", "eversource-gas-ma"}, {"md_bge", kGas, "MD", "bge-gas"}, {"NJ_NatGas", kGas, "NJ", "njng"},
    {"NJ_PG&ENatGas", kGas, "NJ", "pseg-gas"}, {"NJ_SJGas", kGas, "NJ", "sjg"}, {"NY_Cenhud", kGas, "NY", "cenhud-gas"}, {"NY_ConEdison", kGas, "NY", "coned-gas"},
    {"NY_Keyspan_NY", kGas, "NY", "keyspan-ny"}, {"NY_NFG_NY", kGas, "NY", "nfg-ny"}, {"NY_NIMO_NY", kGas, "NY", "nimo-gas"}, {"NY_O&R_NY", kGas, "NY", "oru-gas"},
    {"OH_Columbia", kGas, "OH", "columbia-gas-oh"}, {"OH_Dominion_East", kGas, "OH", "enbridge-oh"}, {"OH_Duke", kGas, "OH", "duke-oh-gas"}, {"PA_NFG", kGas, "PA", "nfg-pa"},
    {"PA_PECO", kGas, "PA", "peco-gas"}, {"va_wgl", kGas, "VA", "wgl-va"}};

TEST(Alias, EveryWordOfTheSuppliersWithLayoutsResolvesOrIsListedAsSeveral) {
  for (const SupplierWord& word : kSupplierWords) {
    const Resolution resolution = resolve(word.alias, word.commodity, word.state);
    if (std::string_view(word.code) == "?") {
      EXPECT_EQ(resolution.outcome, Outcome::ambiguous) << word.alias;
      EXPECT_FALSE(resolution.candidates.empty()) << word.alias;
      continue;
    }
    EXPECT_EQ(resolution.code, word.code) << word.alias << ' ' << word.state;
  }
}

}  // namespace
}  // namespace switchyard::market
