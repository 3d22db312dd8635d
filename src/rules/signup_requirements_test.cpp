#include "rules/signup_requirements.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"

namespace switchyard::rules {
namespace {

namespace json = boost::json;

SignupRequirements asked(RequirementsQuestion question) {
  question.on = test_day();
  return requirements(product_rules(), product_market(), question).value();
}

json::value schema_of(const RequirementsQuestion& question) { return json::parse(requirements_json(asked(question))); }

const RequiredField& field(const SignupRequirements& requirements, std::string_view path) {
  for (const auto& each : requirements.fields) {
    if (each.path == path) return each;
  }
  throw std::out_of_range(std::string(path));
}

TEST(SignupRequirements, TheAccountNumberIsCalledAndFormedAsTheUtilityHasIt) {
  const auto found = asked({.supplier = "wayside", .utility = "pseg", .state = "NJ"});
  const auto& number = field(found, "/accounts/*/accountNumber");
  EXPECT_EQ(number.title, "POD ID");
  EXPECT_EQ(number.pattern, "^PE\\d{18}$");
  EXPECT_TRUE(number.is_required);
  ASSERT_FALSE(number.hints.empty());
  EXPECT_EQ(number.hints.front(), "10 digits are the number of the bill's account, which does not enroll: give the POD ID, PE and 18 digits, printed with the meter's readings.");
}

TEST(SignupRequirements, AnOlderFormIsTakenTooAndAnUnsureOneRefusesNothing) {
  EXPECT_EQ(field(asked({.utility = "cenhud"}), "/accounts/*/accountNumber").pattern, "^\\d{11}$|^\\d{10}$");
  EXPECT_EQ(field(asked({.utility = "oru"}), "/accounts/*/accountNumber").pattern, "");
}

TEST(SignupRequirements, AMeterNumberIsRequiredWhereTheUtilityWantsIt) {
  EXPECT_TRUE(field(asked({.utility = "nipsco", .commodity = Commodity::gas}), "/accounts/*/meterNumbers").is_required);
  EXPECT_FALSE(field(asked({.utility = "comed"}), "/accounts/*/meterNumbers").is_required);
}

TEST(SignupRequirements, ANameKeyIsAskedForInNewEnglandAlone) {
  EXPECT_TRUE(field(asked({.utility = "eversource-ct"}), "/accounts/*/nameKey").is_wanted);
  EXPECT_FALSE(field(asked({.utility = "ppl"}), "/accounts/*/nameKey").is_wanted);
}

TEST(SignupRequirements, WhatOneSupplierAsksIsNotAskedForAnother) {
  EXPECT_TRUE(field(asked({.supplier = "northgate-retail", .utility = "comed"}), "/customer/taxId").is_required);
  const auto other = asked({.supplier = "wayside", .utility = "comed"});
  EXPECT_FALSE(field(other, "/customer/taxId").is_required);
  EXPECT_TRUE(field(other, "/customer/taxId").is_wanted);
}

TEST(SignupRequirements, TexasAttachesItsThreeDocumentsAndWantsALicence) {
  const auto found = asked({.supplier = "prairie-crown", .utility = "oncor", .state = "TX"});
  std::vector<std::string> keys;
  for (const auto& each : found.disclosures) keys.push_back(each.key + " " + each.place);
  EXPECT_EQ(keys, (std::vector<std::string>{"not_the_utility disclosures", "tx_efl attachment", "tx_tos attachment", "tx_yrac attachment", "broker_licence_number disclosures"}));
  EXPECT_TRUE(found.needs_licence);
}

TEST(SignupRequirements, NewYorkPrintsTheBrokersCompensationOnTheFirstPage) {
  const auto found = asked({.supplier = "harborlight", .utility = "nyseg", .language = "es"});
  ASSERT_FALSE(found.disclosures.empty());
  EXPECT_EQ(found.disclosures.front().key, "ny_broker_compensation");
  EXPECT_EQ(found.disclosures.front().place, "first_page");
  EXPECT_EQ(found.disclosures.front().title, "Remuneración del corredor");
}

TEST(SignupRequirements, ABillCopyIsListedWithItsAgeAndItsCondition) {
  const auto found = asked({.supplier = "wayside", .utility = "comed"});
  ASSERT_FALSE(found.documents.empty());
  const auto& bill = *std::find_if(found.documents.begin(), found.documents.end(), [](const RequiredDocument& each) { return each.kind == "bill_copy"; });
  EXPECT_EQ(bill.age_days_max, 90);
  EXPECT_TRUE(bill.is_per_account);
  EXPECT_TRUE(bill.all_pages);
  EXPECT_EQ(bill.conditions.back().path, "/priceKind");
  EXPECT_EQ(bill.conditions.back().values, std::vector<std::string>{"matrix"});
}

TEST(SignupRequirements, AWrongQuestionIsRefusedByItsField) {
  const auto code = [](const RequirementsQuestion& question) {
    const auto found = requirements(product_rules(), product_market(), question);
    return found ? std::string() : found.error().code + " " + found.error().fields.front().pointer;
  };
  EXPECT_EQ(code({.supplier = "nobody"}), "unknown_supplier /supplier");
  EXPECT_EQ(code({.utility = "nowhere"}), "unknown_utility /utility");
  EXPECT_EQ(code({.utility = "pseg", .commodity = Commodity::gas}), "commodity_mismatch /commodity");
  EXPECT_EQ(code({.utility = "pseg", .state = "NY"}), "invalid_state /state");
}

TEST(RequirementsJson, RequiredFieldsStandWithTheirParents) {
  const auto schema = schema_of({.supplier = "wayside", .utility = "comed", .state = "IL"});
  EXPECT_EQ(schema.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema.at("required"), json::parse(R"(["customer","accounts"])"));
  EXPECT_EQ(schema.at_pointer("/properties/customer/required"), json::parse(R"(["legalName","contacts"])"));
  EXPECT_EQ(schema.at_pointer("/properties/customer/properties/contacts/properties/signer/required"), json::parse(R"(["firstName","lastName"])"));
  EXPECT_EQ(schema.at_pointer("/properties/accounts/items/required"), json::parse(R"(["accountNumber","serviceAddress","annualUsage"])"));
  EXPECT_EQ(schema.at_pointer("/properties/accounts/items/properties/accountNumber/pattern"), "^\\d{10}$");
  EXPECT_EQ(schema.at_pointer("/properties/accounts/items/properties/annualUsage/x-unit"), "kWh");
  EXPECT_EQ(schema.at_pointer("/properties/accounts/items/properties/accountNumber/x-tidy"), "without spaces, dashes and dots, in upper case");
  EXPECT_EQ(schema.at_pointer("/properties/customer/properties/taxId/x-sealed"), true);
}

TEST(RequirementsJson, WhatDependsOnAnotherFieldIsIfAndThen) {
  const auto schema = schema_of({.supplier = "wayside", .utility = "comed"});
  const auto rule = [&](const json::value& list, std::string_view id) -> json::value {
    for (const auto& each : list.as_array()) {
      if (each.at("x-rule").as_string() == json::string_view(id)) return each;
    }
    return nullptr;
  };
  const auto home_office = rule(schema.at("allOf"), "tax-id-home-office");
  EXPECT_EQ(home_office.at("if"), json::parse(R"({"allOf":[{"properties":{"customer":{"properties":{"isHomeOffice":{"enum":[true]}},"required":["isHomeOffice"]}},"required":["customer"]}]})"));
  EXPECT_EQ(home_office.at("then"), json::parse(R"({"properties":{"customer":{"properties":{"taxId":{}},"required":["taxId"]}},"required":["customer"]})"));
  const auto exempt = rule(schema.at("allOf"), "tax-exemption-reason");
  EXPECT_EQ(exempt.at_pointer("/if/allOf/0/properties/accounts/contains/properties/taxStatus/enum"), json::parse(R"(["exempt","partly_exempt"])"));
  EXPECT_EQ(rule(schema.at("allOf"), "move-in-date").at_pointer("/then/properties/accounts/items/required"), json::parse(R"(["requestedStart"])"));
}

TEST(RequirementsJson, TheSameQuestionGivesTheSameBytes) {
  const RequirementsQuestion question{.supplier = "harborlight", .utility = "coned", .on = test_day()};
  EXPECT_EQ(requirements_json(asked(question)), requirements_json(asked(question)));
}

TEST(RequirementsJson, EveryUtilityHasASchema) {
  for (const auto& utility : product_market().utilities()) {
    const auto schema = schema_of({.supplier = "wayside", .utility = utility.code, .commodity = utility.commodity, .state = utility.state, .language = "es"});
    EXPECT_TRUE(schema.at_pointer("/properties/accounts/items/properties/accountNumber/title").is_string()) << utility.code;
  }
}

}  // namespace
}  // namespace switchyard::rules
