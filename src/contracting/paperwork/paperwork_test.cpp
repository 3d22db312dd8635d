#include "contracting/paperwork/paperwork.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/paperwork/paper_values.hpp"
#include "contracting/paperwork/template_shelf.hpp"

namespace switchyard::contracting {
namespace {

std::shared_ptr<const TemplateShelf> shelf(const std::vector<TemplateText>& texts) {
  return TemplateShelf::load(texts, [](std::string_view bytes) { return "0123456789abcdef" + std::to_string(bytes.size()); }).value();
}

TemplateText text(const std::string& name, const std::string& applies_to, const std::string& language = "en") {
  return {name, "---\ntitle: " + name + "\nlanguage: " + language + "\napplies_to: {" + applies_to + "}\n---\n# " + name + "\n"};
}

TEST(TemplateShelf, TheOneThatNamesTheMostServes) {
  const auto kept = shelf({text("general", "document: agreement"), text("gas", "document: agreement, commodity: gas"),
                           text("own", "document: agreement, commodity: gas, supplier: bluestem-gas"), text("spanish", "document: agreement", "es")});
  const auto named = [&](const TemplateQuestion& question) {
    const auto* found = kept->find(question);
    return found == nullptr ? std::string("none") : found->source.name();
  };
  EXPECT_EQ(named({.document = "agreement", .commodity = "electric"}), "general");
  EXPECT_EQ(named({.document = "agreement", .commodity = "gas"}), "gas");
  EXPECT_EQ(named({.document = "agreement", .supplier = "bluestem-gas", .commodity = "gas"}), "own");
  EXPECT_EQ(named({.document = "agreement", .commodity = "electric", .language = "es"}), "spanish");
  EXPECT_EQ(named({.document = "efl"}), "none");
  EXPECT_EQ(kept->find({.document = "agreement"})->version, "general@0123456789ab");
}

TEST(TemplateShelf, TwoThatServeTheSameAreRefused) {
  const std::vector<TemplateText> texts = {text("one", "document: agreement"), text("two", "document: agreement")};
  EXPECT_EQ(TemplateShelf::load(texts, [](std::string_view) { return std::string(64, 'a'); }).error().code, "template_ambiguous");
}

class Paperwork : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench_{GetParam()};
  ContractDesk desk_ = bench_.desk();

  void SetUp() override {
    desk_.templates = shelf(embedded_templates());
    desk_.partner_card = [](const access::PartnerId&) { return PartnerCard{.name = "Prairie Energy Advisors", .phone = "+13125550100"}; };
    desk_.supplier_card = [](std::string_view, std::string_view) { return SupplierCard{.address = "1 Main St, Chicago, IL 60601", .phone = "+13125550199"}; };
  }
  Contract of_state(const std::string& state) {
    Contract contract = bench_.bakery_contract();
    for (ContractAccount& account : contract.accounts) account.state_code = state;
    return contract;
  }
  Result<std::vector<IssuedDocument>> issue(const Contract& contract) {
    return bench_.write<std::vector<IssuedDocument>>([&](SqlTransaction& transaction) { return issue_papers(transaction, desk_, contract); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Paperwork, every_engine(), engine_name);

TEST_P(Paperwork, ADraftsAgreementIsPreviewedWithItsPlacesToSign) {
  const Contract contract = bench_.bakery_contract();
  bench_.parties.database->read([&](SqlReader& reader) {
    const auto pdf = preview_paper(reader, desk_, contract, {PaperKind::agreement});
    ASSERT_TRUE(pdf.has_value()) << pdf.error().message;
    EXPECT_TRUE(pdf->bytes.starts_with("%PDF-"));
    EXPECT_TRUE(std::ranges::any_of(pdf->anchors, [](const documents::PlacedAnchor& anchor) { return anchor.name == "sign:customer"; }));
    const auto again = preview_paper(reader, desk_, contract, {PaperKind::agreement});
    EXPECT_EQ(pdf->sha256, again->sha256);
  });
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM issued_documents"), 0);
}

TEST_P(Paperwork, WhatWasIssuedIsServedFromTheStoreForEver) {
  const Contract contract = bench_.bakery_contract();
  const auto issued = issue(contract);
  ASSERT_TRUE(issued.has_value()) << issued.error().message;
  ASSERT_EQ(issued->size(), 3u);
  EXPECT_EQ((*issued)[0].kind, PaperKind::broker_compensation);  // Illinois wants it told.
  EXPECT_EQ((*issued)[1].kind, PaperKind::agreement);
  EXPECT_TRUE((*issued)[1].template_name.starts_with("electric-agreement-en@"));
  EXPECT_NE((*issued)[1].anchors.find("sign:customer"), std::string::npos);
  EXPECT_EQ((*issued)[2].kind, PaperKind::authorization);
  EXPECT_EQ((*issued)[2].utility_code, "comed");
  bench_.parties.clock.set(*Instant::parse("2026-12-24T15:00:00Z"));
  const auto again = issue(contract);
  EXPECT_EQ((*again)[0].id, (*issued)[0].id);
  bench_.parties.database->read([&](SqlReader& reader) {
    std::string bytes;
    ASSERT_TRUE(read_document_bytes(reader, bench_.parties.actor.partner, (*issued)[0].id, [&](std::string_view part) { bytes += part; }).has_value());
    EXPECT_EQ(bench_.parties.digest.sha256_hex(bytes), (*issued)[0].sha256);
    EXPECT_EQ(read_document_bytes(reader, bench_.parties.other.partner, (*issued)[0].id, [](std::string_view) {}).error().code, "document_not_found");
    EXPECT_EQ(documents_of_contracts(reader, bench_.parties.actor.partner, std::span(&contract.id, 1)).size(), 3u);
    EXPECT_TRUE(documents_of_contracts(reader, bench_.parties.other.partner, std::span(&contract.id, 1)).empty());
  });
}

TEST_P(Paperwork, TexasAddsItsThreeAttachments) {
  const auto issued = issue(of_state("TX"));
  ASSERT_TRUE(issued.has_value()) << issued.error().message << fields_of(issued.error());
  std::string kinds;
  for (const IssuedDocument& document : *issued) kinds.append(text_of(document.kind)).append(" ");
  EXPECT_NE(kinds.find("efl tos yrac "), std::string::npos) << kinds;
}

// S01: 5 mils on 60,000 kWh are $300.00 a year and $600.00 over 24 months.
TEST_P(Paperwork, TheBrokersCompensationIsThatOfThePrices) {
  const Compensation earned = compensation_of(bench_.bakery_contract());
  EXPECT_EQ(earned.annual_cents, 30'000);
  EXPECT_EQ(earned.total_cents, 60'000);
}

TEST_P(Paperwork, WithoutTemplatesAPreviewIsRefusedAndNothingIsIssued) {
  const Contract contract = bench_.bakery_contract();
  desk_.templates = nullptr;
  bench_.parties.database->read([&](SqlReader& reader) {
    EXPECT_EQ(preview_paper(reader, desk_, contract, {PaperKind::agreement}).error().code, "templates_not_configured");
  });
  EXPECT_TRUE(issue(contract)->empty());
}

}  // namespace
}  // namespace switchyard::contracting
