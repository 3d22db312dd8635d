#include "graphql/language/printer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "graphql/language/block_string.hpp"
#include "graphql/language/kitchen_sink_fake.hpp"
#include "graphql/language/parser.hpp"

namespace switchyard::graphql {
namespace {

std::string reprinted(std::string source) {
  const ParseResult parsed = parse_document(std::move(source));
  return parsed ? print(*parsed.document) : parsed.error.message;
}

TEST(Printer, PrintingIsAFixedPoint) {
  for (const std::string_view document : {kKitchenSinkQuery, kKitchenSinkSdl}) {
    const std::string once = reprinted(std::string(document));
    EXPECT_EQ(reprinted(once), once);
  }
}

TEST(Printer, ADocumentInPrintedLayoutStaysAsItIs) { EXPECT_EQ(reprinted(std::string(kKitchenSinkSdl)), kKitchenSinkSdl); }

TEST(Printer, AnonymousQueriesWithoutPartsAreShort) {
  EXPECT_EQ(reprinted("query { a }"), "{\n  a\n}");
  EXPECT_EQ(reprinted("query @d { a }"), "query @d {\n  a\n}");
  EXPECT_EQ(reprinted("query ($a: Int) { a }"), "query ($a: Int) {\n  a\n}");
  EXPECT_EQ(reprinted("mutation { a }"), "mutation {\n  a\n}");
}

TEST(Printer, ArgumentsOverEightyCharactersStandOnLinesOfTheirOwn) {
  const std::string field = "trip(wheelchair: false, arriveBy: false, includePlannedCancellations: true, trans: 12)";
  EXPECT_EQ(
      reprinted("{" + field + "}"),
      "{\n  trip(\n    wheelchair: false\n    arriveBy: false\n    includePlannedCancellations: true\n    trans: 12\n  )\n}");
  const std::string eighty = "trip(wheelchair: false, arriveBy: false, includePlannedCancellation: true, t: 2)";
  EXPECT_EQ(reprinted("{" + eighty + "}"), "{\n  " + eighty + "\n}");
}

TEST(Printer, StringsEscapeControlCharactersQuotesAndBackslashes) {
  EXPECT_EQ(reprinted("{ a(b: \"\\u0000\\u0007\\b\\n\\\"\\\\\\u007f\\u0080\xC3\xA9\") }"),
            "{\n  a(b: \"\\u0000\\u0007\\b\\n\\\"\\\\\\u007F\\u0080\xC3\xA9\")\n}");
}

TEST(Printer, BlockStringsAreIndentedWithWhereTheyStand) {
  EXPECT_EQ(reprinted("{ a { b(c: \"\"\"\n  x\n    y\n\"\"\") } }"),
            "{\n  a {\n    b(c: \"\"\"\n    x\n      y\n    \"\"\")\n  }\n}");
  EXPECT_EQ(print_block_string("one"), "\"\"\"one\"\"\"");
  EXPECT_EQ(print_block_string("ends in a \"quote\""), "\"\"\"\nends in a \"quote\"\n\"\"\"");
  EXPECT_EQ(print_block_string("a \"\"\" b"), "\"\"\"a \\\"\"\" b\"\"\"");
}

TEST(Printer, SomeStringsCannotBeBlockStrings) {
  EXPECT_TRUE(is_printable_as_block_string("a\n b"));
  EXPECT_FALSE(is_printable_as_block_string("\na"));
  EXPECT_FALSE(is_printable_as_block_string("a\n"));
  EXPECT_FALSE(is_printable_as_block_string(" a\n b"));
  EXPECT_FALSE(is_printable_as_block_string("a\rb"));
  EXPECT_FALSE(is_printable_as_block_string("\x01"));
}

TEST(Printer, VariableDefinitionsWithDescriptionsStandOnLinesOfTheirOwn) {
  EXPECT_EQ(reprinted("query Q(\"d\" $a: Int, $b: Int) { c }"), "query Q(\n\"d\"\n$a: Int\n$b: Int\n) {\n  c\n}");
}

}  // namespace
}  // namespace switchyard::graphql
