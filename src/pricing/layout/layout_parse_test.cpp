#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pricing/layout/layout.hpp"
#include "pricing/layout/layout_sample_fake.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::HasSubstr;

std::string fault_of(const std::string& yaml) {
  const auto layout = Layout::parse("sample", yaml);
  if (layout) return "none";
  EXPECT_EQ(layout.error().code, "layout_invalid");
  return layout.error().message;
}

TEST(LayoutParse, AWholeLayoutIsTaken) {
  EXPECT_EQ(fault_of(SampleLayout{}.yaml()), "none");
  EXPECT_EQ(Layout::parse("sample", SampleLayout{}.yaml())->supplier(), "sample");
}

TEST(LayoutParse, AnUnknownKeyIsNamedWithItsPlaceAndTheKeysThatAreRight) {
  SampleLayout sample;
  sample.fields = "      colour: green\n";
  const auto fault = fault_of(sample.yaml());
  EXPECT_THAT(fault, HasSubstr("'colour' is no key here"));
  EXPECT_THAT(fault, HasSubstr("line 19, column 7"));
  EXPECT_THAT(fault, HasSubstr("tables[0].fields.colour"));
  EXPECT_THAT(fault, HasSubstr("commodity, customer_class, utility"));
}

TEST(LayoutParse, ABrokenRegularExpressionSaysWhere) {
  SampleLayout sample;
  sample.fields = "      zone: {column: '^(Zone$'}\n";
  EXPECT_THAT(fault_of(sample.yaml()), HasSubstr("the regular expression breaks after 7 characters"));
}

TEST(LayoutParse, BrokenYamlSaysWhere) {
  EXPECT_THAT(fault_of("layout: sample\nmatch: {says: ['a'\n"), HasSubstr("line 3"));
  EXPECT_THAT(fault_of("- a\n- b\n"), HasSubstr("here stands a map"));
}

struct Wrong {
  std::string fields, table, top;
  std::string says;
};

class LayoutFault : public ::testing::TestWithParam<Wrong> {};

TEST_P(LayoutFault, IsRefusedAndSaysWhatWouldBeRight) {
  SampleLayout sample;
  sample.fields = GetParam().fields;
  sample.table = GetParam().table;
  sample.top = GetParam().top;
  EXPECT_THAT(fault_of(sample.yaml()), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    All, LayoutFault,
    ::testing::Values(Wrong{"      zone: {column: 'a', label: 'b'}\n", "", "", "exactly one source"},
                      Wrong{"      zone: {regex: 'a'}\n", "", "", "exactly one source"},
                      Wrong{"", "", "unsure: [{at: valid.at}]\n", "'ask' is missing"},
                      Wrong{"", "", "new_supplier: {states: [OH]}\n", "'time_zone' is missing"},
                      Wrong{"", "", "new_supplier: {time_zone: America/New_York, states: [Ohio]}\n", "two capital letters"},
                      Wrong{"", "", "new_supplier: {time_zone: Ohio}\n", "no time zone"},
                      Wrong{"", "", "new_supplier: {time_zone: America/New_York, aggregate_by: house}\n", "must be one of contract"},
                      Wrong{"      start: {column: '^Start$'}\n", "", "", "a date needs 'forms'"},
                      Wrong{"      start: {column: '^Start$', forms: [month]}\n", "", "", "is no way to write a date"},
                      Wrong{"      start: {column: '^Start$', forms: [MMM-YY], as: band}\n", "", "", "is read as month"},
                      Wrong{"      zone: {label: 'a', at: above}\n", "", "", "must be one of right, below, left, here, format, format_text"},
                      Wrong{"      band: {column: 'a', unit: bushel}\n", "", "", "must be kWh, MWh"},
                      Wrong{"      zone: {column: 300}\n", "", "", "from -200 to 200"},
                      Wrong{"      zone: {column: 'a', regex: 'b', group: c}\n", "", "", "no such group"},
                      Wrong{"      zone: {lookup: {sheet: 'a', key: 'b'}}\n", "", "", "a lookup needs 'value'"},
                      Wrong{"      zone: {column: 'a', when: {field: x}}\n", "", "", "a condition needs one of"},
                      Wrong{"      zone: {first_of: [{first_of: [{first_of: [{first_of: [{first_of: [{first_of: [{first_of: [{column: 'a'}]}]}]}]}]}]}]}\n", "", "", "more than 6 deep"},
                      Wrong{"", "    header: {within: 99}\n", "", "from 0 to 40"},
                      Wrong{"", "    price: {basis: displayed(9)}\n", "", "must be stored, displayed, or displayed(n)"},
                      Wrong{"", "    price: {range: {min: 2, max: 1}}\n", "", "the smaller first"},
                      Wrong{"", "    price: {no_offer: [minus]}\n", "", "must be blank, zero, negative, error"},
                      Wrong{"", "    price: {scale: [{scale: 0.01}]}\n", "", "a scale needs 'when'"},
                      Wrong{"", "    name: again\n", "", "stands here twice"},
                      Wrong{"", "", "version: one", "whole number from 1"},
                      Wrong{"", "", "refs: a1", "must be one of cell, sheet_and_cell"},
                      Wrong{"", "", "scope: [planet]", "'scope' stands here twice"},
                      Wrong{"", "", "checks: {name: a, because: b}", "a check needs 'field' and 'matches'"}));

TEST(LayoutParse, WhatEveryRateNeedsMustBeSaid) {
  SampleLayout sample;
  sample.term.clear();
  EXPECT_THAT(fault_of(sample.yaml()), HasSubstr("'term' is missing"));
}

TEST(LayoutParse, TheCutOffNeedsAnHourAndAKnownZone) {
  const auto with_at = [](const std::string& at) {
    auto yaml = SampleLayout{}.yaml();
    return yaml.replace(yaml.find("17:00 America/New_York"), 22, at);
  };
  EXPECT_THAT(fault_of(with_at("25:00 America/New_York")), HasSubstr("must be an hour and a zone"));
  EXPECT_THAT(fault_of(with_at("17:00 America/Gotham")), HasSubstr("no time zone of the tz database"));
  EXPECT_THAT(fault_of(with_at("17:00")), HasSubstr("needs a time zone"));
}

TEST(LayoutParse, TheNameIsThatOfTheFile) {
  const auto layout = Layout::parse("other", SampleLayout{}.yaml());
  EXPECT_THAT(layout.error().message, HasSubstr("must be the file's name without .yaml, 'other'"));
}

TEST(LayoutParse, ATooLargeLayoutIsRefusedUnread) {
  const auto layout = Layout::parse("sample", std::string(300'000, '#'));
  EXPECT_EQ(layout.error().kind, ErrorKind::too_large);
}

TEST(LayoutParse, AllFaultsAreReported) {
  SampleLayout sample;
  sample.fields = "      colour: green\n      size: large\n";
  const auto layout = Layout::parse("sample", sample.yaml());
  EXPECT_EQ(layout.error().fields.size(), 2u);
}

TEST(LayoutParse, ALayoutThatUnfoldsWithoutEndIsRefused) {
  std::string yaml = "about: &a [x, x, x, x, x, x, x, x, x, x]\n";
  std::string tables = "tables: [";
  for (int i = 0; i < 40; ++i) tables += "{name: n, sheets: {include: 'x'}, anchor: {says: 'y', row_says: [a, b, c, d]}},";
  EXPECT_NE(fault_of(yaml + tables + "]\n"), "none");
}

}  // namespace
}  // namespace switchyard::pricing
