#include "values/id.hpp"

#include <random>

#include <gtest/gtest.h>

namespace switchyard {
namespace {

struct SheetTag { static constexpr std::string_view kPrefix = "sht"; };
struct ContractTag { static constexpr std::string_view kPrefix = "con"; };

constexpr std::array<std::uint8_t, 10> kOnes{255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
constexpr std::array<std::uint8_t, 10> kZeros{};

TEST(Uuid, HasTheLayoutOfVersionSeven) {
  // RFC 9562 appendix A.6: 2022-02-22T19:22:22Z is 0x017F22E279B0 ms.
  const auto now = Instant::from_unix_ms(0x017F22E279B0);
  EXPECT_EQ(Uuid::v7(now, kOnes).bytes,
            (std::array<std::uint8_t, 16>{0x01, 0x7f, 0x22, 0xe2, 0x79, 0xb0, 0x7f, 0xff, 0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}));
  EXPECT_EQ(Uuid::v7(now, kZeros).bytes,
            (std::array<std::uint8_t, 16>{0x01, 0x7f, 0x22, 0xe2, 0x79, 0xb0, 0x70, 0x00, 0x80, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(Uuid, OrdersByTimeOfMakingAsItsTextDoes) {
  const auto earlier = Uuid::v7(Instant::from_unix_ms(1'000'000), kOnes);
  const auto later = Uuid::v7(Instant::from_unix_ms(1'000'001), kZeros);
  EXPECT_LT(earlier, later);
  EXPECT_LT(earlier.text(), later.text());
}

TEST(Uuid, TextIsCrockfordsBase32) {
  EXPECT_EQ(Uuid{}.text(), "00000000000000000000000000");
  Uuid all;
  all.bytes.fill(255);
  EXPECT_EQ(all.text(), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
  Uuid one;
  one.bytes[15] = 33;
  EXPECT_EQ(one.text(), "00000000000000000000000011");
}

TEST(Uuid, ReadsBackTheSame) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    Uuid uuid;
    for (auto& byte : uuid.bytes) byte = static_cast<std::uint8_t>(random());
    ASSERT_EQ(*Uuid::parse(uuid.text()), uuid);
  }
}

TEST(Uuid, OnlyTheCanonicalTextIsRead) {
  for (const char* text : {"", "0000000000000000000000000", "000000000000000000000000000", "80000000000000000000000000", "0000000000000000000000000I",
                           "0000000000000000000000000i", "0000000000000000000000000l", "0000000000000000000000000o", "0000000000000000000000000u",
                           "0000000000000000000000000A", "-0000000000000000000000000", "0000000000000 000000000000"}) {
    const auto uuid = Uuid::parse(text);
    ASSERT_FALSE(uuid) << text;
    EXPECT_EQ(uuid.error().code, "invalid_id");
  }
}

TEST(Id, CarriesItsPrefix) {
  const Id<SheetTag> id(Uuid::v7(Instant::from_unix_ms(0x017F22E279B0), kZeros));
  EXPECT_EQ(id.text(), "sht_01fwhe4ydge008000000000000");
  EXPECT_EQ(*Id<SheetTag>::parse(id.text()), id);
}

TEST(Id, AnotherPrefixIsRefusedByName) {
  const Id<SheetTag> id(Uuid{});
  const auto contract = Id<ContractTag>::parse(id.text());
  ASSERT_FALSE(contract);
  EXPECT_NE(contract.error().message.find("con_"), std::string::npos);
  EXPECT_FALSE(Id<SheetTag>::parse("SHT_00000000000000000000000000"));
  EXPECT_FALSE(Id<SheetTag>::parse("sht"));
  EXPECT_FALSE(Id<SheetTag>::parse("sht00000000000000000000000000"));
  EXPECT_FALSE(Id<SheetTag>::parse(""));
}

}  // namespace
}  // namespace switchyard
