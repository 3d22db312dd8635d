// The templates that the product brings, printed with what may come.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "documents/pdf_reader_fake.hpp"
#include "documents/random_record_fake.hpp"
#include "documents/render.hpp"
#include "embedded/document_templates.hpp"

namespace switchyard::documents {
namespace {

std::optional<std::string> embedded(std::string_view name) {
  for (const auto& file : embedded_document_templates()) {
    if (file.path == std::string(name) + ".md") return std::string(file.bytes);
  }
  return std::nullopt;
}

// Those that are printed by themselves: the others are parts.
std::vector<Template> default_templates() {
  std::vector<Template> made;
  for (const auto& file : embedded_document_templates()) {
    if (!file.bytes.starts_with("---\n")) continue;
    auto parsed = Template::parse(file.path.substr(0, file.path.size() - 3), file.bytes, embedded);
    EXPECT_TRUE(parsed) << parsed.error().message;
    if (parsed) made.push_back(std::move(parsed).value());
  }
  return made;
}

RenderOptions options() {
  return {.created_at = Instant::parse("2026-11-24T14:00:00Z").value(),
          .contract_number = "C-1001",
          .version = "3",
          .page_code = "E7K2-91",
          .issuer = "Northway Energy",
          .logo = {png_fake()},
          .accent_color = "#1f5f4a"};
}

double overlap(double a, double a_size, double b, double b_size) { return std::min(a + a_size, b + b_size) - std::max(a, b); }

// Words outside of the margins, and words that lie over each other: what a reader would see as cut or unreadable.
std::vector<std::string> misplaced(const std::string& pdf) {
  std::vector<std::string> found;
  const auto words = words_of_pdf(pdf);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& word = words[at];
    const bool outside = word.x < 59 || word.x + word.width > 553.5 || word.y < 30 || word.y + word.height > 765;
    if (outside) found.push_back("outside: " + word.text + " on page " + std::to_string(word.page));
    for (auto other = at + 1; other < words.size() && words[other].page == word.page; ++other) {
      const auto& next = words[other];
      if (word.text.starts_with("/") || next.text.starts_with("/")) continue;  // The white names of places to sign.
      const auto across = overlap(word.x, word.width, next.x, next.width);
      const auto down = overlap(word.y, word.height, next.y, next.height);
      if (across > 1.5 && down > 0.6 * std::min(word.height, next.height)) {
        found.push_back("over each other: " + word.text + " and " + next.text + " on page " + std::to_string(word.page));
      }
    }
  }
  return found;
}

TEST(DefaultTemplates, EachIsSoundAndPrintsSoundFiles) {
  const auto templates = default_templates();
  ASSERT_GE(templates.size(), 12U);
  for (const auto& source : templates) {
    std::mt19937_64 random(7);
    const auto rendered =
        render(source, random_record(source.variables(), random, {.long_words = false, .other_scripts = false}), options());
    ASSERT_TRUE(rendered) << source.name() << ": " << rendered.error().message;
    EXPECT_EQ(check_pdf(rendered->bytes), "") << source.name();
  }
}

TEST(DefaultTemplates, AgreementsAreSignedDatedAndInitialledByTheCustomer) {
  for (const auto* name : {"electric-agreement-en", "electric-agreement-es", "gas-agreement-en", "gas-agreement-es"}) {
    const auto made = Template::parse(name, *embedded(name), embedded);
    ASSERT_TRUE(made);
    EXPECT_THAT(made->anchors(),
                testing::IsSupersetOf({Anchor{AnchorKind::signature, "customer"}, Anchor{AnchorKind::date_signed, "customer"},
                                       Anchor{AnchorKind::initials, "customer"}}));
  }
}

// SWITCHYARD_RANDOM_DOCUMENTS=1000 makes a long run of it.
TEST(DefaultTemplates, NoWordOfARandomDocumentIsCutOrOverAnother) {
  const auto templates = default_templates();
  const char* const wish = std::getenv("SWITCHYARD_RANDOM_DOCUMENTS");
  const int count = wish == nullptr ? 50 : std::atoi(wish);
  for (int seed = 1; seed <= count; ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    const auto& source = templates[static_cast<std::size_t>(seed) % templates.size()];
    const auto rendered =
        render(source, random_record(source.variables(), random, {.rows_max = seed % 7 == 0 ? 60 : 12}), options());
    ASSERT_TRUE(rendered) << source.name() << ": " << rendered.error().message;
    EXPECT_THAT(misplaced(rendered->bytes), testing::ElementsAre()) << source.name() << " seed " << seed;
  }
}

}  // namespace
}  // namespace switchyard::documents
