#include <gtest/gtest.h>

#include "workbook/book_fake.hpp"
#include "workbook/package_fake.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::workbook {
namespace {

using namespace std::string_literals;

std::string zip_of(std::initializer_list<std::pair<std::string, std::string>> members) {
  ZipWriter zip;
  for (const auto& [name, content] : members) zip.add(name, content);
  return std::move(zip).finish();
}

std::string compound_with(std::string_view stream) {
  return CompoundFake{.streams = {{std::string(stream), std::string(5'000, 'x')}}}.bytes();
}

std::string package_of(std::string_view content_type) {
  return PackageFake()
      .part("[Content_Types].xml", "<Types><Override PartName='/a' ContentType='" + std::string(content_type) + "'/></Types>")
      .bytes();
}

TEST(FileType, IsKnownByContent) {
  EXPECT_EQ(type_of(PackageFake().bytes()), FileType::xlsx);
  EXPECT_EQ(type_of(package_of("application/vnd.ms-excel.sheet.macroEnabled.main+xml")), FileType::xlsx);
  EXPECT_EQ(type_of(package_of("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")), FileType::xlsx);
  EXPECT_EQ(type_of(package_of("application/vnd.ms-excel.sheet.binary.macroEnabled.main")), FileType::xlsb);
  EXPECT_EQ(type_of(package_of("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")),
            FileType::unknown);
  EXPECT_EQ(type_of(zip_of({{"prices.xlsx", "a,b"}})), FileType::zip);
  EXPECT_EQ(type_of("a,b\n1,2\n"), FileType::csv);
  EXPECT_EQ(type_of(compound_with("Workbook")), FileType::xls);
  EXPECT_EQ(type_of("\x09\x08\x10\x00\x00\x06"s), FileType::xls);
  EXPECT_EQ(type_of("%PDF-1.4\n%\x00"s), FileType::pdf);
  EXPECT_EQ(type_of("junk first %PDF-1.4"), FileType::pdf);
}

TEST(FileType, OtherThingsAreUnknown) {
  for (const auto& bytes : {""s,
                            "\x7F"
                            "ELF\x00"s,
                            " <html><table>"s, "<?xml version=\"1.0\"?>"s, "{\\rtf1"s, "\x89PNG\r\n\x1A\n\0"s, "  \n"s}) {
    EXPECT_EQ(type_of(bytes), FileType::unknown);
  }
}

TEST(FileType, HasAName) {
  EXPECT_EQ(text_of(FileType::xlsx), "xlsx");
  EXPECT_EQ(text_of(FileType::csv), "csv");
  EXPECT_EQ(text_of(FileType::zip), "zip");
  EXPECT_EQ(text_of(FileType::xls), "xls");
  EXPECT_EQ(text_of(FileType::xlsb), "xlsb");
  EXPECT_EQ(text_of(FileType::pdf), "pdf");
  EXPECT_EQ(text_of(FileType::unknown), "unknown");
}

TEST(Open, OtherTypesAreRefusedByName) {
  EXPECT_EQ(outcome_of(open("%PDF-1.4"s)), "workbook_type_unsupported: the file is of type pdf");
  EXPECT_EQ(outcome_of(open(package_of("application/msword"))),
            "workbook_type_unsupported: the file is an Office package without a workbook");
  EXPECT_EQ(outcome_of(open("<html></html>"s)), "workbook_type_unsupported: the file is no workbook and no table");
  EXPECT_EQ(outcome_of(open(""s)), "workbook_unreadable: the file is empty");
}

TEST(Open, AnEncryptedWorkbookIsRefusedAsOne) {
  EXPECT_EQ(outcome_of(open(compound_with("EncryptedPackage"))), "workbook_encrypted: the workbook is encrypted with a password");
}

TEST(Open, AZipOfOneTableOrWorkbookIsOpenedAndItsMemberNamed) {
  const auto table = open(zip_of({{"folder/", ""},
                                  {"folder/prices.xls", "a,b\n1,2\n"},
                                  {"__MACOSX/folder/._prices.xls", "junk,junk"},
                                  {".DS_Store", "x,y"},
                                  {"terms.pdf", "%PDF-1.4"}}));
  EXPECT_EQ(seen(table, "B2"), "text:2");
  EXPECT_EQ((*table)->member_name(), "folder/prices.xls");
  EXPECT_EQ((*table)->type(), FileType::csv);
  const auto workbook = open(zip_of({{"a.dat", PackageFake().rows("<row><c><v>5</v></c></row>").bytes()}}));
  EXPECT_EQ(seen(workbook, "A1"), "number:5");
  EXPECT_EQ((*workbook)->type(), FileType::xlsx);
}

TEST(Open, AZipOfNoneOrTwoIsRefusedNamingItsMembers) {
  EXPECT_EQ(
      outcome_of(open(zip_of({{"a.csv", "a,b"}, {"b.txt", "c,d"}}))),
      "workbook_type_unsupported: the zip holds more than one workbook or table; it must hold exactly one: \"a.csv\", \"b.txt\"");
  EXPECT_EQ(outcome_of(open(zip_of({{"a.pdf", "%PDF-1.4"}, {"inner.zip", zip_of({{"a.csv", "a,b"}})}}))),
            "workbook_type_unsupported: the zip holds no workbook and no table; its members are: \"a.pdf\", \"inner.zip\"");
  EXPECT_EQ(outcome_of(open(zip_of({}))),
            "workbook_type_unsupported: the zip holds no workbook and no table; its members are: nothing");
}

TEST(Open, AZipWithAMemberOutsideIsRefused) {
  EXPECT_EQ(outcome_of(open(zip_of({{"../a.csv", "a,b"}}))),
            "workbook_unreadable: the zip has a member outside of its own folder: \"../a.csv\"");
}

TEST(Open, AnErrorInsideAZipNamesTheMember) {
  EXPECT_EQ(outcome_of(open(zip_of({{"a.csv", "a,\"b"}}))),
            "workbook_unreadable: in \"a.csv\": the quote that opens at line 1, field 2 is never closed");
}

TEST(Open, TheUnpackedLimitHoldsForAZipAndTheWorkbookInItTogether) {
  const auto package = PackageFake().rows("<!--" + std::string(20'000, 'x') + "-->").bytes();
  EXPECT_EQ(outcome_of(open(zip_of({{"a.xlsx", package}}), {.unpacked_size_max = 22'000})).substr(0, 44),
            "workbook_too_large: in \"a.xlsx\": unpacked up");
  EXPECT_EQ(outcome_of(open(zip_of({{"a.xlsx", package}}), {.unpacked_size_max = 40'000})), "opened");
  EXPECT_EQ(outcome_of(open(zip_of({{"a.csv", "a,b,c,d"}}), {.file_size_max = 150})), "opened");
  EXPECT_EQ(outcome_of(open(zip_of({{"a.csv", std::string(200, 'a')}}), {.file_size_max = 150})),
            "workbook_too_large: member \"a.csv\" is over the limit file_size_max = 150");
}

}  // namespace
}  // namespace switchyard::workbook
