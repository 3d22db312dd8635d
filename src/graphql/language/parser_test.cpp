#include "graphql/language/parser.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "graphql/language/kitchen_sink_fake.hpp"
#include "graphql/language/printer.hpp"

namespace switchyard::graphql {
namespace {

// "1:9 Syntax Error: …"
std::string error_of(std::string source, const ParseLimits& limits = {}) {
  const ParseResult parsed = parse_document(std::move(source), limits);
  if (parsed) return "";
  return fmt::format("{}:{} {}", parsed.error.locations.at(0).line, parsed.error.locations.at(0).column, parsed.error.message);
}

TEST(Parser, ReadsAnOperationWithItsParts) {
  const ParseResult parsed = parse_document("query Q($a: [Int!]! = [1] @d) @e { x: y(z: $a) @f { ...G ... on T { u } } }");
  ASSERT_TRUE(parsed) << parsed.error.message;
  const auto* operation = ast::as_operation(*parsed.document->definitions().front());
  ASSERT_NE(operation, nullptr);
  EXPECT_EQ(operation->name.value, "Q");
  EXPECT_EQ(operation->variables.front().variable.text, "a");
  EXPECT_EQ(operation->variables.front().type->kind, ast::Kind::non_null_type);
  EXPECT_EQ(operation->variables.front().type->inner->inner->inner->name.value, "Int");
  EXPECT_EQ(operation->variables.front().directives.front().name.value, "d");
  EXPECT_EQ(operation->directives.front().name.value, "e");

  const auto* field = ast::as_field(*operation->selection_set->selections.front());
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->response_key(), "x");
  EXPECT_EQ(field->name.value, "y");
  EXPECT_EQ(field->arguments.front().value.kind, ast::Kind::variable);
  EXPECT_EQ(ast::as_fragment_spread(*field->selection_set->selections[0])->name.value, "G");
  EXPECT_EQ(ast::as_inline_fragment(*field->selection_set->selections[1])->type_condition.name, "T");
}

TEST(Parser, NodesKnowTheBytesThatTheySpan) {
  const std::string source = "{ \xC3\xA4";  // Not valid; the next one is.
  EXPECT_EQ(error_of(source), "1:3 Syntax Error: Unexpected character: U+00E4.");
  const ParseResult parsed = parse_document("# \xC3\xA4\n{ a(b: \"\xF0\x9F\x98\x80\" c: 1) }");
  ASSERT_TRUE(parsed);
  const auto* field =
      ast::as_field(*ast::as_operation(*parsed.document->definitions().front())->selection_set->selections.front());
  EXPECT_EQ(parsed.document->source().substr(field->start, field->end - field->start), "a(b: \"\xF0\x9F\x98\x80\" c: 1)");
  EXPECT_EQ(parsed.document->location(field->arguments[1]), (SourceLocation{.line = 2, .column = 13}));
}

TEST(Parser, TakesDescriptionsOnOperationsFragmentsAndVariables) {
  const ParseResult parsed = parse_document("\"op\" query Q(\"var\" $a: Int) { b } \"\"\"frag\"\"\" fragment F on T { c }");
  ASSERT_TRUE(parsed) << parsed.error.message;
  const auto* operation = ast::as_operation(*parsed.document->definitions()[0]);
  EXPECT_EQ(operation->description->text, "op");
  EXPECT_EQ(operation->variables.front().description->text, "var");
  EXPECT_EQ(parsed.document->definitions()[1]->description->text, "frag");
  EXPECT_TRUE(parsed.document->definitions()[1]->description->block);
}

TEST(Parser, KeywordsAreNamesWhereNamesStand) {
  EXPECT_EQ(error_of("{ query mutation fragment on(type: extend) true }"), "");
  EXPECT_EQ(error_of("fragment query on fragment { on }"), "");
}

TEST(Parser, SaysWhatWasExpected) {
  EXPECT_EQ(error_of(""), "1:1 Syntax Error: Unexpected <EOF>.");
  EXPECT_EQ(error_of("{"), "1:2 Syntax Error: Expected Name, found <EOF>.");
  EXPECT_EQ(error_of("{ }"), "1:3 Syntax Error: Expected Name, found \"}\".");
  EXPECT_EQ(error_of("query"), "1:6 Syntax Error: Expected \"{\", found <EOF>.");
  EXPECT_EQ(error_of("{ ...MissingOn }\nfragment MissingOn Type"), "2:20 Syntax Error: Expected \"on\", found Name \"Type\".");
  EXPECT_EQ(error_of("{ field: {} }"), "1:10 Syntax Error: Expected Name, found \"{\".");
  EXPECT_EQ(error_of("notAnOperation Foo { field }"), "1:1 Syntax Error: Unexpected Name \"notAnOperation\".");
  EXPECT_EQ(error_of("..."), "1:1 Syntax Error: Unexpected \"...\".");
  EXPECT_EQ(error_of("{ \"\""), "1:3 Syntax Error: Expected Name, found String \"\".");
  EXPECT_EQ(error_of("fragment on on on { on }"), "1:10 Syntax Error: Unexpected Name \"on\".");
  EXPECT_EQ(error_of("{ ...on }"), "1:9 Syntax Error: Expected Name, found \"}\".");
}

TEST(Parser, RefusesVariablesInConstants) {
  EXPECT_EQ(error_of("query Q($x: Complex = { a: { b: [ $var ] } }) { field }"),
            "1:35 Syntax Error: Unexpected variable \"$var\" in constant value.");
  EXPECT_EQ(error_of("query Q($x: Int = $) { field }"), "1:19 Syntax Error: Unexpected \"$\".");
}

TEST(Parser, RefusesDescriptionsWhereNoneMayStand) {
  EXPECT_EQ(error_of("\"d\" { a }"),
            "1:1 Syntax Error: Unexpected description, descriptions are not supported on shorthand queries.");
  EXPECT_EQ(error_of("\"d\" extend type A @b"),
            "1:1 Syntax Error: Unexpected description, only GraphQL definitions support descriptions.");
}

TEST(Parser, HoldsTypeSystemDefinitionsToTheGrammar) {
  EXPECT_EQ(error_of("type A { }"), "1:10 Syntax Error: Expected Name, found \"}\".");
  EXPECT_EQ(error_of("enum E { true }"), "1:10 Syntax Error: Name \"true\" is reserved and cannot be used for an enum value.");
  EXPECT_EQ(error_of("directive @a on FOO"), "1:17 Syntax Error: Unexpected Name \"FOO\".");
  EXPECT_EQ(error_of("extend type A"), "1:14 Syntax Error: Unexpected <EOF>.");
  EXPECT_EQ(error_of("extend schema"), "1:14 Syntax Error: Unexpected <EOF>.");
  EXPECT_EQ(error_of("union U = |"), "1:12 Syntax Error: Expected Name, found <EOF>.");
  EXPECT_EQ(error_of("schema @a"), "1:10 Syntax Error: Expected \"{\", found <EOF>.");
}

TEST(Parser, LinesEndAtEachKindOfLineEnd) {
  EXPECT_EQ(error_of("{\r\n  a\r  b\n\n  ?"), "5:3 Syntax Error: Unexpected character: \"?\".");
}

TEST(Parser, ColumnsAreCountedInUtf16) {
  EXPECT_EQ(error_of("{ a(b: \"\xF0\x9F\x98\x80\xC3\xA4\") ? }"), "1:15 Syntax Error: Unexpected character: \"?\".");
}

TEST(Parser, ParsesAValueAloneAndNothingAfterIt) {
  EXPECT_EQ(print(*parse_value("{a: [1, $b, \"c\"]}").value), "{a: [1, $b, \"c\"]}");
  EXPECT_EQ(parse_value("1 2").error.message, "Syntax Error: Expected <EOF>, found Int \"2\".");
}

TEST(Parser, DocumentsOfOneTextAreEqualWhenPrinted) {
  const ParseResult query = parse_document(std::string(kKitchenSinkQuery));
  ASSERT_TRUE(query) << query.error.message;
  EXPECT_EQ(query.document->definitions().size(), 6U);
  const ParseResult sdl = parse_document(std::string(kKitchenSinkSdl));
  ASSERT_TRUE(sdl) << sdl.error.message;
  EXPECT_EQ(sdl.document->definitions().size(), 32U);
}

}  // namespace
}  // namespace switchyard::graphql
