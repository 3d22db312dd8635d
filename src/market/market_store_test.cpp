#include "market/market_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/test_databases_fake.hpp"
#include "market/market_source.hpp"
#include "market/reference_overrides.hpp"

namespace switchyard::market {
namespace {

class SilentLog final : public Log {
 public:
  void write(LogLevel, std::string_view, std::span<const LogField>) noexcept override {}
};

class MarketStore : public ::testing::TestWithParam<Engine> {
 protected:
  Result<void> map(AliasMapping mapping) {
    return write_result<void>(*database_, [&](SqlTransaction& transaction) { return map_alias(transaction, *market_, mapping); });
  }
  Result<void> change(std::string table, std::string row, std::string column, std::string value) {
    const OverrideChange cell{.cell = {std::move(table), std::move(row), std::move(column), std::move(value)}, .changed_by = "shell", .changed_at = {}};
    return write_result<void>(*database_, [&](SqlTransaction& transaction) {
      return override_reference(transaction, embedded_reference(), std::span(&cell, 1));
    });
  }
  std::vector<AliasMapping> mappings(const AliasMappingFilter& filter = {}) {
    std::vector<AliasMapping> all;
    database_->read([&](SqlReader& reader) { all = list_alias_mappings(reader, filter); });
    return all;
  }
  std::int64_t revision() {
    std::int64_t now = 0;
    database_->read([&](SqlReader& reader) { now = read_market_revision(reader); });
    return now;
  }

  TestDatabase database_{GetParam(), market_migrations()};
  std::shared_ptr<const LoadedMarket> market_ = embedded_market();
  SilentLog log_;
};

AliasMapping gotham() {
  return {.supplier = "liberty", .alias = "Gotham Light", .commodity = Commodity::electric, .state = "NY", .utility_code = "coned",
          .mapped_by = "shell", .mapped_at = Instant::from_unix_ms(1'700'000'000'123)};
}

TEST_P(MarketStore, AMappingIsKeptAndReplacedByItsKey) {
  ASSERT_TRUE(map(gotham()).has_value());
  AliasMapping again = gotham();
  again.alias = "GOTHAM-LIGHT";
  again.utility_code = "nyseg";
  ASSERT_TRUE(map(again).has_value());
  const auto all = mappings();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].utility_code, "nyseg");
  EXPECT_EQ(all[0].alias, "GOTHAM-LIGHT");
  EXPECT_EQ(all[0].mapped_at, Instant::from_unix_ms(1'700'000'000'123));
  EXPECT_EQ(revision(), 2);
}

TEST_P(MarketStore, MappingsAreListedByFilter) {
  ASSERT_TRUE(map(gotham()).has_value());
  AliasMapping gas = gotham();
  gas.supplier = "";
  gas.commodity = Commodity::gas;
  gas.utility_code = "coned-gas";
  ASSERT_TRUE(map(gas).has_value());
  EXPECT_EQ(mappings().size(), 2u);
  EXPECT_EQ(mappings({.supplier = "liberty"}).size(), 1u);
  EXPECT_EQ(mappings({.commodity = Commodity::gas}).front().utility_code, "coned-gas");
}

TEST_P(MarketStore, AMappingThatCannotBeIsRefused) {
  const auto refused = [&](auto&& spoil) {
    AliasMapping mapping = gotham();
    spoil(mapping);
    const auto done = map(mapping);
    return done ? std::string("done") : done.error().code;
  };
  EXPECT_EQ(refused([](AliasMapping& m) { m.utility_code = "gotham"; }), "unknown_utility");
  EXPECT_EQ(refused([](AliasMapping& m) { m.supplier = "gotham"; }), "unknown_supplier");
  EXPECT_EQ(refused([](AliasMapping& m) { m.commodity = Commodity::gas; }), "commodity_mismatch");
  EXPECT_EQ(refused([](AliasMapping& m) { m.alias = "--"; }), "invalid_alias");
  EXPECT_EQ(refused([](AliasMapping& m) { m.alias = std::string(201, 'x'); }), "invalid_alias");
  EXPECT_EQ(refused([](AliasMapping& m) { m.state = "Ohio"; }), "invalid_state");
  EXPECT_EQ(revision(), 0);
}

TEST_P(MarketStore, AMappingCanBeTakenAway) {
  ASSERT_TRUE(map(gotham()).has_value());
  bool first = false;
  bool second = true;
  database_->write([&](SqlTransaction& transaction) { return first = unmap_alias(transaction, gotham()), true; });
  database_->write([&](SqlTransaction& transaction) { return second = unmap_alias(transaction, gotham()), true; });
  EXPECT_TRUE(first);
  EXPECT_FALSE(second);
  EXPECT_TRUE(mappings().empty());
}

TEST_P(MarketStore, TheSourceFollowsAChange) {
  auto source = MarketSource::open(*database_, log_);
  ASSERT_TRUE(source.has_value());
  const auto before = (*source)->current();
  int changes = 0;
  (*source)->on_change([&] { ++changes; });
  ASSERT_TRUE(map(gotham()).has_value());
  (*source)->refresh();
  (*source)->refresh();
  const AliasQuestion question{.supplier = "liberty", .alias = "gotham light", .state = "NY"};
  EXPECT_EQ((*source)->current()->resolve_utility(question).code, "coned");
  EXPECT_EQ(before->resolve_utility(question).outcome, Resolution::Outcome::unknown);
  EXPECT_EQ(changes, 1);
}

TEST_P(MarketStore, AnotherNodeFollowsAChange) {
  const auto other = database_.open_again();
  auto source = MarketSource::open(*other, log_);
  ASSERT_TRUE(source.has_value());
  ASSERT_TRUE(change("utilities", "comed", "enrollment_lead", "3 days").has_value());
  (*source)->refresh();
  EXPECT_EQ((*source)->current()->utility("comed")->enrollment_lead, "3 days");
}

TEST_P(MarketStore, AnOverrideThatDoesNotLoadChangesNothing) {
  EXPECT_EQ(change("utilities", "comed", "account_pattern", "(").error().code, "invalid_reference");
  EXPECT_EQ(change("utilities", "comed", "nickname", "x").error().code, "unknown_column");
  EXPECT_EQ(change("aliases", "x", "meaning", "one").error().code, "unknown_table");
  EXPECT_EQ(change("utilities", "comed", "notes", std::string(2001, 'x')).error().code, "invalid_reference");
  EXPECT_EQ(revision(), 0);
}

TEST_P(MarketStore, AnOverrideCanBeTakenBack) {
  ASSERT_TRUE(change("utilities", "comed", "enrollment_lead", "3 days").has_value());
  const auto restored = write_result<bool>(*database_, [&](SqlTransaction& transaction) {
    return restore_reference(transaction, embedded_reference(), {"utilities", "comed", "enrollment_lead", ""});
  });
  EXPECT_TRUE(restored.value());
  const auto again = write_result<bool>(*database_, [&](SqlTransaction& transaction) {
    return restore_reference(transaction, embedded_reference(), {"utilities", "comed", "enrollment_lead", ""});
  });
  EXPECT_FALSE(again.value());
}

TEST_P(MarketStore, AnOldOverrideThatNoLongerFitsKeepsTheFormerMarket) {
  auto source = MarketSource::open(*database_, log_);
  ASSERT_TRUE(source.has_value());
  // As if a release had dropped the column that an operator overrode.
  database_->write([&](SqlTransaction& transaction) {
    store_reference_override(transaction, {.cell = {"utilities", "comed", "gone", "x"}, .changed_by = "shell", .changed_at = {}});
    raise_market_revision(transaction);
    return true;
  });
  (*source)->refresh();
  EXPECT_EQ((*source)->current()->revision(), 0);
  EXPECT_EQ(MarketSource::open(*database_, log_).error().code, "unknown_column");
}

INSTANTIATE_TEST_SUITE_P(Engines, MarketStore, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::market
