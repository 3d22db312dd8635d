#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "documents/form/form_fake.hpp"
#include "documents/pdf/find_text.hpp"
#include "documents/pdf/font_codes.hpp"
#include "documents/pdf/pages.hpp"
#include "documents/pdf_reader_fake.hpp"
#include "documents/random_record_fake.hpp"

namespace switchyard::documents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Instant kNow = Instant::parse("2026-11-24T14:00:00Z").value();

std::string rendered(std::string_view body) {
  const auto source = Template::parse("t", "---\nlanguage: en\ntitle: T\n---\n" + std::string(body)).value();
  return render(source, {}, {.created_at = kNow}).value().bytes;
}

std::string page_fake(std::string_view content, std::string_view more) {
  return pdf_fake(
      fmt::format("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
                  "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F 4 0 R "
                  ">> >> {} >> endobj\n"
                  "4 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n5 0 obj << /Length {} >> "
                  "stream\n{}\nendstream endobj\n",
                  more, content.size(), content));
}

std::vector<FoundText> found_in(const std::string& pdf, std::string_view needle) {
  return find_text(pdf, std::vector<std::string_view>{needle}).value();
}

TEST(SearchPdf, CaseAndWholeWordsAreTheNeedlesChoice) {
  const auto pdf = rendered("# Sign\n\nsign here, designer, Sign\n");
  const std::vector<TextNeedle> needles{{.text = "SIGN", .any_case = true},
                                        {.text = "SIGN"},
                                        {.text = "SIGN", .any_case = true, .whole_word = true},
                                        {.text = "here, designer", .whole_word = true}};
  const auto searched = search_pdf(pdf, needles).value();
  std::map<std::size_t, int> counts;
  for (const auto& found : searched.found) ++counts[found.needle];
  EXPECT_EQ(counts[0], 4);
  EXPECT_EQ(counts[1], 0);
  EXPECT_EQ(counts[2], 3);
  EXPECT_EQ(counts[3], 1);
  ASSERT_EQ(searched.pages.size(), 1U);
  EXPECT_EQ(searched.pages[0], (PageSize{612'000, 792'000}));
  EXPECT_EQ(search_pdf("no file", {}).error().code, "pdf_unreadable");
}

TEST(FindText, EveryWordOfOurOwnDocumentIsFoundWhereAnotherReaderSeesIt) {
  const auto pdf = rendered(
      "# Words of *several* kinds\n\nŁódź Zürich 東京 office affinity **bold** 12,345.67\n\n| Left | Right |\n|---|--:|\n| one | "
      "2,000 |\n\n{{pagebreak}}\n\nAnother page\n");
  for (const auto& word : words_of_pdf(pdf)) {
    const auto places = found_in(pdf, word.text);
    const bool there = std::any_of(places.begin(), places.end(), [&](const FoundText& each) {
      return each.page == word.page && std::abs(each.box.x / 1000.0 - word.x) < 1 &&
             std::abs((each.box.x + each.box.width) / 1000.0 - word.x - word.width) < 1;
    });
    EXPECT_TRUE(there) << word.text << " on page " << word.page;
  }
}

TEST(FindText, AnchorsOfOurTemplatesAreFoundWhereTheyWerePlaced) {
  const auto source = Template::parse("t", "---\nlanguage: en\ntitle: T\n---\nSign: {{sign customer}}\n").value();
  const auto made = render(source, {}, {.created_at = kNow}).value();
  const auto places = found_in(made.bytes, "/sign:customer/");
  ASSERT_EQ(places.size(), 1U);
  EXPECT_NEAR(places[0].box.x, made.anchors[0].box.x, 500);
}

TEST(FindText, StandardFontsNeedNoWidthsInTheFile) {
  const auto pdf = page_fake("BT /F 12 Tf 72 700 Td (Sign here: \\(s1\\) now) Tj 0 -20 Td [(AW) 80 (AY s) -200 (2)] TJ ET", "");
  const auto word = word_box(pdf, "(s1)", 1);
  const auto places = found_in(pdf, "(s1)");
  ASSERT_TRUE(word);
  ASSERT_EQ(places.size(), 1U);
  EXPECT_NEAR(places[0].box.x / 1000.0, word->x, 0.5);
  EXPECT_NEAR(places[0].box.width / 1000.0, word->width, 0.5);
  EXPECT_EQ(found_in(pdf, "AWAYs2").size(), 1U);
}

TEST(FindText, PlacesAreThoseOfThePageAsItIsSeen) {
  constexpr std::string_view kContent = "BT /F 12 Tf 72 700 Td (anchor) Tj ET";
  for (const auto* more :
       {"/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [50 100 500 750]", "/CropBox [50 100 500 750] /Rotate 90"}) {
    const auto pdf = page_fake(kContent, more);
    const auto places = found_in(pdf, "anchor");
    ASSERT_EQ(places.size(), 1U) << more;
    const auto word = word_box(pdf, "anchor", 1);
    ASSERT_TRUE(word) << more;
    EXPECT_NEAR((places[0].box.x + places[0].box.width / 2) / 1000.0, word->x + word->width / 2, 3) << more;
    EXPECT_NEAR((places[0].box.y + places[0].box.height / 2) / 1000.0, word->y + word->height / 2, 3) << more;
  }
}

TEST(FindText, ContentInAnotherOrderIsFoundBySecondLook) {
  EXPECT_EQ(
      found_in(page_fake("BT /F 10 Tf 1 0 0 1 100 500 Tm (world) Tj 1 0 0 1 72 500 Tm (hello) Tj ET", ""), "helloworld").size(),
      1U);
  EXPECT_THAT(found_in(page_fake("BT /F 10 Tf 72 500 Td (nothing) Tj ET", ""), "anchor"), ElementsAre());
}

TEST(FindText, TextInsideFormsThatHoldThemselvesEnds) {
  const auto pdf = pdf_fake(
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
      "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >> "
      "endobj\n"
      "4 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Courier >> endobj\n5 0 obj << /Length 5 >> stream\n/X Do\nendstream "
      "endobj\n"
      "6 0 obj << /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> /Length 41 >> "
      "stream\n"
      "BT /F 10 Tf 72 500 Td (inside) Tj ET /X Do\nendstream endobj\n");
  EXPECT_GE(found_in(pdf, "inside").size(), 1U);
}

TEST(ToUnicode, CharactersRangesAndListsAreRead) {
  const auto map = to_unicode_map(
      "beginbfchar <01> <0041> <0002> <D83DDE00> endbfchar 2 beginbfrange <10> <12> <0061> <20> <21> [<0078> <00660069>] "
      "endbfrange");
  EXPECT_EQ(map.at(1), "A");
  EXPECT_EQ(map.at(2), "\xF0\x9F\x98\x80");
  EXPECT_EQ(map.at(0x12), "c");
  EXPECT_EQ(map.at(0x21), "fi");
  EXPECT_EQ(text_of_glyph_name("Lslash"), "Ł");
  EXPECT_EQ(text_of_glyph_name("uni6771"), "東");
  EXPECT_EQ(text_of_glyph_name("eacute.sc"), "é");
}

TEST(Combine, PagesFollowInOrderAndFormsAreFlat) {
  const auto ours = rendered("our page\n\n{{pagebreak}}\n\nour second\n");
  const auto form =
      fill_form(form_fake(), std::vector<FieldFill>{{"customer.name", "Brightwater"}}, {.flatten = false}).value().bytes;
  const auto made = combine(std::vector<std::string_view>{ours, form, ours}, kNow);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->pages, 5);
  EXPECT_THAT(made->first_pages, ElementsAre(1, 3, 4));
  EXPECT_EQ(check_pdf(made->bytes), "");
  const auto pages = pages_of_pdf(made->bytes);
  ASSERT_EQ(pages.size(), 5U);
  EXPECT_THAT(pages[2], HasSubstr("Brightwater"));
  EXPECT_THAT(pages[4], HasSubstr("our second"));
  EXPECT_EQ(combine(std::vector<std::string_view>{ours, "no"}, kNow).error().fields.front().pointer, "/1");
  EXPECT_EQ(combine(std::vector<std::string_view>{ours, form, ours}, kNow)->sha256, made->sha256);
}

TEST(Place, TextPictureAndInkStandUprightOnTurnedPages) {
  for (const auto* more : {"", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [50 100 500 750]"}) {
    const auto pdf = page_fake("BT /F 12 Tf 72 700 Td (old) Tj ET", more);
    const std::vector<Stamp> stamps{
        {1, {100'000, 120'000, 150'000, 20'000}, StampText{.text = "Signed 東京"}},
        {1, {100'000, 150'000, 48'000, 16'000}, Image{png_fake()}},
        {1, {100'000, 180'000, 100'000, 30'000}, StampInk{.strokes = {{{{0, 1'000}, {500, 0}, {1'000, 1'000}}}}}}};
    const auto made = place(pdf, stamps, kNow);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(check_pdf(made->bytes), "");
    const auto places = found_in(made->bytes, "Signed");
    ASSERT_EQ(places.size(), 1U) << more;
    EXPECT_NEAR(places[0].box.x, 100'000, 1'500) << more;
    EXPECT_GE(places[0].box.y, 118'000) << more;
    EXPECT_LE(places[0].box.y + places[0].box.height, 142'000) << more;
    EXPECT_GT(places[0].box.width, places[0].box.height) << more;
    EXPECT_EQ(found_in(made->bytes, "old").size(), 1U);
  }
}

TEST(Place, AStampThatIsNotOnThePageOrDoesNotFitIsRefused) {
  const auto pdf = page_fake("", "");
  const auto code = [&](Stamp stamp) { return place(pdf, std::vector<Stamp>{std::move(stamp)}, kNow).error().code; };
  EXPECT_EQ(code({2, {0, 0, 10'000, 10'000}, StampText{.text = "x"}}), "stamp_invalid");
  EXPECT_EQ(code({1, {600'000, 0, 50'000, 10'000}, StampText{.text = "x"}}), "stamp_invalid");
  EXPECT_EQ(code({1, {0, 0, 10'000, 5'000}, StampText{.text = "far too long for this"}}), "stamp_invalid");
  EXPECT_EQ(code({1, {0, 0, 10'000, 5'000}, Image{"GIF"}}), "stamp_invalid");
  EXPECT_EQ(place(signed_form_fake(), std::vector<Stamp>{}, kNow).error().code, "pdf_signed");
}

}  // namespace
}  // namespace switchyard::documents
