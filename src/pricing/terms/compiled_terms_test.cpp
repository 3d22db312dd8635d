#include "pricing/terms/compiled_terms.hpp"

#include <gtest/gtest.h>

#include "pricing/terms/reference_terms.hpp"

namespace switchyard::pricing {
namespace {

const Instant kNow = *Instant::parse("2026-11-24T15:00:00Z");

access::PartnerId partner_of(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return access::PartnerId(uuid);
}

TermsRecord row(TermsKind kind, TermsPlace place, TermsContent content) {
  return {.id = TermsId(Uuid{}), .kind = kind, .place = std::move(place), .content = std::move(content), .from = kNow};
}
TermsRecord policy(TermsPlace place, MarginRule rule) {
  place.commodity = Commodity::electric;
  return row(TermsKind::margin_policy, std::move(place), {.margin = rule});
}
TermsRecord fee(TermsPlace place, std::int64_t micros) {
  place.commodity = Commodity::electric;
  return row(TermsKind::house_fee, std::move(place), {.house_fee_micros = micros});
}

SellingTerms asked(const CompiledTerms& terms, const std::string& supplier, access::PartnerId partner = partner_of(1), Instant at = kNow) {
  return terms.of({.partner = partner, .supplier = supplier, .commodity = Commodity::electric, .state = "PA", .utility = "ppl"}, at);
}

TEST(CompiledTerms, WithoutRowsTheSettingsHold) {
  const CompiledTerms terms({}, {.margins = {.electric = {.max_micros = 30'000, .step_micros = 100}}});
  EXPECT_EQ(asked(terms, "liberty").margin, (MarginLimits{.max_micros = 30'000, .step_micros = 100}));
  EXPECT_TRUE(asked(terms, "liberty").is_entitled);
  EXPECT_FALSE(terms.has_own(partner_of(1)));
}

TEST(CompiledTerms, ThePartnersRowGoesBeforeTheSuppliersAndThatBeforeEverybodys) {
  const CompiledTerms terms({fee({}, 1'000), fee({.supplier = "liberty", .state = "PA", .utility = "ppl"}, 2'000), fee({.partner = partner_of(1)}, 3'000)}, {});
  EXPECT_EQ(asked(terms, "liberty", partner_of(1)).house_fee_micros, 3'000);
  EXPECT_EQ(asked(terms, "liberty", partner_of(2)).house_fee_micros, 2'000);
  EXPECT_EQ(asked(terms, "atlas", partner_of(2)).house_fee_micros, 1'000);
  EXPECT_EQ(asked(terms, "atlas", no_partner()).house_fee_micros, 1'000);
  EXPECT_TRUE(terms.has_own(partner_of(1)));
}

TEST(CompiledTerms, ThePolicyIsNarrowedByTheSuppliersLimitsLessTheHouseFee) {
  TermsRecord supplier = row(TermsKind::supplier, {.supplier = "aep-energy"}, {.margin = MarginRule{.min_micros = 1'000, .max_micros = 17'000, .step_micros = 100}});
  const CompiledTerms terms({policy({}, {.min_micros = 2'000, .max_micros = 20'000, .step_micros = 500, .default_micros = 6'000}), supplier, fee({}, 2'000)}, {});
  EXPECT_EQ(asked(terms, "aep-energy").margin, (MarginLimits{.min_micros = 2'000, .max_micros = 15'000, .step_micros = 500, .default_micros = 6'000}));
  EXPECT_EQ(asked(terms, "liberty").margin, (MarginLimits{.min_micros = 2'000, .max_micros = 20'000, .step_micros = 500, .default_micros = 6'000}));
}

TEST(CompiledTerms, LimitsThatExcludeEachOtherSellNothing) {
  TermsRecord supplier = row(TermsKind::supplier, {.supplier = "liberty"}, {.margin = MarginRule{.max_micros = 1'000}});
  const CompiledTerms terms({policy({}, {.min_micros = 2'000, .max_micros = 20'000}), supplier}, {});
  EXPECT_FALSE(asked(terms, "liberty").is_entitled);
  EXPECT_TRUE(asked(terms, "atlas").is_entitled);
}

TEST(CompiledTerms, APartnerWithEntitlementsSellsThoseAlone) {
  const TermsRecord entitlement = row(TermsKind::entitlement, {.partner = partner_of(1), .supplier = "liberty", .state = "PA"}, {.agent_code = "A-17", .license = "PUC 1"});
  const CompiledTerms terms({entitlement}, {});
  EXPECT_TRUE(asked(terms, "liberty").is_entitled);
  EXPECT_EQ(asked(terms, "liberty").agent_code, "A-17");
  EXPECT_EQ(asked(terms, "liberty").license, "PUC 1");
  EXPECT_FALSE(asked(terms, "atlas").is_entitled);
  EXPECT_TRUE(asked(terms, "atlas", partner_of(2)).is_entitled);
  EXPECT_TRUE(asked(terms, "atlas", no_partner()).is_entitled);
  const CompiledTerms required({entitlement}, {.entitlements_required = true});
  EXPECT_FALSE(asked(required, "liberty", partner_of(2)).is_entitled);
  EXPECT_TRUE(asked(required, "liberty", no_partner()).is_entitled);
}

TEST(CompiledTerms, AnEntitlementThatEndedLeavesNothingAndNotEverything) {
  TermsRecord entitlement = row(TermsKind::entitlement, {.partner = partner_of(1)}, {});
  entitlement.closed_at = kNow + Duration::hours(1);
  const CompiledTerms terms({entitlement}, {});
  EXPECT_TRUE(asked(terms, "liberty").is_entitled);
  EXPECT_FALSE(asked(terms, "liberty", partner_of(1), kNow + Duration::hours(1)).is_entitled);
}

TEST(CompiledTerms, AnyPastInstantIsToldAgain) {
  TermsRecord first = fee({}, 1'000);
  first.closed_at = kNow + Duration::hours(1);
  TermsRecord second = fee({}, 2'000);
  second.from = kNow + Duration::hours(1);
  const CompiledTerms terms({first, second}, {});
  EXPECT_EQ(asked(terms, "liberty", no_partner(), kNow - Duration::milliseconds(1)).house_fee_micros, 0);
  EXPECT_EQ(asked(terms, "liberty", no_partner(), kNow).house_fee_micros, 1'000);
  EXPECT_EQ(asked(terms, "liberty", no_partner(), second.from - Duration::milliseconds(1)).house_fee_micros, 1'000);
  EXPECT_EQ(asked(terms, "liberty", no_partner(), second.from).house_fee_micros, 2'000);
  EXPECT_EQ(terms.next_change(kNow), second.from);
  EXPECT_EQ(terms.next_change(second.from), std::nullopt);
  EXPECT_EQ(terms.span_at(kNow).from, kNow);
  EXPECT_EQ(terms.span_at(kNow).until, second.from);
}

TEST(ReferenceTerms, TheFeeAboveSeventeenMilsIsRefusedAndTenMilsAreEightAndAHalf) {
  const CompiledTerms terms(reference_terms(), {});
  EXPECT_EQ(asked(terms, "aep-energy").margin.max_micros, 17'000);
  EXPECT_FALSE(permits(asked(terms, "aep-energy").margin, 20'000, EnergyUnit::kwh));
  const ShareRule rule = terms.share_of({.supplier = "aep-energy", .commodity = Commodity::electric, .state = "OH", .utility = "aep-ohio-op"}, kNow);
  EXPECT_EQ(realized_micros(rule, 10'000), 8'500);
  EXPECT_EQ(realized_micros(rule, 17'000), 12'000);
}

TEST(ReferenceTerms, TaxesAreThoseOfTheDay) {
  const CompiledTerms terms(reference_terms(), {});
  const auto factor = [&](const char* day, const char* state) {
    return terms.of({.supplier = "sfe", .commodity = Commodity::electric, .state = state, .utility = {}}, *Instant::parse(day)).gross_up;
  };
  EXPECT_EQ(factor("2016-06-01T12:00:00Z", "PA"), (GrossUp{GrossUpForm::on_fee, 1'062'700}));
  EXPECT_EQ(factor("2016-06-01T12:00:00Z", "NJ"), (GrossUp{GrossUpForm::on_fee, 1'070'000}));
  EXPECT_EQ(factor("2026-06-01T12:00:00Z", "NJ"), (GrossUp{GrossUpForm::on_fee, 1'066'250}));
  EXPECT_EQ(factor("2016-06-01T12:00:00Z", "MD"), GrossUp{});
  EXPECT_EQ(factor("2015-06-01T12:00:00Z", "PA"), GrossUp{});
}

TEST(ReferenceTerms, WhatWasWrittenOfTheSamePlaceGoesBeforeThem) {
  std::vector<TermsRecord> records = reference_terms();
  records.push_back(row(TermsKind::supplier, {.supplier = "sfe", .commodity = Commodity::electric, .state = "PA"}, {.gross_up = GrossUp{}}));
  EXPECT_EQ(asked(CompiledTerms(records, {}), "sfe").gross_up, GrossUp{});
  records.back().place.state = "";
  EXPECT_EQ(asked(CompiledTerms(records, {}), "sfe").gross_up, (GrossUp{GrossUpForm::on_fee, 1'062'700}));
}

TEST(ReferenceTerms, AMistakeIsNamedByItsLine) {
  const auto broken = parse_reference_terms("header\nsfe,electric,PA,,yesterday,,,,,,,,low,\n");
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(broken.error().code, "reference_terms_broken");
  EXPECT_NE(broken.error().message.find("line 2"), std::string::npos);
  EXPECT_EQ(share_tiers_text(*parse_share_tiers("0:1;0.007:0.5")), "0.000000:1.000000;0.007000:0.500000");
  EXPECT_EQ(parse_share_tiers("0.007").error().code, "share_unsound");
}

}  // namespace
}  // namespace switchyard::pricing
