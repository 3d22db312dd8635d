#include <gtest/gtest.h>

#include "workbook/pdf_words_port.hpp"

namespace switchyard::workbook {
namespace {

std::string xhtml(const std::string& doc) {
  return "<!DOCTYPE html PUBLIC \"x\" \"y\"><html><head><title>&broken <</title></head><body>\n<doc>" + doc + "</doc>\n</body></html>";
}

std::string page(const std::string& words) { return "<page width=\"612.000000\" height=\"792.000000\">" + words + "</page>"; }

std::string word(const std::string& text, const std::string& x_min = "10.5") {
  return "<word xMin=\"" + x_min + "\" yMin=\"20.000000\" xMax=\"30.1234\" yMax=\"28.9996\">" + text + "</word>";
}

std::string refusal_of(const std::string& text, const PdfLimits& limits = {}) {
  const auto pages = read_bbox(text, limits);
  return pages ? "read" : pages.error().code + ": " + pages.error().message;
}

TEST(PdfBbox, GivesEachWordWithItsBoxInThousandthsOfAPoint) {
  const auto pages = read_bbox(xhtml(page(word("A&amp;B") + word("0.0662", "-1.25")) + page("")), {}).value();

  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].width, 612'000);
  EXPECT_EQ(pages[0].height, 792'000);
  ASSERT_EQ(pages[0].words.size(), 2u);
  EXPECT_EQ(pages[0].words[0].text, "A&B");
  EXPECT_EQ(pages[0].words[0].box, (PageBox{10'500, 20'000, 30'123, 29'000}));
  EXPECT_EQ(pages[0].words[1].box.left, -1'250);
  EXPECT_TRUE(pages[1].words.empty());
}

TEST(PdfBbox, RefusesWhatIsNoSuchOutput) {
  EXPECT_EQ(refusal_of(""), "workbook_unreadable: the words of the PDF are cut short");
  EXPECT_EQ(refusal_of("<doc>" + page(word("x"))), "workbook_unreadable: the words of the PDF are cut short");
  EXPECT_EQ(refusal_of(xhtml(word("x"))), "workbook_unreadable: the PDF has a word outside of its pages");
  EXPECT_EQ(refusal_of(xhtml("<page width=\"612\"></page>")), "workbook_unreadable: page 1 of the PDF has no size");
  for (const char* x : {"", "nan", "1e3", "10,5", "9999999.0", "40.0", "1.5x", "-"}) {
    EXPECT_EQ(refusal_of(xhtml(page(word("x", x)))), "workbook_unreadable: a word of page 1 of the PDF has no box") << x;
  }
  EXPECT_EQ(refusal_of(xhtml(page("<word xMin=\"1\""))).substr(0, 20), "workbook_unreadable:");
}

TEST(PdfBbox, KeepsItsLimits) {
  const auto two = xhtml(page(word("abc") + word("d")) + page(""));
  EXPECT_EQ(refusal_of(two, {.page_count_max = 2, .word_count_max = 2, .word_size_max = 3}), "read");
  EXPECT_EQ(refusal_of(two, {.page_count_max = 1}), "workbook_too_large: the number of pages is over the limit pdf.page_count_max = 1");
  EXPECT_EQ(refusal_of(two, {.word_count_max = 1}),
            "workbook_too_large: the number of words up to page 1 is over the limit pdf.word_count_max = 1");
  EXPECT_EQ(refusal_of(two, {.word_size_max = 2}), "workbook_too_large: a word of page 1 is over the limit pdf.word_size_max = 2");
}

}  // namespace
}  // namespace switchyard::workbook
