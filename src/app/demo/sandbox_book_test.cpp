#include "app/demo/sandbox_book.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/installation.hpp"
#include "pricing/search.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::app {
namespace {

// A Test environment of its own, whose business clock begins where the test says.
class SandboxBook : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* running = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ = std::filesystem::temp_directory_path() / fmt::format("switchyard-sandbox-{}-{}", ::getpid(), running->name());
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override {
    test.reset();
    installation.reset();
    std::filesystem::remove_all(directory_);
  }
  void open_at(std::string_view instant) {
    test.reset();
    CommonOptions common;
    common.data = directory_.string();
    common.config = config_;
    if (!installation) installation = std::move(*Installation::open(common));
    test = std::move(*Environment::open(*installation, EnvironmentName::test));
    test->start_clock_at(*Instant::parse(instant));
  }
  // Before the first open_at.
  void turn_off() {
    config_ = (directory_ / "settings.toml").string();
    std::ofstream(config_) << "[pricing]\nsandbox_book = false\n";
  }
  std::vector<std::string> renew() {
    auto reports = renew_sandbox_book(*installation, *test);
    std::vector<std::string> ended;
    for (const auto& report : reports.value()) ended.push_back(fmt::format("{} {} {}", report.supplier, report.status, report.rates));
    test->load_book();
    return ended;
  }
  // The cheapest, as "supplier price unit", else the reason why there is none.
  std::string cheapest(const pricing::PriceQuery& query, std::string_view at, pricing::SearchMode mode = pricing::SearchMode::sell) {
    const auto book = test->books().current();
    const auto page = pricing::search(*book, query, *Instant::parse(at), mode);
    if (!page) return page.error().code;
    if (page->offers.empty()) return std::string(text_of(page->reason));
    const pricing::Offer& offer = page->offers.front();
    return fmt::format("{} {}", offer.supplier, UnitPrice::from_micros(offer.price_micros, offer.price_unit).text(offer.stack.price_decimals));
  }
  std::vector<pricing::SheetRecord> sheets(const pricing::SheetFilter& filter) {
    std::vector<pricing::SheetRecord> found;
    test->database().read([&](SqlReader& reader) { found = pricing::list_sheets(reader, filter); });
    return found;
  }

  std::unique_ptr<Installation> installation;
  std::unique_ptr<Environment> test;

 private:
  std::filesystem::path directory_;
  std::string config_;
};

pricing::PriceQuery electric(std::string utility, std::int64_t kwh) {
  return {.utility_code = std::move(utility), .annual_usage = Energy::from_milli(kwh * 1000, EnergyUnit::kwh)};
}

pricing::PriceQuery gas(std::string utility, std::int64_t amount, EnergyUnit unit) {
  return {.commodity = Commodity::gas, .utility_code = std::move(utility), .annual_usage = Energy::from_milli(amount * 1000, unit)};
}

Month month(int year, int number) { return Date::from_parts(year, number, 1)->month_of(); }

TEST_F(SandboxBook, TheWholeSetIsPublishedAndAgainIsNothingNew) {
  open_at("2026-11-24T12:00:00Z");
  EXPECT_THAT(renew(), ::testing::ElementsAre("harborlight published 1440", "prairie-crown published 1296", "bluestem-gas published 288",
                                              "keystone-lantern published 1152", "northgate-retail published 384", "wayside published 108",
                                              "harborlight expired 1440", "wayside published 36"));
  EXPECT_THAT(renew(), ::testing::Each(::testing::HasSubstr(" duplicate ")));
}

TEST_F(SandboxBook, APriceIsTheSameOnASaturdayAndOnATuesdayOfAnotherSeason) {
  auto query = electric("comed", 60'000);
  query.rate_class = "Small Load";
  query.term_months = {24};
  for (const auto& [now, year] : {std::pair{"2026-03-07T12:00:00Z", 2027}, std::pair{"2026-11-24T12:00:00Z", 2027}}) {
    open_at(now);
    renew();
    query.start_months = {month(year, 1)};
    query.suppliers = {"prairie-crown"};
    EXPECT_EQ(cheapest(query, now), "prairie-crown 0.07116");
    query.suppliers = {};
    EXPECT_EQ(cheapest(query, now), "wayside 0.06762");
  }
}

TEST_F(SandboxBook, GasIsSoldInTheUnitOfEachUtility) {
  open_at("2026-11-24T12:00:00Z");
  renew();
  const auto january = [&](pricing::PriceQuery query) {
    query.start_months = {month(2027, 1)};
    query.term_months = {12};
    return cheapest(query, "2026-11-24T12:00:00Z");
  };
  EXPECT_EQ(january(gas("columbia-gas-oh", 2'000, EnergyUnit::ccf)), "bluestem-gas 0.5294");
  EXPECT_EQ(january(gas("nicor", 2'000, EnergyUnit::therm)), "bluestem-gas 0.4839");
  EXPECT_EQ(january(gas("consumers-gas", 2'000, EnergyUnit::mcf)), "northgate-retail 5.0970");
}

TEST_F(SandboxBook, WhatIsNotSoldSaysWhy) {
  open_at("2026-11-24T12:00:00Z");
  renew();
  constexpr std::string_view kNow = "2026-11-24T12:00:00Z";
  EXPECT_EQ(cheapest(electric("comed", 2'000'000), kNow), "usage_above_bands");
  EXPECT_EQ(cheapest(electric("delmarva-de", 60'000), kNow), "no_current_price") << "it was withdrawn";
  auto residential = electric("duquesne", 60'000);
  residential.rate_class = "RS";
  EXPECT_EQ(cheapest(residential, kNow), "nothing_matches");
  EXPECT_EQ(cheapest(electric("duquesne", 60'000), kNow), "wayside 0.07676") << "the cheaper residential line is not sold";
  EXPECT_EQ(sheets({.supplier = "wayside", .status = pricing::SheetStatus::withdrawn}).size(), 1u);
}

TEST_F(SandboxBook, EveryWordIsUnderstoodButTheOneThatWaitsForTheOperator) {
  open_at("2026-11-24T12:00:00Z");
  renew();
  std::vector<pricing::WaitingAlias> waiting;
  test->database().read([&](SqlReader& reader) { waiting = pricing::list_waiting_aliases(reader, ""); });
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting.front().alias, "Gaslight Borough Light Dept");
  EXPECT_EQ(waiting.front().row_count, 36);
}

TEST_F(SandboxBook, TheSheetOfLastMonthAnswersAsOfAlone) {
  open_at("2026-11-24T12:00:00Z");
  renew();
  auto query = electric("pseg", 60'000);
  query.start_months = {month(2026, 11)};
  query.term_months = {12};
  EXPECT_EQ(cheapest(query, "2026-11-24T12:00:00Z"), "start_or_term_not_offered");
  EXPECT_EQ(cheapest(query, "2026-10-02T12:00:00Z", pricing::SearchMode::as_of), "harborlight 0.09810");
}

TEST_F(SandboxBook, TheFlashPriceEndsWithItsMinuteAndTheNextIsThereBefore) {
  const auto query = electric("centerpoint-tx", 60'000);
  open_at("2026-11-24T12:00:30Z");
  FlashSheet flash(*installation, *test);
  ASSERT_TRUE(flash.renew());
  test->load_book();
  EXPECT_EQ(cheapest(query, "2026-11-24T12:00:59Z"), "quicksilver 0.05769");
  EXPECT_EQ(cheapest(query, "2026-11-24T12:01:00Z"), "no_current_price");
  open_at("2026-11-24T12:00:58Z");
  FlashSheet next(*installation, *test);
  ASSERT_TRUE(next.renew());
  test->load_book();
  EXPECT_EQ(cheapest(query, "2026-11-24T12:01:59Z"), "quicksilver 0.05769");
}

TEST_F(SandboxBook, FlashSheetsOlderThanAnHourAreForgotten) {
  for (const char* now : {"2026-11-24T12:00:30Z", "2026-11-24T12:30:30Z", "2026-11-24T13:00:30Z", "2026-11-24T13:02:30Z"}) {
    open_at(now);
    ASSERT_TRUE(FlashSheet(*installation, *test).renew());
  }
  EXPECT_EQ(sheets({.supplier = "quicksilver"}).size(), 3u);
}

TEST_F(SandboxBook, WhereTheSettingsTurnItOffNothingIsImported) {
  turn_off();
  open_at("2026-11-24T12:00:00Z");
  EXPECT_TRUE(renew().empty());
  EXPECT_TRUE(FlashSheet(*installation, *test).renew());
  EXPECT_TRUE(sheets({}).empty());
}

TEST_F(SandboxBook, DailySheetsAreForgottenAfterSeventyDays) {
  open_at("2026-08-01T12:00:00Z");
  renew();
  open_at("2026-11-24T12:00:00Z");
  renew();
  EXPECT_EQ(sheets({.supplier = "prairie-crown"}).size(), 1u);
}

}  // namespace
}  // namespace switchyard::app
