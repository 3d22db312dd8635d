#include "pricing/sheets/incoming_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pricing/sheets/sheet_desk_fake.hpp"
#include "workbook/email_fake.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::pricing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using workbook::attached;
using workbook::email_of;
using workbook::multipart;

std::vector<std::string> names_of(const std::vector<IncomingFile>& files) {
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(file.file_name);
  return names;
}

TEST(IncomingFiles, AFileIsItself) {
  const auto incoming = files_of("prices.csv", "a,b\n1,2\n").value();
  ASSERT_EQ(incoming.files.size(), 1u);
  EXPECT_EQ(incoming.files[0].file_name, "prices.csv");
  EXPECT_EQ(incoming.files[0].bytes, "a,b\n1,2\n");
  EXPECT_EQ(incoming.files[0].received_in, "");
  EXPECT_THAT(incoming.ignored, IsEmpty());
}

TEST(IncomingFiles, AMailIsWhatIsAttachedToItAndSaysWhatItLeavesOut) {
  workbook::ZipWriter zip;
  zip.add("inside.csv", "a,b\n");
  const auto mail = email_of(multipart({{.body = "Hello"}, attached("a.CSV", "a,b\n"), attached("all.zip", std::move(zip).finish()), attached("notes.txt", "hello\n"),
                                        attached("prices.docx", "\x01\x02\x03"), attached("none.csv", "")}));
  const auto incoming = files_of("daily.eml", mail).value();

  EXPECT_THAT(names_of(incoming.files), ElementsAre("a.CSV", "all.zip"));
  EXPECT_EQ(incoming.files[0].received_in, "daily.eml, message 24.11@supplier.example");
  EXPECT_EQ(incoming.from, "prices@supplier.example");
  EXPECT_EQ(incoming.message_id, "24.11@supplier.example");
  ASSERT_EQ(incoming.ignored.size(), 3u);
  EXPECT_EQ(incoming.ignored[0].cell, "notes.txt");
  EXPECT_EQ(incoming.ignored[0].code, "attachment_ignored");
  EXPECT_EQ(incoming.ignored[0].message, "not imported: it is a text that is not named .csv or .tsv");
  EXPECT_EQ(incoming.ignored[1].message, "not imported: it is no workbook, table, zip or PDF");
  EXPECT_EQ(incoming.ignored[2].message, "not imported: it is empty");
}

TEST(IncomingFiles, AMailIsKnownWhateverItsFileIsCalled) {
  EXPECT_THAT(names_of(files_of("1764000000.M1P2.mx:2,S", email_of(attached("a.csv", "a,b\n"))).value().files), ElementsAre("a.csv"));
}

TEST(IncomingFiles, AMailWithoutAMatrixIsRefusedWithEachReason) {
  const auto refused = files_of("daily.eml", email_of(multipart({attached("notes.txt", "hello\n")})));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "email_without_files");
  ASSERT_EQ(refused.error().fields.size(), 1u);
  EXPECT_EQ(refused.error().fields[0].pointer, "notes.txt");
  EXPECT_EQ(files_of("daily.eml", "no mail").error().code, "email_unreadable");
}

TEST(IncomingFiles, ASheetSaysWhichMailItCameIn) {
  SheetBench bench(Engine::sqlite);
  const auto incoming = files_of("daily.eml", email_of(multipart({attached("prairie.csv", PrairieFile{}.text())}))).value();
  const auto& file = incoming.files.at(0);
  const auto report = import_sheet(bench.context(), *bench.market, {.bytes = file.bytes, .file_name = file.file_name, .received_in = file.received_in}).value();

  EXPECT_EQ(report.status, "published");
  EXPECT_EQ(report.file, "prairie.csv");
  EXPECT_NE(bench.record(report.sheet_id).report.find(R"("receivedIn":"daily.eml, message 24.11@supplier.example")"), std::string::npos);
  // The same file by itself is the same sheet.
  EXPECT_EQ(bench.import(file.bytes, "again.csv").status, "duplicate");
}

}  // namespace
}  // namespace switchyard::pricing
