#include "app/config/countersignatures.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace switchyard::app {
namespace {

TEST(Countersignatures, AreReadWithTheirSigner) {
  const std::vector<std::string> entries = {"northgate-retail=ours Dana Cole <contracts@northgate.example>", "keystone-lantern=theirs"};
  const auto cards = read_countersignatures(entries);
  ASSERT_TRUE(cards.has_value());
  EXPECT_EQ(cards->at("northgate-retail").countersignature, contracting::Countersignature::ours);
  EXPECT_EQ(cards->at("northgate-retail").signer_name, "Dana Cole");
  EXPECT_EQ(cards->at("northgate-retail").signer_email, "contracts@northgate.example");
  EXPECT_EQ(cards->at("keystone-lantern").countersignature, contracting::Countersignature::theirs);
}

TEST(Countersignatures, WhatSaysNoSignerOrAnotherWordIsRefused) {
  for (const std::string entry : {"northgate-retail", "=theirs", "northgate-retail=ours", "northgate-retail=ours Dana Cole", "northgate-retail=theirs Dana", "northgate-retail=both"}) {
    const std::vector<std::string> entries = {entry};
    EXPECT_EQ(read_countersignatures(entries).error().code, "setting_invalid") << entry;
  }
}

}  // namespace
}  // namespace switchyard::app
