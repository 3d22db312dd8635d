#include "workbook/compound_file.hpp"

#include <gtest/gtest.h>

#include "workbook/book_fake.hpp"

namespace switchyard::workbook {
namespace {

std::string content_of(std::string_view bytes, std::string_view name) {
  auto file = CompoundFile::open(bytes);
  if (!file) return file.error().message;
  const auto* stream = file->find(name);
  if (stream == nullptr) return "absent";
  const auto content = file->read(*stream);
  return content ? *content : content.error().message;
}

std::string counted(std::size_t size) {
  std::string out;
  while (out.size() < size) out += std::to_string(out.size()) + ",";
  out.resize(size);
  return out;
}

std::string with_u32(std::string bytes, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i));
  return bytes;
}

TEST(CompoundFile, StreamsOfEachSizeAreReadWhole) {
  for (const std::uint16_t shift : {std::uint16_t{9}, std::uint16_t{12}}) {
    for (const std::size_t size : {0u, 1u, 63u, 64u, 65u, 512u, 4'095u, 4'096u, 4'097u, 100'000u}) {
      const CompoundFake fake{.streams = {{"Other", counted(777)}, {"Book", counted(size)}, {"More", counted(9'000)}},
                              .sector_shift = shift};
      EXPECT_EQ(content_of(fake.bytes(), "Book"), counted(size)) << shift << " " << size;
      EXPECT_EQ(content_of(fake.bytes(), "More"), counted(9'000)) << shift << " " << size;
    }
  }
}

TEST(CompoundFile, AFatBeyondTheHeaderIsReadByItsList) {
  const CompoundFake fake{.streams = {{"Book", counted(8'000'000)}, {"Small", "12"}}};
  EXPECT_EQ(content_of(fake.bytes(), "Book"), counted(8'000'000));
  EXPECT_EQ(content_of(fake.bytes(), "Small"), "12");
}

TEST(CompoundFile, NamesAreFoundInTheRootAloneAndInAnyCase) {
  const CompoundFake fake{.streams = {{"WORKBOOK", "a"}}, .inside_storages = {{"Book", "embedded"}}};
  EXPECT_EQ(content_of(fake.bytes(), "Workbook"), "a");
  EXPECT_EQ(content_of(fake.bytes(), "Book"), "absent");
}

TEST(CompoundFile, WhatIsDamagedIsNamed) {
  const auto good = CompoundFake{.streams = {{"Book", counted(5'000)}, {"Small", counted(100)}}}.bytes();
  // Sectors: mini streams come last of the streams, then mini FAT, directory, FAT.
  EXPECT_EQ(content_of(good.substr(0, 300), "Book"), "compound file, the header is cut off at byte 300");
  EXPECT_EQ(content_of(with_u32(good, 30, 0x0006'000B), "Book"), "compound file, byte 30: a sector size of 2^11");
  EXPECT_EQ(content_of(with_u32(good, 48, 999), "Book"), "compound file, the directory: sector 999 does not exist, there are 14");
  EXPECT_EQ(content_of(with_u32(good, 76, 999), "Book"), "compound file, the FAT: sector 999 does not exist, there are 14");
  EXPECT_EQ(content_of(with_u32(good, 68, 0), "Book").substr(0, 25), "compound file, the FAT: s");
  EXPECT_EQ(content_of(with_u32(good, 48, 0), "Book"), "compound file, the directory does not begin with a root");
  const auto fat_at = (std::size_t{13} + 1) * 512;
  EXPECT_EQ(content_of(with_u32(good, fat_at + 4 * 9, 77), "Book"), counted(5'000));
  EXPECT_EQ(content_of(with_u32(good, fat_at + 4 * 2, 0xFFFF'FFFE), "Book"),
            "compound file, stream \"Book\": cut off after 1536 of 5000 bytes");
  EXPECT_EQ(content_of(with_u32(good, fat_at + 4 * 12, 12), "Book"),
            "compound file, the directory: the chain of its sectors comes back to itself");
  const auto directory_at = (std::size_t{12} + 1) * 512;
  EXPECT_EQ(content_of(with_u32(good, directory_at + 128 + 72, 1), "Book"),
            "compound file, directory entry 1 stands in the tree twice");
  EXPECT_EQ(content_of(with_u32(good, directory_at + 128 + 72, 9), "Book"),
            "compound file, directory entry 9 does not exist, there are 4");
  EXPECT_EQ(content_of(with_u32(good, directory_at + 128 + 120, 0x7FFF'FFFF), "Book"),
            "compound file, stream \"Book\": 2147483647 bytes are claimed and the file has 7680");
  EXPECT_EQ(content_of(with_u32(good, directory_at + 256 + 116, 50), "Small"),
            "compound file, stream \"Small\": mini sector 50 does not exist, there are 3");
}

TEST(CompoundFile, AChainOfMiniSectorsThatComesBackIsRefused) {
  const auto good = CompoundFake{.streams = {{"Small", counted(4'000)}}}.bytes();
  // The mini FAT stands behind the eight sectors of the mini streams.
  const auto mini_fat_at = (std::size_t{8} + 1) * 512;
  EXPECT_EQ(content_of(good, "Small"), counted(4'000));
  EXPECT_EQ(content_of(with_u32(good, mini_fat_at + 4, 0xFFFF'FFFE), "Small"),
            "compound file, stream \"Small\": cut off after 128 of 4000 bytes");
}

}  // namespace
}  // namespace switchyard::workbook
