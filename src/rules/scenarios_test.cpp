// What the rules say of accounts as brokers bring them: a line each.
#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"
#include "rules/price_instants.hpp"
#include "rules/signup_requirements.hpp"

namespace switchyard::rules {
namespace {

struct AccountCase {
  const char* scenario;
  const char* utility;
  const char* number;
  const char* city;
  const char* state;
  const char* zip;
  const char* usage;
  EnergyUnit unit;
  const char* expected;  // Of the account number; empty: nothing.
};

const AccountCase kCases[] = {
    {"S01", "comed", "2145983017", "Chicago", "IL", "60614", "38400", EnergyUnit::kwh, ""},
    {"S02", "ppl", "1200300400", "Allentown", "PA", "18101", "180000", EnergyUnit::kwh, ""},
    {"S02 bill account", "pseg", "1234567890", "Newark", "NJ", "07102", "315000", EnergyUnit::kwh, "block account_number_invalid"},
    {"S03", "columbia-gas-oh", "123456780010005", "Columbus", "OH", "43215", "4800", EnergyUnit::ccf, ""},
    {"S04", "oncor", "10443720009876543", "Dallas", "TX", "75201", "96000", EnergyUnit::kwh, ""},
    {"S06 short", "oncor", "1044372000987654", "Dallas", "TX", "75201", "50000", EnergyUnit::kwh, "block account_number_invalid"},
    {"S06 foreign", "oncor", "1003278000111222333", "Dallas", "TX", "75201", "50000", EnergyUnit::kwh, "block account_number_invalid"},
    {"S07", "pseg", "PG000000001234567890", "Newark", "NJ", "07102", "60000", EnergyUnit::kwh, "block account_number_invalid"},
    {"S08", "jcpl", "100012345678", "Morristown", "NJ", "07960", "72000", EnergyUnit::kwh, "block account_number_invalid"},
    {"S11", "bge", "5512340987", "Baltimore", "MD", "21201", "40000", EnergyUnit::kwh, ""},
    {"S12", "coned", "412345678901234", "New York", "NY", "10016", "64000", EnergyUnit::kwh, ""},
    {"S13", "nyseg", "N01000012345678", "Binghamton", "NY", "13901", "52000", EnergyUnit::kwh, ""},
    {"S13 gas", "nyseg-gas", "N02000012345678", "Binghamton", "NY", "13901", "6100", EnergyUnit::therm, ""},
    {"S13 swapped", "nyseg", "N02000012345678", "Binghamton", "NY", "13901", "52000", EnergyUnit::kwh, "block account_number_invalid"},
    {"S15", "peco", "5500112233", "Philadelphia", "PA", "19103", "500000", EnergyUnit::kwh, ""},
    {"S16", "aep-ohio-op", "00140060123456789", "Steubenville", "OH", "43952", "310000", EnergyUnit::kwh, ""},
    {"S24", "pepco-md", "0512345678901234567890", "Rockville", "MD", "20850", "180000", EnergyUnit::kwh, ""},
    {"S25", "pseg", "PE000000009876543210", "Jersey City", "NJ", "07302", "400000", EnergyUnit::kwh, ""},
    {"S26", "comed", "7788990011", "Chicago", "IL", "60605", "60000", EnergyUnit::kwh, ""},
};

TEST(Scenarios, AccountNumbersAreJudgedAndNothingElseBlocks) {
  for (const auto& each : kCases) {
    const AddressFacts address{.line1 = "1 Main St", .city = each.city, .state = each.state, .zip = each.zip};
    const auto findings = check_product(shop(each.utility, each.number, address, Energy::parse(each.usage, each.unit).value()));
    const auto* number = finding(findings, "account-number-form");
    EXPECT_EQ(number == nullptr ? "" : std::string(text_of(number->severity)) + " " + number->code, each.expected) << each.scenario;
    for (const auto& found : findings) EXPECT_TRUE(found.severity != Severity::block || found.rule_id == "account-number-form") << each.scenario << " " << found.rule_id;
    EXPECT_EQ(finding(findings, "service-zip-utility"), nullptr) << each.scenario;
  }
}

std::string hint_of(std::string_view utility, std::string_view number, std::string_view language = "en") {
  const AddressFacts address{.line1 = "1 Main St", .city = "Anywhere", .state = product_market().utility(utility)->state, .zip = "00000"};
  const auto findings = check_product(shop(utility, number, address, Energy::parse("50000", EnergyUnit::kwh).value()), test_day(), language);
  const auto* found = finding(findings, "account-number-form");
  return found == nullptr ? std::string() : found->hint;
}

TEST(Scenarios, NumbersOfTheOtherCommodityAreToldByTheirBeginning) {
  EXPECT_EQ(hint_of("nyseg", "N02000012345678"), "It starts with N02: that is a gas number (POD ID). Add a nyseg-gas account with it, or give the electric one.");
  EXPECT_EQ(hint_of("pseg", "PG000000001234567890", "es"), "Empieza por PG: es un número de gas. Añada con él una cuenta de pseg-gas, o dé el de electricidad.");
  EXPECT_NE(hint_of("oncor", "10032780001112223").find("aep-tx-central"), std::string::npos);
  EXPECT_EQ(hint_of("oncor", "1003278000111222333"), "It begins with 1003278 as numbers of AEP Texas Central (aep-tx-central) do.");
}

TEST(Scenarios, AFirstEnergyAccountNumberIsNamedAsWhatItIs) {
  for (const auto* utility : {"jcpl", "meted", "penelec", "penn-power", "west-penn", "cei", "ohio-edison", "toledo-edison", "potomac-edison-md"}) {
    const AddressFacts address{.line1 = "1 Main St", .city = "Anywhere", .state = product_market().utility(utility)->state, .zip = "00000"};
    const auto findings = check_product(shop(utility, "100012345678", address, Energy::parse("72000", EnergyUnit::kwh).value()));
    const auto* found = finding(findings, "account-number-form");
    ASSERT_NE(found, nullptr) << utility;
    EXPECT_NE(found->message.find("give the customer number, 08 and 18 digits."), std::string::npos) << found->message;
  }
}

// S11: sold until Monday 10:00; a signature on Sunday evening is in time, and the supplier has it by then.
TEST(Scenarios, APriceOfFridayIsSignedOnSunday) {
  const auto until = Instant::parse("2027-04-26T10:00:00-04:00").value();
  const auto instants = price_instants(product_rules(), product_market(), "sfe", until, day("2027-04-25"));
  EXPECT_EQ(instants->sign_by, until);
  EXPECT_EQ(instants->submit_by, until);
  EXPECT_LT(Instant::parse("2027-04-25T21:00:00-04:00").value(), instants->sign_by);
}

// S02: documents of both states, and no small-business row for sites above 25 kW.
TEST(Scenarios, AContractInTwoStatesPrintsTheDisclosuresOfBoth) {
  auto facts = shop("ppl", "1200300400", {.line1 = "1 Main St", .city = "Allentown", .state = "PA", .zip = "18101"}, Energy::parse("180000", EnergyUnit::kwh).value());
  facts.accounts[0].peak_demand_kw = Decimal::parse("60").value();
  facts.accounts.push_back(facts.accounts[0]);
  facts.accounts[1].utility = "pseg";
  facts.accounts[1].account_number = "PE000001000000000000";
  facts.accounts[1].service_address = AddressFacts{.line1 = "1 Broad St", .city = "Newark", .state = "NJ", .zip = "07102"};
  const auto keys = [&] {
    std::vector<std::string> found;
    for (const auto& each : disclosures_of(product_rules(), product_market(), facts, test_day(), "en")) found.push_back(each.key);
    return found;
  };
  EXPECT_EQ(keys(), (std::vector<std::string>{"broker_licence_number", "nj_contract_terms"}));
  facts.accounts[0].peak_demand_kw = std::nullopt;
  EXPECT_EQ(keys(), (std::vector<std::string>{"broker_licence_number", "nj_contract_terms", "pa_disclosure_statement"}));
  const auto findings = check_product(facts);
  EXPECT_EQ(brief(findings, Severity::block), "block  licence_missing\n");  // Pennsylvania's alone is there.
  EXPECT_EQ(findings.front().message, "The broker's licence or registration of NJ is missing or not valid now.");
}

// S30: a fact about ourselves blocks, whatever the confidence of the state's row.
TEST(Scenarios, ALicenceThatIsMissingBlocksInAStateThatNobodyVouchesFor) {
  auto facts = shop("ngrid-ma", "1234567890", {.line1 = "1 Main St", .city = "Worcester", .state = "MA", .zip = "01608"}, Energy::parse("70000", EnergyUnit::kwh).value());
  facts.licences->clear();
  const auto findings = check_product(facts);
  EXPECT_EQ(brief(findings, Severity::block), "block  licence_missing\n");
  EXPECT_EQ(findings.front().confidence, RuleConfidence::assumed);
}

}  // namespace
}  // namespace switchyard::rules
