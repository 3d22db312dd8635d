#include "workbook/archive.hpp"

#include <gtest/gtest.h>

#include "workbook/zip_writer.hpp"

namespace switchyard::workbook {
namespace {

struct Opened {
  std::string bytes;
  Limits limits;
  UnpackBudget budget;
  // What opening, and then unpacking each member, says: "name=content …" or "code: message".
  std::string all() {
    budget.left_bytes = limits.unpacked_size_max;
    auto archive = Archive::open(bytes, limits, budget);
    if (!archive) return archive.error().code + ": " + archive.error().message;
    std::string out;
    std::string content;
    for (std::size_t i = 0; i < archive->members().size(); ++i) {
      if (auto unpacked = archive->unpack(i, content); !unpacked) return unpacked.error().code + ": " + unpacked.error().message;
      out += archive->members()[i].name + "=" + content + " ";
    }
    return out;
  }
};

std::string zip_of(std::initializer_list<std::pair<std::string, std::string>> members) {
  ZipWriter zip;
  for (const auto& [name, content] : members) zip.add(name, content);
  return std::move(zip).finish();
}

// All places of a number of four bytes, low first.
std::string with_u32_replaced(std::string bytes, std::uint32_t from, std::uint32_t to) {
  const auto text_of = [](std::uint32_t n) {
    return std::string{static_cast<char>(n), static_cast<char>(n >> 8), static_cast<char>(n >> 16), static_cast<char>(n >> 24)};
  };
  for (auto at = bytes.find(text_of(from)); at != std::string::npos; at = bytes.find(text_of(from), at + 4))
    bytes.replace(at, 4, text_of(to));
  return bytes;
}

TEST(Archive, MembersAreUnpackedAndFoundWithoutRegardToCase) {
  Opened opened{.bytes = zip_of({{"a.txt", "short"}, {"Folder/b.txt", std::string(5'000, 'b')}}), .limits = {}, .budget = {}};
  EXPECT_EQ(opened.all(), "a.txt=short Folder/b.txt=" + std::string(5'000, 'b') + " ");
  opened.budget.left_bytes = 10'000;
  const auto archive = Archive::open(opened.bytes, opened.limits, opened.budget);
  ASSERT_TRUE(archive);
  EXPECT_EQ(archive->find("FOLDER/B.TXT"), 1u);
  EXPECT_EQ(archive->find("c"), std::nullopt);
}

TEST(Archive, BackslashesAreFoldersToo) {
  Opened opened{.bytes = zip_of({{"xl\\workbook.xml", "w"}}), .limits = {}, .budget = {}};
  EXPECT_EQ(opened.all(), "xl/workbook.xml=w ");
}

TEST(Archive, ANameThatStandsTwiceIsRefused) {
  Opened opened{.bytes = zip_of({{"a.txt", "1"}, {"A.txt", "2"}}), .limits = {}, .budget = {}};
  EXPECT_EQ(opened.all(), "workbook_unreadable: the zip has member \"A.txt\" twice");
}

TEST(Archive, NamesThatLeadOutsideAreMarked) {
  for (const auto* name : {"../a", "a/../../b", "/a", "C:/a", "..\\a", "a/.."}) {
    Opened opened{.bytes = zip_of({{name, "1"}}), .limits = {}, .budget = {.left_bytes = 100}};
    const auto archive = Archive::open(opened.bytes, opened.limits, opened.budget);
    ASSERT_TRUE(archive) << name;
    EXPECT_TRUE(archive->members()[0].outside) << name;
  }
  Opened good{.bytes = zip_of({{"a..b/c", "1"}}), .limits = {}, .budget = {.left_bytes = 100}};
  EXPECT_FALSE(Archive::open(good.bytes, good.limits, good.budget)->members()[0].outside);
}

TEST(Archive, TooManyMembersAreRefused) {
  Opened opened{.bytes = zip_of({{"a", "1"}, {"b", "2"}, {"c", "3"}}), .limits = {.zip_member_count_max = 2}, .budget = {}};
  EXPECT_EQ(opened.all(), "workbook_too_large: a zip of 3 members is over the limit zip_member_count_max = 2");
}

TEST(Archive, WhatItDeclaresIsHeldAgainstTheLimitBeforeUnpacking) {
  Opened opened{.bytes = zip_of({{"a", std::string(600, 'a')}, {"b", std::string(600, 'b')}}),
                .limits = {.unpacked_size_max = 1'000},
                .budget = {}};
  EXPECT_EQ(opened.all(), "workbook_too_large: unpacked up to \"b\", the zip is over the limit unpacked_size_max = 1000");
}

TEST(Archive, ABombIsKnownByItsRatio) {
  Opened opened{.bytes = zip_of({{"zeros", std::string(4u << 20, '\0')}}), .limits = {}, .budget = {}};
  EXPECT_EQ(opened.all(), "workbook_too_large: member \"zeros\" is over the limit unpacked_ratio_max = 400");
  Opened small{.bytes = zip_of({{"zeros", std::string(1u << 20, '\0')}}), .limits = {}, .budget = {}};
  EXPECT_EQ(small.all().size(), (1u << 20) + 7);
}

TEST(Archive, AMemberThatIsLongerOrShorterThanItSaysIsRefused) {
  const auto bytes = zip_of({{"a", std::string(70'000, 'a') + "b"}});
  Opened longer{.bytes = with_u32_replaced(bytes, 70'001, 69'000), .limits = {}, .budget = {}};
  EXPECT_TRUE(longer.all().starts_with("workbook_unreadable: member \"a\"")) << longer.all();
  Opened shorter{.bytes = with_u32_replaced(bytes, 70'001, 71'000), .limits = {}, .budget = {}};
  EXPECT_TRUE(shorter.all().starts_with("workbook_unreadable: member \"a\"")) << shorter.all();
}

TEST(Archive, AWrongChecksumIsRefused) {
  auto bytes = zip_of({{"a", "stored as it is"}});
  bytes[bytes.find("stored")] = 'S';
  Opened opened{.bytes = bytes, .limits = {}, .budget = {}};
  EXPECT_EQ(opened.all(), "workbook_unreadable: member \"a\": CRC error");
}

TEST(Archive, AnEncryptedMemberIsRefusedWhenItIsUnpacked) {
  auto bytes = zip_of({{"a", "stored as it is"}});
  bytes[6] = static_cast<char>(bytes[6] | 1);
  const auto directory = bytes.find("PK\x01\x02");
  bytes[directory + 8] = static_cast<char>(bytes[directory + 8] | 1);
  Opened opened{.bytes = bytes, .limits = {}, .budget = {}};
  EXPECT_EQ(opened.all(), "workbook_encrypted: member \"a\" of the zip is encrypted");
}

TEST(Archive, OtherCompressionsAreRefused) {
  auto bytes = zip_of({{"a", "stored as it is"}});
  bytes[8] = 12;
  bytes[bytes.find("PK\x01\x02") + 10] = 12;
  Opened opened{.bytes = bytes, .limits = {}, .budget = {}};
  EXPECT_EQ(opened.all(), "workbook_unreadable: member \"a\" is compressed by method 12, only 0 and 8 are read");
}

TEST(Archive, WhatIsNoZipIsRefused) {
  for (const std::string_view text : {"PK\x03\x04", "no zip at all"}) {
    Opened opened{.bytes = std::string(text), .limits = {}, .budget = {}};
    EXPECT_TRUE(opened.all().starts_with("workbook_unreadable: the zip cannot be read: ")) << opened.all();
  }
}

}  // namespace
}  // namespace switchyard::workbook
