// Hostile documents: refused where a limit is met, in time that the limit bounds, without a deep stack.
#include <gtest/gtest.h>

#include <string>

#include "graphql/language/parser.hpp"

namespace switchyard::graphql {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

void expect_refused(std::string source, std::string_view message) {
  const ParseResult parsed = parse_document(std::move(source));
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error.message, message);
  EXPECT_EQ(parsed.error.code, kDocumentTooLarge);
}

constexpr std::string_view kTooDeep = "Syntax Error: Document is nested deeper than 200 levels. Parsing aborted.";

TEST(ParseLimits, TwoHundredThousandNestedSelectionsAreRefused) { expect_refused(repeated("{a", 200'000), kTooDeep); }

TEST(ParseLimits, NestedListsObjectsAndTypesAreRefused) {
  expect_refused("{a(b:" + repeated("[", 200'000), kTooDeep);
  expect_refused("{a(b:" + repeated("{a:", 200'000), kTooDeep);
  expect_refused("query ($a: " + repeated("[", 200'000), kTooDeep);
  expect_refused("type A { b(c: Int = " + repeated("[", 200'000), kTooDeep);
  expect_refused(repeated("{...", 200'000), kTooDeep);
}

TEST(ParseLimits, TheDeepestAllowedDocumentIsParsed) {
  EXPECT_TRUE(parse_document(repeated("{a", 200) + repeated("}", 200)));
  EXPECT_FALSE(parse_document(repeated("{a", 201) + repeated("}", 201)));
}

TEST(ParseLimits, FiftyMegabyteLexemesAreRefusedForTheirSize) {
  constexpr std::size_t kSize = 50 * 1024 * 1024;
  constexpr std::string_view kTooLong = "Syntax Error: Source contains more than 1048576 bytes. Parsing aborted.";
  expect_refused('{' + std::string(kSize, 'a') + '}', kTooLong);
  expect_refused("{a(b:\"" + std::string(kSize, 'a') + "\")}", kTooLong);
  expect_refused('#' + std::string(kSize, ' '), kTooLong);
}

TEST(ParseLimits, AHundredThousandAliasesAreRefused) {
  std::string source = "{";
  for (int i = 0; i < 100'000; ++i) source += 'a' + std::to_string(i) + ":b ";
  expect_refused(source + '}', "Syntax Error: Document contains more that 20000 tokens. Parsing aborted.");
}

TEST(ParseLimits, TokensAreCountedWithoutCommentsAndTheEnd) {
  const ParseLimits limits = {.tokens_max = 3};
  EXPECT_TRUE(parse_document("{a} # comment", limits));
  const ParseResult parsed = parse_document("{a b}", limits);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error.locations.at(0), (SourceLocation{.line = 1, .column = 5}));
  EXPECT_EQ(parse_document("{a}").document->token_count(), 3U);
}

TEST(ParseLimits, AMessageShowsNoMoreThanTheBeginningOfALongToken) {
  const ParseResult parsed = parse_document(std::string(900'000, 'a'));
  ASSERT_FALSE(parsed);
  EXPECT_LT(parsed.error.message.size(), 1100U);
}

}  // namespace
}  // namespace switchyard::graphql
