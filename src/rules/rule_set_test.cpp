#include "rules/rules.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"

namespace switchyard::rules {
namespace {

// The product's files with one more.
Result<std::shared_ptr<const RuleSet>> with(const std::string& text) {
  auto files = embedded_rules();
  files.push_back({"own.yaml", text});
  return RuleSet::load(files, product_market());
}

// The first fault of one more file: "own.yaml:3 …".
std::string fault(const std::string& text) {
  const auto loaded = with(text);
  return loaded ? "" : loaded.error().fields.front().pointer + " " + loaded.error().fields.front().detail;
}

std::string rule(const std::string& rest) { return "version: 2026-11-25\nrules:\n  - {id: own, severity: warn, confidence: assumed, source: mine, " + rest + "}\n"; }

TEST(RuleSet, TheProductsOwnFilesLoad) {
  const auto loaded = RuleSet::load(embedded_rules(), product_market());
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_TRUE((*loaded)->version().starts_with("2026-11-24+"));
  EXPECT_GT((*loaded)->size(), 250U);
}

TEST(RuleSet, ItsVersionTellsTheLatestDayAndTheText) {
  const auto one = with(rule("needs: {path: /customer/sic, present: true}"));
  const auto other = with(rule("needs: {path: /customer/duns, present: true}"));
  ASSERT_TRUE(one && other);
  EXPECT_TRUE((*one)->version().starts_with("2026-11-25+"));
  EXPECT_NE((*one)->version(), (*other)->version());
}

TEST(RuleSet, ARuleOfOnesOwnIsJudged) {
  const auto set = with(rule("needs: {path: /customer/sic, present: true}"));
  EXPECT_EQ(brief(check(**set, product_market(), bakery(), {.today = test_day()})), "warn /customer/sic required_field_missing\n");
}

TEST(RuleSet, ARuleHoldsFromAndUntilItsDays) {
  const auto set = with(rule("from: 2026-11-24, until: 2027-01-01, needs: {path: /customer/sic, present: true}"));
  const auto at = [&](std::string_view today) { return brief(check(**set, product_market(), bakery(), {.today = day(today)})); };
  EXPECT_EQ(at("2026-11-23"), "");
  EXPECT_EQ(at("2026-11-24"), "warn /customer/sic required_field_missing\n");
  EXPECT_EQ(at("2027-01-01"), "");
}

TEST(RuleSet, WhatWasSignedIsJudgedByTheRulesOfThatDay) {
  const auto set = with(rule("from: 2026-11-24, needs: {path: /customer/sic, present: true}"));
  auto facts = bakery();
  facts.sign_date = test_day();
  EXPECT_EQ(brief(check(**set, product_market(), facts, {.today = day("2026-12-15")})), "");
}

TEST(RuleSet, FaultsNameFileLineAndKey) {
  EXPECT_EQ(fault("version: 2026-11-25\nrulez: []\n"),
            "own.yaml:2 : 'rulez' is no key here; the keys are version, rules, fields, documents, messages, disclosures, calendars, protections, rescission, leads, price_rules");
  EXPECT_EQ(fault("rules: []\n"), "own.yaml:1 version: 'version' must be there, a day as YYYY-MM-DD");
  EXPECT_EQ(fault(rule("needs: {path: /customer/shoeSize, present: true}")), "own.yaml:3 rules[0].needs.path: '/customer/shoeSize' is no path of a contract's facts (docs/rules.md lists them)");
  EXPECT_EQ(fault(rule("applies: {utility: comedd}, needs: {path: /customer/sic, present: true}")), "own.yaml:3 rules[0]: 'comedd' is no utility of the reference data");
  EXPECT_EQ(fault(rule("applies: {supplier: [wayside, nobody]}, needs: {path: /customer/sic, present: true}")), "own.yaml:3 rules[0]: 'nobody' is no supplier of the reference data");
  EXPECT_EQ(fault(rule("needs: {path: /customer/sic, at_most: \"3\"}")), "own.yaml:3 rules[0].needs.at_most: /customer/sic is a string and has no limits");
  EXPECT_EQ(fault(rule("needs: {path: /aggregateUsage, at_most: \"3\"}")), "own.yaml:3 rules[0].needs.at_most: '3' must have an energy's unit after the number");
  EXPECT_EQ(fault(rule("needs: {document: passport}")), "own.yaml:3 rules[0]: 'passport' is no kind of document; 'documents' lists them");
  EXPECT_EQ(fault(rule("needs: {path: /customer/sic, present: true}, code: oops")), "own.yaml:3 rules[0].code: 'oops' is no code of findings; api/errors.md lists them");
  EXPECT_EQ(fault(rule("needs: {path: /customer/sic, present: true}, text: {en: 'Say {what}.'}")),
            "own.yaml:3 rules[0]: '{what}' is no placeholder; those are field, value, limit, options, utility, state, supplier, document, days, detail");
  EXPECT_EQ(fault(rule("needs: {path: /customer/sic, present: true, absent: true}")), "own.yaml:3 rules[0].needs: there must be one test: present, absent, one_of, none_of, is, at_most, at_least, below, pattern");
  EXPECT_EQ(fault(rule("needs: {path: /customer/sic, pattern: '^(a+)+$'}")).substr(0, 35), "own.yaml:3 rules[0].needs.pattern: ");
}

TEST(RuleSet, AnIdStandsOnceAtATime) {
  EXPECT_EQ(fault("version: 2026-11-25\nrules:\n  - {id: legal-name, severity: warn, confidence: assumed, source: mine, needs: {path: /customer/sic, present: true}}\n"),
            "own.yaml:3 rules[0]: the rule 'legal-name' stands at line 5 too, at the same time: end that one with 'until'");
}

TEST(RuleSet, AVersionFollowsTheOneThatEnds) {
  const std::string both =
      "version: 2026-11-25\nrules:\n"
      "  - {id: own, until: 2027-01-01, severity: warn, confidence: assumed, source: mine, needs: {path: /customer/sic, present: true}}\n"
      "  - {id: own, from: 2027-01-01, severity: block, confidence: assumed, source: mine, needs: {path: /customer/sic, present: true}}\n";
  const auto set = with(both);
  ASSERT_TRUE(set);
  EXPECT_EQ(brief(check(**set, product_market(), bakery(), {.today = test_day()})), "warn /customer/sic required_field_missing\n");
}

TEST(RuleSet, BrokenOrEndlessFilesAreRefused) {
  EXPECT_TRUE(fault("version: [\n").starts_with("own.yaml:2 "));
  EXPECT_EQ(fault(std::string(RuleSet::kFileSizeMax + 1, '#')), "own.yaml:1 : the file has more than 2097152 bytes");
  std::string bomb = "version: 2026-11-25\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n";
  for (int i = 1; i < 12; ++i) {
    const auto before = "*x" + std::to_string(i - 1);
    bomb += "x" + std::to_string(i) + ": &x" + std::to_string(i) + " [" + before + ", " + before + ", " + before + ", " + before + "]\n";
  }
  EXPECT_NE(fault(bomb), "");
}

TEST(RuleSet, AtMostTwentyFaultsAreTold) {
  std::string text = "version: 2026-11-25\nrules:\n";
  for (int i = 0; i < 30; ++i) text += "  - {id: own, severity: loud}\n";
  const auto loaded = with(text);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().fields.size(), 20U);
  EXPECT_EQ(loaded.error().code, "invalid_rules");
}

TEST(RuleSet, AFolderReplacesFilesByNameAndAddsOthers) {
  const auto folder = std::filesystem::temp_directory_path() / "switchyard-rules-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "customer.yaml") << "version: 2026-12-01\n";
  std::ofstream(folder / "own.yaml") << rule("needs: {path: /customer/sic, present: true}");
  std::ofstream(folder / "notes.txt") << "no rules\n";
  const auto files = rules_with_folder(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(files);
  EXPECT_EQ(files->size(), embedded_rules().size() + 1);
  const auto set = RuleSet::load(*files, product_market());
  ASSERT_TRUE(set) << set.error().message;
  auto facts = bakery();
  facts.customer.legal_name.clear();
  EXPECT_EQ(brief(check(**set, product_market(), facts, {.today = test_day()})), "warn /customer/sic required_field_missing\n");
}

TEST(RuleSet, AFolderThatIsNotThereAddsNothing) { EXPECT_EQ(rules_with_folder("no-such-folder")->size(), embedded_rules().size()); }

}  // namespace
}  // namespace switchyard::rules
