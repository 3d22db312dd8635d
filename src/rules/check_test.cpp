#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"
#include "rules/rules.hpp"

namespace switchyard::rules {
namespace {

const AddressFacts kDallas{.line1 = "2800 Main St", .city = "Dallas", .state = "TX", .zip = "75201"};
const AddressFacts kNewark{.line1 = "1 Broad St", .city = "Newark", .state = "NJ", .zip = "07102"};
const AddressFacts kColumbus{.line1 = "700 N High St", .city = "Columbus", .state = "OH", .zip = "43215"};
const AddressFacts kBinghamton{.line1 = "2 Court St", .city = "Binghamton", .state = "NY", .zip = "13901"};

Energy kwh(std::string_view amount) { return Energy::parse(amount, EnergyUnit::kwh).value(); }

// Said of every account whose reads are not known.
constexpr std::string_view kEstimate = "warn /accounts/0/startMonth start_estimated\n";

std::string besides_estimate(const std::vector<Finding>& findings) {
  auto lines = brief(findings);
  const auto at = lines.find(kEstimate);
  if (at != std::string::npos) lines.erase(at, kEstimate.size());
  return lines;
}

// S01.
TEST(Check, AWholeContractHasNothingAmiss) { EXPECT_EQ(brief(check_product(bakery())), ""); }

TEST(Check, AnEmptyContractLacksWhatEveryOneNeeds) {
  ContractFacts facts{.supplier = "wayside"};
  facts.accounts = {{.utility = "comed"}};
  EXPECT_EQ(brief(check_product(facts), Severity::block),
            "block /customer/legalName required_field_missing\n"
            "block /customer/contacts/signer/firstName required_field_missing\n"
            "block /customer/contacts/signer/lastName required_field_missing\n"
            "block /customer/contacts/signer/email required_field_missing\n"
            "block /accounts/0/accountNumber required_field_missing\n"
            "block /accounts/0/serviceAddress/line1 required_field_missing\n"
            "block /accounts/0/serviceAddress/city required_field_missing\n"
            "block /accounts/0/serviceAddress/state required_field_missing\n"
            "block /accounts/0/serviceAddress/zip required_field_missing\n"
            "block /accounts/0/annualUsage required_field_missing\n");
}

TEST(Check, AFindingSaysItsRuleSourceAndStage) {
  auto facts = bakery();
  facts.customer.legal_name.clear();
  const auto findings = check_product(facts);
  const auto* found = finding(findings, "legal-name");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->message, "Legal name is missing.");
  EXPECT_EQ(found->hint, "Write it as the state's business register and the bill have it.");
  EXPECT_EQ(found->confidence, RuleConfidence::verified);
  EXPECT_EQ(found->needed_by, Stage::send);
  EXPECT_FALSE(blocks(*found, Stage::draft));
  EXPECT_TRUE(blocks(*found, Stage::send));
  EXPECT_TRUE(blocks(*found, Stage::submit));
}

TEST(Check, MessagesAreInTheLanguageAskedFor) {
  auto facts = bakery();
  facts.customer.legal_name.clear();
  const auto findings = check_product(facts, test_day(), "es");
  EXPECT_EQ(finding(findings, "legal-name")->message, "Falta Razón social.");
}

TEST(Check, WhatIsWantedLaterIsLeftOutEarlier) {
  auto facts = bakery();
  facts.customer.legal_name.clear();
  const auto findings = check(product_rules(), product_market(), facts, {.today = test_day(), .until = Stage::draft});
  EXPECT_EQ(brief(findings), "");
}

// S07.
TEST(Check, AGasPodForElectricityIsToldApart) {
  const auto findings = check_product(shop("pseg", "PG000000001234567890", kNewark, kwh("60000")));
  EXPECT_EQ(besides_estimate(findings), "block /accounts/0/accountNumber account_number_invalid\n");
  const auto* found = finding(findings, "account-number-form");
  EXPECT_EQ(found->message,
            "This is no account number that Public Service Electric & Gas (electric) would enroll. The POD ID of Public Service Electric & Gas (electric) is PE and 18 "
            "digits. This has 20 characters.");
  EXPECT_EQ(found->hint, "It starts with PG: that is a gas number (POD ID). Add a pseg-gas account with it, or give the electric one.");
  EXPECT_EQ(found->needed_by, Stage::draft);
}

// S06.
TEST(Check, AnEsiIdOfSixteenDigitsIsRefusedWithItsLength) {
  const auto findings = check_product(shop("oncor", "1044372000987654", kDallas, kwh("50000")));
  const auto* found = finding(findings, "account-number-form");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->severity, Severity::block);
  EXPECT_NE(found->message.find("17"), std::string::npos) << found->message;
  EXPECT_NE(found->message.find("16"), std::string::npos) << found->message;
}

TEST(Check, ALegacyNumberWarnsAndAnUnverifiedOneToo) {
  const AddressFacts poughkeepsie{.line1 = "1 Main St", .city = "Poughkeepsie", .state = "NY", .zip = "12601"};
  EXPECT_EQ(besides_estimate(check_product(shop("cenhud", "1234567890", poughkeepsie, kwh("50000")))), "warn /accounts/0/accountNumber account_number_legacy\n");
  const AddressFacts goshen{.line1 = "1 Main St", .city = "Goshen", .state = "NY", .zip = "10924"};
  EXPECT_EQ(besides_estimate(check_product(shop("oru", "123456789012", goshen, kwh("50000")))),
            "warn /accounts/0/accountNumber account_number_unverified\n"
            "warn /accounts/0/utility rule_notice\n");
}

TEST(Check, AnUnknownUtilityBlocksTheDraft) {
  const auto findings = check_product(shop("comedd", "2145983017", kDallas, kwh("50000")));
  EXPECT_EQ(finding(findings, "account-number-form")->code, "unknown_utility");
  EXPECT_EQ(finding(findings, "account-number-form")->message, "'comedd' is no utility's code.");
}

TEST(Check, AZipOfOtherUtilitiesIsNamedWithThem) {
  auto facts = bakery();
  facts.accounts[1].service_address->zip = "18901";
  facts.accounts[1].utility = "ppl";
  facts.accounts[1].account_number = "1200300463";
  const auto findings = check_product(facts);
  const auto* found = finding(findings, "service-zip-utility");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->path, "/accounts/1/serviceAddress/zip");
  EXPECT_EQ(found->severity, Severity::warn);
}

TEST(Check, TaxIdsAreJudgedByTheirForm) {
  auto facts = bakery();
  facts.customer.tax_id = TaxIdForm::malformed;
  EXPECT_EQ(brief(check_product(facts)), "block /customer/taxId field_malformed\n");
  facts.customer.tax_id = TaxIdForm::ein_unknown_prefix;
  EXPECT_EQ(brief(check_product(facts)), "warn /customer/taxId tax_id_unusual\n");
  facts.customer.tax_id = TaxIdForm::ssn;
  EXPECT_EQ(brief(check_product(facts)), "review /customer/taxId tax_id_unusual\n");
  facts.customer.entity_type = "sole_proprietorship";
  EXPECT_EQ(brief(check_product(facts)), "");
}

TEST(Check, ASmallOfficeMustGiveItsTaxId) {
  auto facts = bakery();
  facts.customer.tax_id = TaxIdForm::absent;
  EXPECT_EQ(brief(check_product(facts)), "warn /customer/taxId required_field_missing\n");
  facts.customer.is_home_office = true;
  EXPECT_EQ(brief(check_product(facts), Severity::block), "block /customer/taxId required_field_missing\n");
}

TEST(Check, AMissingLicenceBlocksOnceAState) {
  auto facts = bakery();
  facts.licences->clear();
  const auto findings = check_product(facts);
  EXPECT_EQ(brief(findings), "block  licence_missing\n");
  EXPECT_EQ(findings.front().message, "The broker's licence or registration of IL is missing or not valid now.");
}

TEST(Check, ALicenceCountsInItsTimeAndForItsCommodity) {
  auto facts = bakery();
  facts.licences = {{.state = "IL", .number = "20-0001", .valid_until = test_day()}};
  EXPECT_EQ(brief(check_product(facts)), "block  licence_missing\n");
  facts.licences = {{.state = "IL", .commodity = Commodity::gas, .number = "20-0001"}};
  EXPECT_EQ(brief(check_product(facts)), "block  licence_missing\n");
  facts.licences = {{.state = "IL", .commodity = Commodity::electric, .number = "20-0001", .valid_until = test_day().plus_days(1)}};
  EXPECT_EQ(brief(check_product(facts)), "");
}

TEST(Check, WhereLicencesAreNotKeptItIsSaidAndAnEntitlementsNumberCounts) {
  auto facts = bakery();
  facts.licences = std::nullopt;
  EXPECT_EQ(brief(check_product(facts)), "warn  licence_unrecorded\n");
  for (auto& account : facts.accounts) account.entitlement_licence = "20-0001";
  EXPECT_EQ(brief(check_product(facts)), "");
}

TEST(Check, AnEntitlementThatIsMissingBlocks) {
  auto facts = bakery();
  facts.accounts[1].is_entitled = false;
  const auto findings = check_product(facts);
  EXPECT_EQ(brief(findings), "block /accounts/1/utility not_entitled\n");
  EXPECT_EQ(findings.front().message, "You are not entitled to sell Wayside Energy in IL.");
}

TEST(Check, BillsMustBeRecentAndWhole) {
  auto facts = bakery();
  facts.accounts.resize(1);
  auto& bill = facts.accounts[0].documents[0];
  bill.dated = day("2026-08-25");
  EXPECT_EQ(brief(check_product(facts)), "");  // Ninety days old.
  bill.dated = day("2026-08-24");
  EXPECT_EQ(brief(check_product(facts)), "warn /accounts/0/documents document_too_old\n");
  bill.dated = std::nullopt;
  EXPECT_EQ(brief(check_product(facts)), "warn /accounts/0/documents document_undated\n");
  bill.dated = day("2026-11-01");
  bill.pages = 1;
  EXPECT_EQ(brief(check_product(facts)), "warn /accounts/0/documents document_incomplete\n");
  facts.accounts[0].documents.clear();
  EXPECT_EQ(brief(check_product(facts)), "warn /accounts/0/documents document_missing\n");
  facts.supplier = "northgate-retail";
  EXPECT_EQ(brief(check_product(facts), Severity::block), "block /accounts/0/documents document_missing\n");
}

TEST(Check, ATaxExemptAccountNeedsReasonAndCertificate) {
  auto facts = bakery();
  facts.accounts[1].tax_status = "exempt";
  EXPECT_EQ(brief(check_product(facts)),
            "block /customer/taxExemption required_field_missing\n"
            "block /documents document_missing\n");
  facts.customer.tax_exemption = "resale";
  facts.documents = {{.kind = "tax_exemption_certificate", .expires = test_day()}};
  EXPECT_EQ(brief(check_product(facts)), "block /documents document_expired\n");
  facts.documents[0].expires = day("2027-12-31");
  EXPECT_EQ(brief(check_product(facts)), "");
}

TEST(Check, ACapCountsAllAccountsTogether) {
  auto facts = bakery();
  facts.supplier = "aep-energy";
  facts.accounts[0].annual_usage = kwh("600000");
  facts.accounts[1].annual_usage = kwh("400000");
  EXPECT_EQ(brief(check_product(facts)), "");
  facts.accounts[1].annual_usage = kwh("400001");
  const auto findings = check_product(facts);
  EXPECT_EQ(brief(findings), "block /aggregateUsage over_limit\n");
  EXPECT_EQ(findings.front().message, "The accounts use 1000001 kWh a year; the matrix of AEP Energy goes up to 1000 MWh: ask for a custom price.");
  facts.price_kind = "custom_executable";
  EXPECT_EQ(brief(check_product(facts)), "review /documents document_missing\n");  // The LOA alone.
}

TEST(Check, AFloorIsNotJudgedWhileUsageIsUnknown) {
  auto facts = bakery();
  facts.supplier = "northgate-retail";
  facts.accounts.resize(1);
  facts.accounts[0].annual_usage = kwh("4000");
  EXPECT_EQ(brief(check_product(facts)), "review /aggregateUsage under_limit\n");
  facts.accounts.push_back(facts.accounts[0]);
  facts.accounts[1].account_number = "2145983025";
  facts.accounts[1].annual_usage = std::nullopt;
  EXPECT_EQ(brief(check_product(facts)), "block /accounts/1/annualUsage required_field_missing\n");
}

TEST(Check, ALimitInAnotherUnitIsNotGuessed) {
  auto facts = shop("ugi-gas", "123456789012", {.line1 = "1 Main St", .city = "Reading", .state = "PA", .zip = "19601"}, Energy::parse("90000", EnergyUnit::ccf).value());
  facts.supplier = "amerigreen";
  EXPECT_EQ(brief(check_product(facts)), "warn /aggregateUsage limit_not_compared\n");
}

// S03.
TEST(Check, GasInOhioAsksForArrearsAndCountsTheForwardStart) {
  auto facts = shop("columbia-gas-oh", "123456780010005", kColumbus, Energy::parse("4800", EnergyUnit::ccf).value());
  facts.accounts[0].start_month = Month::parse("2027-02").value();
  EXPECT_EQ(brief(check_product(facts)), "warn /accounts/0/hasArrears required_field_missing\n");
  facts.accounts[0].has_arrears = true;
  EXPECT_EQ(brief(check_product(facts)), "review /accounts/0/hasArrears arrears_unresolved\n");
  facts.accounts[0].has_arrears = false;
  facts.term = Months{33};
  EXPECT_EQ(brief(check_product(facts)), "");  // November to February and 33 months: 36.
  facts.term = Months{34};
  EXPECT_EQ(brief(check_product(facts)), "review /accounts/0/termMonths over_limit\n");
}

// S04.
TEST(Check, AMoveInInTexasHasItsDateAndNoSwitchRules) {
  auto facts = shop("oncor", "10443720009876543", kDallas, kwh("96000"));
  facts.supplier = "prairie-crown";
  facts.deal_type = DealType::move_in;
  facts.term = Months{36};
  facts.accounts[0].start_month = std::nullopt;
  facts.accounts[0].documents.clear();
  EXPECT_EQ(brief(check_product(facts), Severity::block), "block /accounts/0/requestedStart required_field_missing\n");
  facts.accounts[0].requested_start = day("2026-12-07");
  EXPECT_EQ(brief(check_product(facts)), "warn /accounts/0/requestedStart rule_notice\n");
  facts.accounts[0].rate_class = "Secondary <=10 kW";
  EXPECT_EQ(brief(check_product(facts)),
            "warn /accounts/0/requestedStart rule_notice\n"
            "warn /accounts/0/annualUsage value_not_allowed\n");
  facts.accounts[0].rate_class = "GS";
  facts.accounts[0].requested_start = day("2026-11-24");
  EXPECT_NE(brief(check_product(facts)).find("warn /accounts/0/requestedStart under_limit\n"), std::string::npos);
}

// S13.
TEST(Check, ADocumentWithoutNewYorksDisclosureIsRefused) {
  auto facts = shop("nyseg", "N01000012345678", kBinghamton, kwh("52000"));
  EXPECT_EQ(besides_estimate(check_product(facts)), "");  // Not rendered yet.
  facts.disclosures = std::vector<std::string>{"broker_licence_number"};
  const auto findings = check_product(facts);
  EXPECT_EQ(brief(findings, Severity::review), "block /disclosures disclosure_missing\n");
  facts.disclosures->push_back("ny_broker_compensation");
  EXPECT_EQ(besides_estimate(check_product(facts)), "");
}

// S24.
TEST(Check, ARenewalWithTheSameSupplierHasNoSwitchAndWarnsBeforeHoldover) {
  auto facts = shop("pepco-md", "0512345678901234567890", {.line1 = "1 Main St", .city = "Rockville", .state = "MD", .zip = "20850"}, kwh("180000"));
  facts.deal_type = DealType::renewal_same_supplier;
  facts.accounts[0].start_month = std::nullopt;
  facts.accounts[0].requested_start = day("2027-05-18");
  facts.accounts[0].documents.clear();
  EXPECT_EQ(brief(check_product(facts), Severity::block), "block /accounts/0/incumbentContractEnd required_field_missing\n");
  facts.accounts[0].incumbent_end = day("2027-05-18");
  EXPECT_EQ(brief(check_product(facts)), "");
  EXPECT_EQ(brief(check_product(facts, day("2027-03-20"))), "warn /accounts/0/incumbentContractEnd rule_notice\n");
}

TEST(Check, VoiceNeedsAVerificationThatWasPassed) {
  auto facts = bakery();
  facts.channel = "voice";
  EXPECT_EQ(brief(check_product(facts)),
            "block /tpvStatus tpv_needed\n"
            "review /documents document_missing\n");
  facts.tpv_status = "passed";
  facts.documents = {{.kind = "tpv_recording"}};
  EXPECT_EQ(brief(check_product(facts)), "");
}

TEST(Check, WithoutPurchaseOfReceivablesCreditIsLookedAt) {
  auto facts = shop("aep-ohio-op", "00140060123456789", kColumbus, kwh("310000"));
  EXPECT_NE(brief(check_product(facts)).find("review /creditStatus credit_needed\n"), std::string::npos);
  facts.credit_status = "approved";
  EXPECT_EQ(brief(check_product(facts)).find("creditStatus"), std::string::npos);
  facts.credit_status = "declined";
  EXPECT_NE(brief(check_product(facts)).find("block /creditStatus credit_needed\n"), std::string::npos);
}

TEST(Check, TheNameOnTheBillMayLackTheLegalForm) {
  auto facts = bakery();
  facts.accounts[0].name_on_bill = "Lincoln Park Bread, L.L.C.";
  EXPECT_EQ(brief(check_product(facts)), "");
  facts.accounts[0].name_on_bill = "Lincoln Park Bred LLC";
  EXPECT_EQ(brief(check_product(facts)), "warn /accounts/0/nameOnBill name_differs\n");
  facts.customer.dba = "Lincoln Park Bred";
  EXPECT_EQ(brief(check_product(facts)), "");
}

TEST(Check, ASwitchThatMissesItsReadNamesBothDates) {
  const AddressFacts manhattan{.line1 = "1 Park Ave", .city = "New York", .state = "NY", .zip = "10016"};
  auto facts = shop("coned", "412345678901234", manhattan, kwh("64000"));
  facts.supplier = "harborlight";
  facts.accounts[0].start_month = Month::parse("2026-12").value();
  facts.accounts[0].read_dates = {day("2026-12-28"), day("2027-01-28"), day("2027-02-26")};
  facts.accounts[0].documents[0].dated = day("2026-12-01");
  const auto findings = check_product(facts, day("2026-12-22"));
  const auto* found = finding(findings, "start-in-time");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->code, "start_not_reachable");
  EXPECT_EQ(found->message, "2026-12-28 cannot be reached (the supplier's lead); the first start is 2027-01-28. The price of that start is another one: check it again.");
}

TEST(Check, ResidentialCustomersAreNotServed) {
  auto facts = bakery();
  facts.customer_class = "residential";
  EXPECT_EQ(brief(check_product(facts), Severity::block), "block /customerClass class_not_sold\n");
}

TEST(Check, AThousandAccountsAreJudgedTheSameEachTime) {
  auto facts = bakery();
  while (facts.accounts.size() < 1000) facts.accounts.push_back(facts.accounts[0]);
  facts.accounts[999].account_number = "123";
  const auto findings = check_product(facts);
  EXPECT_EQ(brief(findings), "block /accounts/999/accountNumber account_number_invalid\n");
  EXPECT_EQ(brief(check_product(facts)), brief(findings));
}

}  // namespace
}  // namespace switchyard::rules
