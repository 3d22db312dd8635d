#include "graphql/language/lexer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graphql/language/parser.hpp"

namespace switchyard::graphql {
namespace {

std::vector<std::string> texts_of(std::string_view source) {
  Lexer lexer(source);
  std::vector<std::string> texts;
  for (Token token = lexer.next(); token.kind != TokenKind::eof && token.kind != TokenKind::halted; token = lexer.next()) {
    texts.emplace_back(source.substr(token.start, token.end - token.start));
  }
  return texts;
}

std::string fault_of(std::string_view source) {
  Lexer lexer(source);
  while (!lexer.fault() && lexer.next().kind != TokenKind::eof) continue;
  return lexer.fault() ? std::to_string(lexer.fault()->offset) + ": " + lexer.fault()->message : "";
}

TEST(Lexer, SkipsBlanksCommasCommentsAndByteOrderMarks) {
  EXPECT_EQ(texts_of("\xEF\xBB\xBF { a,,b # rest, of ä line\r\n\tc }"), (std::vector<std::string>{"{", "a", "b", "c", "}"}));
}

TEST(Lexer, KnowsEveryPunctuator) {
  EXPECT_EQ(texts_of("!$&()...:=@[]{|}"),
            (std::vector<std::string>{"!", "$", "&", "(", ")", "...", ":", "=", "@", "[", "]", "{", "|", "}"}));
}

TEST(Lexer, TellsIntegersFromFloats) {
  Lexer lexer("-0 12 1.5 -1.0e10 3E-2");
  EXPECT_EQ(lexer.next().kind, TokenKind::int_value);
  EXPECT_EQ(lexer.next().kind, TokenKind::int_value);
  EXPECT_EQ(lexer.next().kind, TokenKind::float_value);
  EXPECT_EQ(lexer.next().kind, TokenKind::float_value);
  EXPECT_EQ(lexer.next().kind, TokenKind::float_value);
  EXPECT_EQ(lexer.next().kind, TokenKind::eof);
  EXPECT_EQ(lexer.next().kind, TokenKind::eof);
}

TEST(Lexer, SaysWhatIsWrongWithANumber) {
  EXPECT_EQ(fault_of("01"), "1: Invalid number, unexpected digit after 0: \"1\".");
  EXPECT_EQ(fault_of("-"), "1: Invalid number, expected digit but got: <EOF>.");
  EXPECT_EQ(fault_of("1."), "2: Invalid number, expected digit but got: <EOF>.");
  EXPECT_EQ(fault_of("1.e1"), "2: Invalid number, expected digit but got: \"e\".");
  EXPECT_EQ(fault_of("1.5.2"), "3: Invalid number, expected digit but got: \".\".");
  EXPECT_EQ(fault_of("1a"), "1: Invalid number, expected digit but got: \"a\".");
}

TEST(Lexer, SaysWhichCharacterIsUnexpected) {
  EXPECT_EQ(fault_of("?"), "0: Unexpected character: \"?\".");
  EXPECT_EQ(fault_of(".."), "0: Unexpected character: \".\".");
  EXPECT_EQ(fault_of("\xC3\xA9"), "0: Unexpected character: U+00E9.");
  EXPECT_EQ(fault_of("\xF0\x9F\x98\x80"), "0: Unexpected character: U+1F600.");
  EXPECT_EQ(fault_of("\xED\xA0\x80"), "0: Invalid character: U+D800.");
  EXPECT_EQ(fault_of("'a'"), "0: Unexpected single quote character ('), did you mean to use a double quote (\")?");
}

TEST(Lexer, SaysWhatIsWrongWithAString) {
  EXPECT_EQ(fault_of("\"a"), "2: Unterminated string.");
  EXPECT_EQ(fault_of("\"a\nb\""), "2: Unterminated string.");
  EXPECT_EQ(fault_of("\"\"\"a"), "4: Unterminated string.");
  EXPECT_EQ(fault_of("\"\\x\""), "1: Invalid character escape sequence: \"\\x\".");
  EXPECT_EQ(fault_of("\"\\u12G4\""), "1: Invalid Unicode escape sequence: \"\\u12G4\".");
  EXPECT_EQ(fault_of("\"\\uD83D\""), "1: Invalid Unicode escape sequence: \"\\uD83D\".");
  EXPECT_EQ(fault_of("\"\\u{110000}\""), "1: Invalid Unicode escape sequence: \"\\u{110000}\".");
  EXPECT_EQ(fault_of("\"\\u{}\""), "1: Invalid Unicode escape sequence: \"\\u{}\".");
  EXPECT_EQ(fault_of("\"\\u{FFFFFFFFF}\""), "1: Invalid Unicode escape sequence: \"\\u{FFFFFFFF\".");
  EXPECT_EQ(fault_of("\"\xFF\""), "1: Invalid character within String: U+FFFD.");
}

std::string value_of(const std::string& literal) {
  const ParsedValue parsed = parse_value(literal);
  return parsed ? std::string(parsed.value->text) : parsed.error.message;
}

TEST(Lexer, ResolvesEscapesOfStrings) {
  EXPECT_EQ(value_of(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(value_of(R"("\u00e9")"), "\xC3\xA9");
  EXPECT_EQ(value_of(R"("\u{1F600}")"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(value_of(R"("\uD83D\uDE00")"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(value_of(R"("\u{0}x")"), std::string("\0x", 2));
  EXPECT_EQ(value_of("\"\""), "");
}

TEST(Lexer, TakesCommonIndentationAndBlankMarginsFromBlockStrings) {
  EXPECT_EQ(value_of("\"\"\"\n\n    Hello,\n      World!\r\n\r    Yours,\n      GraphQL.\n  \n\"\"\""),
            "Hello,\n  World!\n\nYours,\n  GraphQL.");
  EXPECT_EQ(value_of("\"\"\"    first counts not\n    second\"\"\""), "    first counts not\nsecond");
  EXPECT_EQ(value_of("\"\"\" \\\"\"\" \\n \"\"\""), " \"\"\" \\n ");
  EXPECT_EQ(value_of("\"\"\"\n \n\"\"\""), "");
}

}  // namespace
}  // namespace switchyard::graphql
