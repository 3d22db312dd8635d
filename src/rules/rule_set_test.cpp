#include "rules/rules.hpp"

#include <gtest/gtest.h>

#include "market/loaded_market.hpp"

namespace switchyard::rules {
namespace {

TEST(RuleSet, TheProductsOwnFilesLoad) {
  const auto files = embedded_rules();
  const auto loaded = RuleSet::load(files, *market::embedded_market());
  ASSERT_TRUE(loaded) << [&] {
    std::string all;
    for (const auto& each : loaded.error().fields) all += each.pointer + " " + each.detail + "\n";
    return all;
  }();
  EXPECT_TRUE((*loaded)->version().starts_with("2026-11-24+"));
}

}  // namespace
}  // namespace switchyard::rules
