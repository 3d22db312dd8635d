// With the program itself, on PDF files written by hand.
#include <gtest/gtest.h>

#include "adapters/poppler/poppler_words.hpp"
#include "workbook/pdf_fake.hpp"

namespace switchyard::adapters {
namespace {

using workbook::PdfFake;

std::string refusal_of(const Result<std::vector<workbook::PdfPage>>& outcome) {
  return outcome ? "read" : outcome.error().code + ": " + outcome.error().message;
}

TEST(PopplerWords, GivesTheWordsOfEachPageWithTheirBoxes) {
  const auto pdf = PdfFake().page().text(100, 50, "Utility Price").page().text(30, 400, "0.0662", 12).bytes();
  const auto pages = PopplerWords().pages_of(pdf, {}).value();

  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].width, 792'000);
  ASSERT_EQ(pages[0].words.size(), 2u);
  EXPECT_EQ(pages[0].words[0].text, "Utility");
  EXPECT_EQ(pages[0].words[0].box.left, 100'000);
  EXPECT_LT(pages[0].words[0].box.top, 50'000);
  EXPECT_GT(pages[0].words[0].box.bottom, 50'000);
  EXPECT_EQ(pages[1].words.at(0).text, "0.0662");
}

TEST(PopplerWords, APageWithoutTextHasNoWords) {
  EXPECT_TRUE(PopplerWords().pages_of(PdfFake().page().bytes(), {}).value().at(0).words.empty());
}

TEST(PopplerWords, AMissingProgramIsNamedWithItsPackage) {
  const PopplerWords words({.program = "/nowhere/pdftotext"});
  EXPECT_EQ(refusal_of(words.pages_of(PdfFake().page().bytes(), {})),
            "pdf_reader_missing: PDF files are read by the program /nowhere/pdftotext, which is not installed here; Debian's package is poppler-utils");
}

TEST(PopplerWords, RefusesEncryptedAndDamagedFiles) {
  const auto whole = PdfFake().page().text(100, 50, "Price").bytes();
  EXPECT_EQ(refusal_of(PopplerWords().pages_of(PdfFake().page().text(1, 1, "x").encrypt().bytes(), {})),
            "workbook_encrypted: the PDF is encrypted with a password");
  EXPECT_EQ(refusal_of(PopplerWords().pages_of(whole.substr(0, whole.size() / 2), {})).substr(0, 42), "workbook_unreadable: the PDF is damaged: S");
  EXPECT_EQ(refusal_of(PopplerWords().pages_of("%PDF-1.4 startxref %%EOF", {})).substr(0, 20), "workbook_unreadable:");
  auto no_stream = whole;
  no_stream.replace(no_stream.find("/Length"), 7, "/Lengte");
  EXPECT_NE(refusal_of(PopplerWords().pages_of(no_stream, {})), "");
}

TEST(PopplerWords, KeepsTheLimitOfPages) {
  PdfFake three;
  three.page().page().page();
  EXPECT_EQ(PopplerWords().pages_of(three.bytes(), {.page_count_max = 3}).value().size(), 3u);
  EXPECT_EQ(refusal_of(PopplerWords().pages_of(three.bytes(), {.page_count_max = 2})),
            "workbook_too_large: the number of pages is over the limit pdf.page_count_max = 2");
}

TEST(PopplerWords, KeepsTheLimitsOfTheRun) {
  const auto pdf = PdfFake().page().text(100, 50, "Price").bytes();
  EXPECT_EQ(refusal_of(PopplerWords({.limits = {.output_size_max = 100}}).pages_of(pdf, {})),
            "workbook_too_large: reading the PDF is over the limit output_size_max = 100");
  // The program cannot even be loaded into so little.
  EXPECT_EQ(refusal_of(PopplerWords({.limits = {.memory_size_max = 1u << 20}}).pages_of(pdf, {})).substr(0, 20), "workbook_unreadable:");
}

}  // namespace
}  // namespace switchyard::adapters
