#include "pricing/quotes/quote_verification.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include <fmt/format.h>

#include "pricing/book/random_sheets_fake.hpp"
#include "pricing/layout/layout_spec.hpp"
#include "pricing/quotes/line_price.hpp"
#include "pricing/quotes/rest_quote_bench_fake.hpp"
#include "pricing/quotes/quote_form.hpp"

namespace switchyard::pricing {
namespace {

class QuoteVerification : public ::testing::Test {
 protected:
  QuoteBench bench{Engine::sqlite};
  const std::string sheet = bench.import(PrairieFile{});
  const std::string id = bench.quoted({QuoteBench::rate(sheet, 0), QuoteBench::rate(sheet, 3)}, "40000");

  QuoteVerdict verdict(const LayoutLibrary& layouts) { return verify_quote(*bench.sheets.database, bench.stored(id), bench.sheets.digest, layouts); }
  QuoteVerdict verdict() { return verdict(bench.sheets.layouts); }
  void tamper(const char* sql) {
    bench.sheets.database->write([&](SqlTransaction& transaction) {
      transaction.execute(sql, {});
      return true;
    });
  }
};

TEST_F(QuoteVerification, EveryLineIsDerivedFromItsCellAnew) {
  const QuoteVerdict found = verdict();
  EXPECT_TRUE(found.holds()) << verdict_json(bench.stored(id), found);
  ASSERT_EQ(found.lines.size(), 2u);
  EXPECT_EQ(found.lines[0].ref, "prairie.csv H2");
  EXPECT_EQ(found.lines[1].ref, "prairie.csv I3");
  EXPECT_EQ(found.lines[1].price, "0.06601 $/kWh");
  EXPECT_TRUE(found.lines[0].notes.empty());
}

// Each is a hand in the tables; each is seen.
TEST_F(QuoteVerification, WhateverIsChangedInTheDatabaseIsFound) {
  const std::vector<std::string> columns = {"basis_micros", "stored_micros", "house_fee_micros", "partner_margin_micros", "agent_margin_micros", "gross_up_micros",
                                            "price_micros", "annual_cost_cents", "term_cost_cents", "annual_usage_milli", "aggregate_milli", "term_months",
                                            "sellable_until_at_ms", "valid_from_days", "band_max_milli", "band_min_milli", "price_decimals", "start_from_index",
                                            "start_month_index", "margin_max_micros", "band_max_inclusive", "aggregate_was_stated"};
  for (const std::string& column : columns) {
    const std::string change = fmt::format("UPDATE quote_lines SET {} = {} - 1 WHERE position = 1", column, column);
    tamper(change.c_str());
    EXPECT_FALSE(verdict().holds()) << column;
    tamper(fmt::format("UPDATE quote_lines SET {} = {} + 1 WHERE position = 1", column, column).c_str());
    ASSERT_TRUE(verdict().holds()) << column;
  }
  for (const std::string column : {"cell", "worksheet", "file_name", "supplier", "supplier_name", "utility_code", "utility_word", "rate_class", "rate_class_word", "zone",
                                   "state", "product", "billing", "price_text", "source_id", "nonce", "sealed_sha256", "agent_code", "license", "site_reference",
                                   "service_address", "file_sha256", "layout_sha256", "layout"}) {
    tamper(fmt::format("UPDATE quote_lines SET {} = {} || 'x' WHERE position = 0", column, column).c_str());
    EXPECT_FALSE(verdict().holds()) << column;
    tamper(fmt::format("UPDATE quote_lines SET {} = SUBSTR({}, 1, LENGTH({}) - 1) WHERE position = 0", column, column, column).c_str());
    ASSERT_TRUE(verdict().holds()) << column;
  }
  for (const char* change : {"UPDATE quotes SET hash = 'x'", "UPDATE quotes SET expires_at_ms = expires_at_ms + 1", "UPDATE quotes SET customer_name = 'x'",
                             "UPDATE quotes SET created_at_ms = 1", "UPDATE quotes SET line_count = 3", "DELETE FROM quote_lines WHERE position = 1"}) {
    tamper(change);
    EXPECT_FALSE(verdict().holds()) << change;
  }
}

TEST_F(QuoteVerification, AChangedFileIsFound) {
  tamper("UPDATE sheet_files SET bytes = X'00'");
  EXPECT_EQ(verdict().lines[0].faults, std::vector<std::string>{"the kept file is not the one of this hash: its bytes were changed"});
  tamper("DELETE FROM sheet_files");
  EXPECT_FALSE(verdict().holds());
  EXPECT_NE(verdict().lines[0].faults[0].find("is not kept any more"), std::string::npos);
}

// The seal made good again by the same hand: the file still tells.
TEST_F(QuoteVerification, AForgedPriceWithAFittingHashIsFoundInTheFile) {
  Quote forged = bench.stored(id);
  QuoteLine& line = forged.lines[0];
  line.facts.basis_micros = 50'000;
  line.stack = stack_of(parts_of(line));
  const auto costs = line_costs(line.facts, line.stack.price_micros, line.annual_usage);
  line.annual_cost_cents = costs->annual_cents;
  line.term_cost_cents = costs->term_cents;
  seal_quote(forged, bench.sheets.digest);
  const QuoteVerdict found = verify_quote(*bench.sheets.database, forged, bench.sheets.digest, bench.sheets.layouts);
  EXPECT_EQ(found.lines[0].faults, std::vector<std::string>{"the price to sell from was quoted as '0.050000', and is '0.060000'"});
  EXPECT_TRUE(found.faults.empty());
}

TEST_F(QuoteVerification, ALayoutThatChangedSinceIsReadWithItsTextOfThen) {
  const ScratchFolder folder;
  const std::string text = bench.sheets.layouts.find("prairie-crown-csv")->spec().yaml;
  std::string changed = text;
  changed.replace(changed.find("version: 1"), 10, "version: 2");
  changed.replace(changed.find("displayed(5)"), 12, "displayed(3)");
  std::ofstream(folder.path() + "/prairie-crown-csv.yaml") << changed;
  const QuoteVerdict found = verdict(*LayoutLibrary::load(folder.path()));
  EXPECT_TRUE(found.holds());
  EXPECT_EQ(found.lines[0].notes, std::vector<std::string>{"the layout prairie-crown-csv@1 has changed since: read with its text of then"});
  tamper("UPDATE layout_texts SET yaml = yaml || ' '");
  EXPECT_EQ(verdict().lines[0].faults, std::vector<std::string>{"the kept text of layout prairie-crown-csv@1 is missing or was changed"});
}

TEST_F(QuoteVerification, ASheetOfBeforeLayoutsWereKeptNeedsTheSameVersion) {
  tamper("DELETE FROM sheet_layout_texts");
  const std::string old = bench.quoted({QuoteBench::rate(sheet, 0)});
  const auto check = [&](const LayoutLibrary& layouts) { return verify_quote(*bench.sheets.database, bench.stored(old), bench.sheets.digest, layouts); };
  EXPECT_TRUE(check(bench.sheets.layouts).holds());
  EXPECT_EQ(check(bench.sheets.layouts).lines[0].notes.size(), 1u);
  const ScratchFolder folder;
  std::string changed = bench.sheets.layouts.find("prairie-crown-csv")->spec().yaml;
  changed.replace(changed.find("version: 1"), 10, "version: 2");
  std::ofstream(folder.path() + "/prairie-crown-csv.yaml") << changed;
  EXPECT_FALSE(check(*LayoutLibrary::load(folder.path())).holds());
}

// Random quotes over random files, with random terms: all verify, from the file's bytes to the hash.
TEST(QuoteVerificationOfMany, RandomQuotesVerify) {
  class Terms final : public PriceTerms {
   public:
    [[nodiscard]] SellingTerms of(const TermsQuestion& question, Instant) const override {
      const bool is_illinois = question.state == "IL";
      return {.margin = {.max_micros = 50'000, .default_micros = 3'000}, .house_fee_micros = is_illinois ? 1'250 : 700,
              .gross_up = {.form = is_illinois ? GrossUpForm::on_fee : GrossUpForm::on_total, .factor_millionths = 1'066'250}};
    }
  };
  std::mt19937_64 random(20'261'124);
  QuoteBench bench{Engine::sqlite};
  bench.rules.terms = std::make_shared<Terms>();
  std::vector<std::string> ids;
  for (int day = 0; day < 3; ++day) {
    bench.sheets.clock.set(*Instant::parse(fmt::format("2026-11-{}T15:00:00Z", 24 + day)));
    const std::string date = fmt::format("11/{}/2026", 24 + day);
    const std::string sheet = bench.import({.day = date, .until = date, .price_micros = 55'000 + static_cast<std::int64_t>(pick(random, 10'000))});
    for (int i = 0; i < 40; ++i) {
      std::string lines;
      for (std::size_t line = 0, count = 1 + pick(random, 4); line < count; ++line) {
        // Of ComEd (0 to 15) or Duke Ohio, in the lower band; usages stay in it together.
        const auto ordinal = static_cast<std::uint32_t>(pick(random, 2) * 16 + pick(random, 8));
        lines += fmt::format("{}{{\"rateId\":\"{}\",\"annualUsage\":\"{}.{:03}\",\"siteReference\":\"{}\"{}}}", line == 0 ? "" : ",", QuoteBench::rate(sheet, ordinal),
                             1 + pick(random, 20'000), pick(random, 1'000), line,
                             pick(random, 2) == 0 ? "" : fmt::format(",\"margin\":\"{}\"", Decimal::from_parts(static_cast<std::int64_t>(pick(random, 50'001)), 6)->text()));
      }
      const auto made = bench.create("{\"lines\":[" + lines + "]}");
      ASSERT_EQ(made.status, 201) << made.body;
      ids.push_back(member(made, "id"));
    }
  }
  for (const std::string& id : ids) {
    const Quote quote = bench.stored(id);
    const QuoteVerdict found = verify_quote(*bench.sheets.database, quote, bench.sheets.digest, bench.sheets.layouts);
    ASSERT_TRUE(found.holds()) << verdict_json(quote, found);
  }
}

}  // namespace
}  // namespace switchyard::pricing
