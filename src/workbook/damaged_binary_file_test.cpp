// Damaged xls and xlsb: each is opened or refused with a code and a message, none crashes or hangs.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "workbook/archive.hpp"
#include "workbook/book_fake.hpp"
#include "workbook/byte_writer_fake.hpp"
#include "workbook/compound_file.hpp"
#include "workbook/damaged_file_fake.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::workbook {
namespace {

BookFake good_book() {
  BookFake book;
  book.styles = {{0}, {164, u"0.00000"}, {14}};
  book.record_size_max = 200;
  for (const auto* name : {u"PA", u"Look-up"}) {
    auto& sheet = book.sheet(name);
    sheet.has_chart = true;
    sheet.hidden_rows = {3};
    sheet.hidden_columns = {{6, 7}};
    sheet.merges = {{.first = {30, 0}, .last = {30, 7}}};
    for (int row = 1; row < 12; ++row) {
      const auto at = std::to_string(row);
      sheet.text("A" + at, u"Utility \u2013 " + std::u16string(static_cast<std::size_t>(row), u'x'))
          .number("B" + at, 0.05 + row / 1e4, 1)
          .rk("C" + at, 1'234u << 2 | 3, 1)
          .rk("D" + at, 42'369u << 2 | 2, 2)
          .add("E" + at, {.form = FakeForm::formula_text, .text = u"Fixed"})
          .add("F" + at, {.form = FakeForm::error, .code = 0x2A})
          .add("G" + at, {.form = FakeForm::rich_text, .text = u"caf\u00E9"});
    }
  }
  return book;
}

std::string compound_of(const std::string& stream) { return CompoundFake{.streams = {{"Workbook", stream}}}.bytes(); }

void flip_some(std::string& bytes, std::mt19937& random) {
  for (auto left = 1 + random() % 6; left > 0; --left) bytes[random() % bytes.size()] ^= static_cast<char>(1u << random() % 8);
}

TEST(DamagedBinaryFile, ChangedBytesOfAStreamAreSurvived) {
  const auto book = good_book();
  std::mt19937 random(20'261'124);
  for (const auto& good : {book.biff8_stream(), book.biff5_stream()}) {
    expect_decent(compound_of(good));
    for (int i = 0; i < 2'000; ++i) {
      auto stream = good;
      switch (random() % 4) {
        case 0:
          stream.erase(random() % stream.size(), 1 + random() % 20);
          break;
        case 1:
          stream.insert(random() % stream.size(), good.substr(random() % good.size(), 1 + random() % 40));
          break;
        default:
          flip_some(stream, random);
      }
      // A stream without its container is read as well, and faster.
      expect_decent(i % 10 == 0 ? compound_of(stream) : stream);
    }
  }
}

TEST(DamagedBinaryFile, ChangedBytesOfACompoundFileAreSurvived) {
  const auto good = good_book().biff8();
  std::mt19937 random(3);
  for (int i = 0; i < 1'000; ++i) {
    auto bytes = good;
    // Mostly in the header, the FAT and the directory, which stand at both ends.
    const auto from = i % 2 == 0 ? 26 : bytes.size() - 2'048;
    for (auto left = 1 + random() % 6; left > 0; --left) bytes[from + random() % 500] = static_cast<char>(random());
    expect_decent(std::move(bytes));
  }
  for (std::size_t i = 0; i < 100; ++i) expect_decent(good.substr(0, good.size() * i / 100));
}

TEST(DamagedBinaryFile, EachWordOfAnAllocationTableMayBeAnything) {
  const auto good = good_book().biff8();
  for (std::size_t at = 44; at + 4 <= good.size(); at += 4) {
    // Past the header only the last sectors: FAT and directory.
    if (at == 120) at = good.size() - 2'048;
    for (const std::uint32_t word : {0u, 1u, 0xFFFF'FFFEu, 0xFFFF'FFFFu, 0x7FFF'FFFFu}) {
      auto bytes = good;
      bytes.replace(at, 4, ByteWriter().u32(word).bytes);
      expect_decent(std::move(bytes));
    }
  }
}

TEST(DamagedBinaryFile, ChangedBytesOfXlsbPartsAreSurvived) {
  const auto good = good_book().biff12();
  const Limits limits;
  UnpackBudget budget{.left_bytes = limits.unpacked_size_max};
  auto archive = Archive::open(good, limits, budget);
  ASSERT_TRUE(archive);
  std::vector<std::pair<std::string, std::string>> parts;
  for (std::size_t i = 0; i < archive->members().size(); ++i) {
    parts.emplace_back(archive->members()[i].name, "");
    ASSERT_TRUE(archive->unpack(i, parts.back().second));
  }
  std::mt19937 random(8);
  for (int i = 0; i < 2'000; ++i) {
    const auto which = random() % parts.size();
    ZipWriter zip;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      auto content = parts[k].second;
      if (k == which && random() % 3 == 0) content.erase(random() % content.size(), 1 + random() % 20);
      if (k == which && !content.empty()) flip_some(content, random);
      zip.add(parts[k].first, content);
    }
    expect_decent(std::move(zip).finish());
  }
}

TEST(DamagedBinaryFile, ManySheetsOfTheSameBytesAreRefusedSoon) {
  // A thousand entries for one sheet of a million records that hold nothing.
  BookFake book;
  for (int i = 0; i < 1'000; ++i) book.sheet(u"S");
  auto stream = book.biff8_stream();
  const auto end = stream.size();
  const auto first = stream.find(std::string("\x85\0", 2));
  const auto at = stream.substr(first + 4, 4);
  for (auto entry = first; entry != std::string::npos && entry + 8 < end;
       entry = stream.find(std::string("\x85\0", 2), entry + 4)) {
    stream.replace(entry + 4, 4, ByteWriter().u32(static_cast<std::uint32_t>(end)).bytes);
  }
  stream += ByteWriter().u16(0x0809).u16(4).u16(0x0600).u16(0x0010).bytes;
  stream += std::string(4'000'000, '\0');
  stream += ByteWriter().u16(0x000A).u16(0).bytes;
  const auto opened = open(std::move(stream));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().message, "sheet \"S\", it stands within the bytes of another");
}

}  // namespace
}  // namespace switchyard::workbook
