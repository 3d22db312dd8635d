#include "workbook/xls_reader.hpp"

#include <gtest/gtest.h>

#include "workbook/book_fake.hpp"
#include "workbook/package_fake.hpp"

namespace switchyard::workbook {
namespace {

using namespace std::string_literals;

Result<std::unique_ptr<Workbook>> opened(const std::string& stream) {
  return open(CompoundFake{.streams = {{"Workbook", stream}}}.bytes());
}

std::string record(std::uint16_t type, std::string body) {
  const auto size = body.size();
  return std::string{static_cast<char>(type), static_cast<char>(type >> 8), static_cast<char>(size),
                     static_cast<char>(size >> 8)} +
         body;
}

// A sound book whose only sheet ends with these records.
Result<std::unique_ptr<Workbook>> opened_with(const std::string& records) {
  BookFake book;
  book.sheet(u"Rates").number("A1", 1);
  auto stream = book.biff8_stream();
  stream.resize(stream.size() - 4);
  return opened(stream + records + record(biff::kEof, ""));
}

std::string rest_of(std::string_view outcome) { return std::string(outcome.substr(outcome.find("): ") + 3)); }

TEST(Xls, SharedStringsAreReadOverEachBorderOfTheirRecords) {
  const std::vector<std::u16string> texts = {u"plain",
                                             u"caf\u00E9 \u2013 wide",
                                             u"",
                                             u"abcdefghijklmnopqrstuvwxyz",
                                             u"\U0001F600\U0001F601 face",
                                             u"narrow then \u2028 wide",
                                             u"x"};
  for (std::size_t size = 12; size < 120; ++size) {
    BookFake book;
    book.record_size_max = size;
    auto& sheet = book.sheet(u"Rates");
    for (std::size_t i = 0; i < texts.size(); ++i) sheet.text("A" + std::to_string(i + 1), texts[i]);
    sheet.text("B1", u"the last");
    const auto book_opened = open(book.biff8());
    EXPECT_EQ(seen(book_opened, "A1"), "text:plain") << size;
    EXPECT_EQ(seen(book_opened, "A2"), "text:caf\xC3\xA9 \xE2\x80\x93 wide") << size;
    EXPECT_EQ(seen(book_opened, "A3"), "empty") << size;
    EXPECT_EQ(seen(book_opened, "A4"), "text:abcdefghijklmnopqrstuvwxyz") << size;
    EXPECT_EQ(seen(book_opened, "A5"), "text:\xF0\x9F\x98\x80\xF0\x9F\x98\x81 face") << size;
    EXPECT_EQ(seen(book_opened, "A6"), "text:narrow then \xE2\x80\xA8 wide") << size;
    EXPECT_EQ(seen(book_opened, "A7"), "text:x") << size;
    EXPECT_EQ(seen(book_opened, "B1"), "text:the last") << size;
  }
}

TEST(Xls, TextsBeforeExcel97AreInTheWorkbooksCodePage) {
  BookFake book;
  book.sheet(u"Rates").text("A1", u"caf\x8E \xD0 5").text("B1", u"plain");
  book.code_page = 10'000;
  EXPECT_EQ(seen(open(book.biff5()), "A1"), "text:caf\xC3\xA9 \xE2\x80\x93 5");
  book.code_page = 1'252;
  EXPECT_EQ(seen(open(book.biff5()), "A1"), "text:caf\xC5\xBD \xC3\x90 5");
  book.code_page = 932;
  EXPECT_TRUE(outcome_of(open(book.biff5())).ends_with("cell A1: its text is in code page 932, which is not read"));
  book.sheets[0].cells.erase(book.sheets[0].cells.begin());
  EXPECT_EQ(seen(open(book.biff5()), "B1"), "text:plain");
}

TEST(Xls, ChartsOnASheetAndWorkbooksInsideOthersAreNotRead) {
  BookFake book;
  book.sheet(u"Rates").number("A1", 1).has_chart = true;
  EXPECT_EQ(seen(open(book.biff8()), "A1"), "number:1");
  BookFake other;
  other.sheet(u"Other").number("A1", 2);
  const CompoundFake compound{.streams = {{"Book", other.biff5_stream()}, {"Workbook", book.biff8_stream()}},
                              .inside_storages = {{"Workbook", other.biff8_stream()}}};
  EXPECT_EQ(seen(open(compound.bytes()), "A1"), "number:1");
}

TEST(Xls, AStreamWithoutAContainerIsRead) {
  BookFake book;
  book.sheet(u"Rates").number("A1", 1);
  EXPECT_EQ(seen(open(book.biff8_stream()), "A1"), "number:1");
  EXPECT_EQ(seen(open(book.biff5_stream()), "A1"), "number:1");
}

TEST(Xls, EncryptedWorkbooksAreRefusedAsSuch) {
  BookFake book;
  book.has_password = true;
  book.sheet(u"Rates").number("A1", 1);
  EXPECT_TRUE(outcome_of(open(book.biff8())).ends_with("the workbook is encrypted with a password"));
  EXPECT_TRUE(outcome_of(open(book.biff8())).starts_with("workbook_encrypted: "));
  EXPECT_TRUE(outcome_of(open(book.biff5())).starts_with("workbook_encrypted: "));
  EXPECT_EQ(
      outcome_of(open(CompoundFake{.streams = {{"EncryptionInfo", "x"}, {"EncryptedPackage", std::string(5'000, 'x')}}}.bytes())),
      "workbook_encrypted: the workbook is encrypted with a password");
}

TEST(Xls, WhatHoldsNoWorkbookThatIsReadIsRefused) {
  EXPECT_EQ(outcome_of(open(CompoundFake{.streams = {{"WordDocument", "x"}}}.bytes())),
            "workbook_type_unsupported: the file is a compound file without a workbook (a document, a message, an installer)");
  EXPECT_EQ(outcome_of(opened("\x09\x04\x06\0\0\0\x10\0\0\0"s)),
            "workbook_type_unsupported: the workbook is of a version before Excel 5");
  EXPECT_EQ(outcome_of(opened(record(biff::kBof, "\0\x04\x05\0"s))),
            "workbook_type_unsupported: the workbook is of version 0x0400; read are those of Excel 5 to 2003");
  EXPECT_EQ(outcome_of(opened("not a workbook")), "workbook_unreadable: byte 0 of the stream: no record");
  EXPECT_EQ(outcome_of(opened(record(biff::kBof, "\0\x06\x10\0"s))),
            "workbook_unreadable: byte 0 of the stream (record 0x0809): the stream does not begin with a workbook's globals");
  EXPECT_EQ(outcome_of(opened(record(biff::kBof, "\0\x06\x05\0"s))),
            "workbook_unreadable: byte 8 of the stream: the workbook's globals are cut off");
  EXPECT_EQ(outcome_of(opened(record(biff::kBof, "\0\x06\x05\0"s) + record(biff::kEof, ""))),
            "workbook_unreadable: the workbook has no worksheet");
}

TEST(Xls, RecordsThatAreCutOffOrOutOfOrderAreRefused) {
  EXPECT_EQ(outcome_of(opened_with("")), "opened");
  EXPECT_EQ(rest_of(outcome_of(opened_with(record(biff::kNumber, std::string(13, '\0'))))), "too short with 13 bytes");
  EXPECT_EQ(rest_of(outcome_of(opened_with(record(biff::kMulRk, std::string(11, '\0'))))), "too short with 11 bytes");
  EXPECT_EQ(rest_of(outcome_of(opened_with(record(biff::kMergedCells, "\x02\0"s + std::string(8, '\0'))))),
            "too short with 10 bytes");
  EXPECT_EQ(rest_of(outcome_of(opened_with(record(biff::kLabelSst, "\x02\0\x02\0\0\0\x05\0\0\0"s)))),
            "cell C3: shared string 5 does not exist, there are 0");
  EXPECT_EQ(rest_of(outcome_of(opened_with(record(biff::kLabel, "\x02\0\x02\0\0\0\x05\0\0abc"s)))),
            "cell C3: its text is cut off");
  EXPECT_EQ(rest_of(outcome_of(opened_with(record(biff::kColInfo, "\x02\0\x01\0\0\0\0\0\0\0"s)))),
            "columns whose last stands before the first");
  const auto formula = record(biff::kFormula, "\x02\0\x02\0\0\0\0\0\0\0\0\0\xFF\xFF"s + std::string(8, '\0'));
  EXPECT_EQ(rest_of(outcome_of(opened_with(formula))), "cell C3: the result of its formula is a text that does not follow");
  EXPECT_EQ(rest_of(outcome_of(opened_with(formula + record(biff::kBlank, std::string(6, '\0'))))),
            "cell C3: the result of its formula is a text that does not follow");
  EXPECT_EQ(seen(opened_with(formula + record(biff::kString, "\x04\0\0ab"s) + record(biff::kContinue, "\0cd"s)), "C3"),
            "text:abcd");
  const auto odd = record(biff::kFormula, "\x02\0\x02\0\0\0\x09\0\0\0\0\0\xFF\xFF"s + std::string(8, '\0'));
  EXPECT_EQ(rest_of(outcome_of(opened_with(odd))), "cell C3: the result of its formula is of no known kind");
}

TEST(Xls, ATruncatedSheetIsRefusedWithItsByte) {
  BookFake book;
  book.sheet(u"Rates").number("A1", 1);
  const auto stream = book.biff8_stream();
  EXPECT_EQ(
      outcome_of(opened(stream.substr(0, stream.size() - 4))),
      "workbook_unreadable: sheet \"Rates\", byte " + std::to_string(stream.size() - 4) + " of the stream: the sheet is cut off");
}

TEST(Xls, SheetsThatShareTheirBytesAreRefused) {
  BookFake book;
  auto& sheet = book.sheet(u"Rates");
  for (int row = 1; row < 200; ++row) sheet.number("A" + std::to_string(row), row);
  book.sheet(u"B");
  auto stream = book.biff8_stream();
  // The second entry points to the first sheet.
  const auto first = stream.find("\x85\0"s);
  const auto second = stream.find("\x85\0"s, first + 2);
  stream.replace(second + 4, 4, stream.substr(first + 4, 4));
  EXPECT_EQ(outcome_of(opened(stream)), "workbook_unreadable: sheet \"B\", it stands within the bytes of another");
}

TEST(Xls, SharedStringsOverTheLimitAreNamed) {
  BookFake book;
  book.sheet(u"Rates").text("A1", u"12345678");
  EXPECT_TRUE(outcome_of(open(book.biff8(), {.cell_text_size_max = 7}))
                  .ends_with("(record 0x00fc): shared string 0 is over the limit cell_text_size_max = 7"));
}

}  // namespace
}  // namespace switchyard::workbook
