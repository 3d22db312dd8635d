#include "contracting/files/uploaded_file.hpp"

#include <gtest/gtest.h>

#include "contracting/files/file_content.hpp"
#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class Files : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};

  Result<UploadedFile> store(const NewFile& file, std::string_view bytes) { return store(file, bytes, bench.actor); }
  Result<UploadedFile> store(const NewFile& file, std::string_view bytes, const Actor& by) {
    return bench.write<UploadedFile>([&](SqlTransaction& transaction) { return store_file(transaction, bench.desk(), by, file, bytes); });
  }
  Result<void> remove(const FileId& id, const Actor& by) {
    return bench.write<void>([&](SqlTransaction& transaction) { return delete_file(transaction, bench.desk(), by, id, "sent twice"); });
  }
  std::string bytes_of(const UploadedFile& file) {
    return bench.read([&](SqlReader& reader) {
      std::string bytes;
      EXPECT_TRUE(read_file_bytes(reader, bench.vault, file, [&](std::string_view part) { bytes.append(part); }));
      return bytes;
    });
  }
  std::int64_t vaults() { return bench.count("SELECT COUNT(*) FROM uploaded_file_parts WHERE part = 0"); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Files, every_engine(), engine_name);

TEST_P(Files, AreReadBackInParts) {
  const std::string bytes = "%PDF-1.7 pages=2 " + std::string(1'500'000, 'x');
  const Customer customer = bench.customer();
  const auto stored = store({.purpose = FilePurpose::bill, .name = "C:\\bills\\november.pdf", .customer = customer.id}, bytes);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->name, "november.pdf");
  EXPECT_EQ(stored->media_type, "application/pdf");
  EXPECT_EQ(stored->page_count, 2);
  EXPECT_EQ(stored->size_bytes, 1'500'017);
  EXPECT_EQ(bytes_of(*stored), bytes);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM uploaded_file_parts"), 3);
  const auto found = bench.read([&](SqlReader& reader) { return read_files_of_customers(reader, bench.actor.partner, std::span(&customer.id, 1)); });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].sha256, stored->sha256);
  EXPECT_FALSE(bench.read([&](SqlReader& reader) { return find_file(reader, bench.other.partner, stored->id); }));
  ASSERT_EQ(bench.events("document.uploaded").size(), 1u);
  EXPECT_EQ(bench.events("document.uploaded")[0].find("november"), std::string::npos);
}

TEST_P(Files, OfTheSameBytesShareThemWithinAPartner) {
  const auto first = store({.name = "a.txt"}, "the same");
  const auto second = store({.name = "b.txt"}, "the same");
  ASSERT_TRUE(store({.name = "c.txt"}, "the same", bench.other));
  EXPECT_NE(first->id, second->id);
  EXPECT_EQ(vaults(), 2);
  EXPECT_EQ(remove(first->id, bench.other).error().code, "file_not_found");
  ASSERT_TRUE(remove(first->id, bench.actor));
  bench.remove_bytes();
  EXPECT_EQ(bytes_of(*second), "the same");
  ASSERT_TRUE(remove(second->id, bench.actor));
  EXPECT_EQ(vaults(), 2);
  const auto third = store({.name = "d.txt"}, "the same");
  bench.remove_bytes();
  EXPECT_EQ(bytes_of(*third), "the same");
  ASSERT_TRUE(remove(third->id, bench.actor));
  bench.remove_bytes();
  EXPECT_EQ(vaults(), 1);
  EXPECT_EQ(remove(second->id, bench.actor).error().code, "file_not_found");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM uploaded_files WHERE deleted_at_ms IS NOT NULL AND name = ''"), 3);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM outbox_jobs WHERE kind = 'audit.append'"), 3);
}

TEST_P(Files, NameWhatIsWrongWithThem) {
  EXPECT_EQ(fields_of(store({.name = "folder/", .customer = CustomerId(Uuid{})}, "text").error()), "/name missing; /customerId customer_not_found");
  const std::string account = bench.add(bench.customer().id, {comed_account(1)})->front().id.text();
  EXPECT_EQ(fields_of(store({.name = "a.txt", .subject = account}, "text", bench.other).error()), "/subjectId subject_unknown");
  EXPECT_EQ(fields_of(store({.name = "a.txt", .subject = "ctr_1"}, "text").error()), "/subjectId subject_unknown");
  EXPECT_EQ(store({.name = "a.pdf"}, "%PDF-1.4 pages=101").error().code, "file_too_many_pages");
  EXPECT_EQ(store({.name = "a.pdf"}, "%PDF-1.4 broken").error().code, "file_unreadable");
}

TEST_P(Files, AreListedByPurpose) {
  const std::string account = bench.add(bench.customer().id, {comed_account(1)})->front().id.text();
  ASSERT_TRUE(store({.purpose = FilePurpose::bill, .name = "a.txt"}, "a"));
  bench.clock.advance(Duration::seconds(1));
  ASSERT_TRUE(store({.purpose = FilePurpose::loa, .name = "b.txt", .subject = account}, "b"));
  const auto names = [&](const FileFilter& filter) {
    std::vector<std::string> found;
    for (const UploadedFile& file : bench.read([&](SqlReader& reader) { return list_files(reader, bench.actor.partner, filter, {}).value(); }).rows) found.push_back(file.name);
    return found;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names({}), (Names{"b.txt", "a.txt"}));
  EXPECT_EQ(names({.purpose = FilePurpose::bill}), (Names{"a.txt"}));
  EXPECT_EQ(names({.subject = account}), (Names{"b.txt"}));
}

std::string judged(std::string_view bytes) {
  const auto content = judge_content(bytes, nullptr);
  return content ? std::string(content->media_type) : content.error().code;
}

TEST(FileContents, AreToldByTheirBytes) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(judged("%PDF-1.4"), "application/pdf");
  EXPECT_EQ(judged("\x89PNG\r\n\x1a\n..."), "image/png");
  EXPECT_EQ(judged("\xff\xd8\xff\xe0"), "image/jpeg");
  EXPECT_EQ(judged("II*\0\x08\0\0\0\x01\0............\0\0\0\0"sv), "image/tiff");
  EXPECT_EQ(judged("account,usage\n1,2\n"), "text/csv");
  EXPECT_EQ(judged("a note, with commas\nand, well, more"), "text/plain");
  EXPECT_EQ(judged("Caf\xe9;1\nBar;2"), "text/csv");
  EXPECT_EQ(judged("From: ana@bread.example\r\nSubject: bill\r\n\r\n<html>"), "message/rfc822");
}

TEST(FileContents, ThatCouldRunOrUnpackAreRefused) {
  using std::string_view_literals::operator""sv;
  for (const std::string_view bytes :
       {"MZ\x90"sv, "\x7f" "ELF"sv, "#!/bin/sh\n"sv, "<!DOCTYPE html><p>"sv, "  <svg xmlns=x>"sv, "<?xml version='1.0'?><svg/>"sv, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv,
        "\x1f\x8b\x08"sv, "Rar!\x1a"sv, "7z\xbc\xaf"sv, "text then <script>alert(1)</script>"sv, "{\\rtf1"sv, "PK\x03\x04 no directory"sv, "\x01\x02\x03"sv, "GIF89a"sv,
        "@echo off\r\ndel"sv}) {
    EXPECT_EQ(judged(bytes), "file_type_refused") << bytes;
  }
}

// A ZIP's central directory alone, of members with these names.
std::string zip_of(const std::vector<std::string>& names) {
  const auto number = [](std::size_t value, int size) {
    std::string bytes;
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 255u);
    return bytes;
  };
  std::string bytes = "PK\x03\x04";
  const std::size_t start = bytes.size();
  for (const std::string& name : names) bytes += "PK\x01\x02" + std::string(24, '\0') + number(name.size(), 2) + std::string(16, '\0') + name;
  return bytes + "PK\x05\x06" + std::string(4, '\0') + number(names.size(), 2) + number(names.size(), 2) + number(bytes.size() - start, 4) + number(start, 4) + std::string(2, '\0');
}

TEST(FileContents, OfWorkbooksAreTakenWithoutMacros) {
  EXPECT_EQ(judged(zip_of({"[Content_Types].xml", "xl/workbook.xml"})), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(judged(zip_of({"[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"})), "file_type_refused");
  EXPECT_EQ(judged(zip_of({"[Content_Types].xml", "xl/workbook.xml", "xl\\activeX\\a.bin"})), "file_type_refused");
  EXPECT_EQ(judged(zip_of({"[Content_Types].xml", "word/document.xml"})), "file_type_refused");
  EXPECT_EQ(judged(zip_of({"bills/1.pdf"})), "file_type_refused");
}

TEST(FileContents, HaveLimits) {
  EXPECT_EQ(judged(""), "file_empty");
  EXPECT_EQ(judged(std::string(kFileSizeMax, 'x')), "text/plain");
  EXPECT_EQ(judged(std::string(kFileSizeMax + 1, 'x')), "file_too_large");
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(judged("MM\0*\0\0\0\x08\0\x01............\0\0\0\x08"sv), "file_too_many_pages");
  EXPECT_EQ(judged("II*\0\xff\xff\0\0"sv), "file_unreadable");
}

}  // namespace
}  // namespace switchyard::contracting
