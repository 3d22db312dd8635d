// PDF files as workbooks, with the words that a program would give.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workbook/pdf_fake.hpp"
#include "workbook/pdf_grid.hpp"
#include "workbook/workbook.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::workbook {
namespace {

// 8 points high, 4 points a letter, at whole points.
PdfWord word(std::int32_t left, std::int32_t top, const std::string& text) {
  return {text, {left * 1000, top * 1000, (left + 4 * static_cast<std::int32_t>(text.size())) * 1000, (top + 8) * 1000}};
}

PdfPage page_of(std::vector<PdfWord> words) { return {.width = 612'000, .height = 792'000, .words = std::move(words)}; }

class WordsFake final : public PdfWords {
 public:
  explicit WordsFake(std::vector<PdfPage> pages) : pages_(std::move(pages)) {}
  Result<std::vector<PdfPage>> pages_of(std::string_view, const PdfLimits&) const override { return pages_; }

 private:
  std::vector<PdfPage> pages_;
};

const std::string kPdf = PdfFake().page().bytes();

Result<std::unique_ptr<Workbook>> opened(std::vector<PdfPage> pages, const std::string& bytes = kPdf, const Limits& limits = {}) {
  const WordsFake words(std::move(pages));
  return open(bytes, limits, {.pdf_words = &words});
}

// "A1=text B1=…", a row a line.
std::string cells_of(const Grid& grid) {
  std::string out;
  for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
    for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
      const auto cell = grid.at(row, column);
      if (cell.kind != CellKind::empty) ((out += a1_of({row, column})) += "=") += std::string(cell.text) + " ";
    }
    out.back() = '\n';
  }
  return out;
}

std::string refusal_of(const Result<std::unique_ptr<Workbook>>& outcome) {
  return outcome ? "opened" : outcome.error().code + ": " + outcome.error().message;
}

TEST(PdfReader, GivesASheetAPageWhoseCellsKnowTheirPlace) {
  const auto book = opened({page_of({word(100, 20, "0.0662"), word(10, 20, "PECO")}), page_of({word(10, 30, "Page")})}).value();

  EXPECT_EQ(book->type(), FileType::pdf);
  ASSERT_EQ(book->sheet_count(), 2u);
  EXPECT_EQ(book->sheet(0).name(), "p1");
  EXPECT_EQ(book->sheet(1).name(), "p2");
  EXPECT_EQ(cells_of(book->sheet(0)), "A1=PECO B1=0.0662\n");
  EXPECT_EQ(book->sheet(0).at(0, 1).kind, CellKind::text);
  EXPECT_EQ(book->sheet(0).box_of({0, 1}), (PageBox{100'000, 20'000, 124'000, 28'000}));
  EXPECT_EQ(book->sheet(0).box_of({0, 2}), std::nullopt);
}

TEST(PdfReader, NamesAPlaceByRoundedPointsFromTheLeftTop) {
  EXPECT_EQ(point_of({446'500, 335'499, 0, 0}), (CellPlace{.row = 335, .column = 447}));
  EXPECT_EQ(point_of({-3'000, 0, 0, 0}), (CellPlace{.row = 0, .column = 0}));
  EXPECT_EQ(page_place_text("p1", 447, 336), "p1@447,336");
}

TEST(PdfReader, JoinsTheWordsOfATextAndKeepsColumnsApart) {
  const auto book = opened({page_of({word(10, 20, "Term"), word(29, 21, "(Months)"), word(66, 20, "Price")})}).value();
  // 3 points between the first two, 5 between the others.
  EXPECT_EQ(cells_of(book->sheet(0)), "A1=Term (Months) B1=Price\n");
}

TEST(PdfReader, PutsWhatStandsAboveOneAnotherInOneColumnAndHeadingsOverThem) {
  const auto book = opened({page_of({word(40, 10, "Daily prices of everything"),                             // Over three columns.
                                     word(20, 22, "Utility"), word(70, 22, "6"), word(120, 22, "12"),         // Centred and narrow.
                                     word(10, 34, "JCPL"), word(60, 34, "0.0662"), word(110, 34, "0.0702"),   //
                                     word(10, 46, "PSE&G"), word(110, 46, "10.0702")})})                      // A blank cell.
                        .value();
  EXPECT_EQ(cells_of(book->sheet(0)),
            "C1=Daily prices of everything\n"
            "A2=Utility B2=6 C2=12\n"
            "A3=JCPL B3=0.0662 C3=0.0702\n"
            "A4=PSE&G C4=10.0702\n");
}

TEST(PdfReader, LinesDoNotCreepDownThePage) {
  // Each 3 points below the one before: within a line of the first only where it is 0.4 of a height away.
  const auto book = opened({page_of({word(10, 20, "a"), word(30, 23, "b"), word(50, 26, "c")})}).value();
  EXPECT_EQ(cells_of(book->sheet(0)), "A1=a B1=b\nC2=c\n");
}

TEST(PdfReader, TextsThatFallOnOneCellAreJoinedAndNoneIsLost) {
  // The last line has two texts where the others have one.
  const auto book = opened({page_of({word(10, 20, "JCPL"), word(60, 20, "eleven-letters"), word(200, 20, "1"),  //
                                     word(10, 32, "ACE"), word(60, 32, "0.06"), word(100, 32, "0.07")})})
                        .value();
  EXPECT_EQ(cells_of(book->sheet(0)), "A1=JCPL B1=eleven-letters C1=1\nA2=ACE B2=0.06 0.07\n");
}

TEST(PdfReader, RefusesWhatHasNoEndNoTextOrTooManyColumns) {
  const auto whole = page_of({word(10, 20, "a")});
  EXPECT_EQ(refusal_of(opened({whole}, kPdf.substr(0, kPdf.size() / 2))),
            "workbook_unreadable: the PDF is cut short: it has no startxref and %%EOF at its end");
  EXPECT_EQ(refusal_of(opened({page_of({}), page_of({})})).substr(0, 48), "pdf_without_text: the PDF has 2 page(s) and no t");
  EXPECT_EQ(refusal_of(opened({})).substr(0, 17), "pdf_without_text:");
  const auto wide = page_of({word(10, 20, "a"), word(30, 20, "b"), word(50, 20, "c")});
  EXPECT_EQ(refusal_of(opened({wide}, kPdf, {.pdf = {.column_count_max = 3}})), "opened");
  EXPECT_EQ(refusal_of(opened({wide}, kPdf, {.pdf = {.column_count_max = 2}})),
            "workbook_too_large: page p1 is over the limit pdf.column_count_max = 2");
}

TEST(PdfReader, APageWithoutTextAmongOthersIsNoted) {
  const auto book = opened({page_of({word(10, 20, "a")}), page_of({})}).value();
  EXPECT_THAT(book->notes(), ::testing::ElementsAre("page p2 has no text: where it is a scan, nothing of it is read"));
}

TEST(PdfReader, OpensTheOnePdfOfAZipAndNoneWithoutAProgram) {
  ZipWriter zip;
  zip.add("Matrix.pdf", kPdf);
  const auto bytes = std::move(zip).finish();
  const auto book = opened({page_of({word(10, 20, "a")})}, bytes).value();
  EXPECT_EQ(book->member_name(), "Matrix.pdf");
  EXPECT_EQ(book->type(), FileType::pdf);
  EXPECT_EQ(refusal_of(open(bytes)).substr(0, 26), "workbook_type_unsupported:");
  EXPECT_EQ(refusal_of(open(kPdf)), "workbook_type_unsupported: the file is of type pdf");
}

}  // namespace
}  // namespace switchyard::workbook
