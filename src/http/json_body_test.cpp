#include "http/json_body.hpp"

#include <gtest/gtest.h>

#include "values/date.hpp"

namespace switchyard::http {
namespace {

std::string code_of(std::string_view text, JsonLimits limits = {}) {
  const auto parsed = parse_json(text, limits);
  return parsed ? "" : parsed.error().code;
}

TEST(JsonBody, ReadsEachKindOfMember) {
  auto body = JsonBody::parse(R"({"name":"Ohm's \"Bakery\"","term":12,"green":true,"margin":"0.0050","start":"2026-12",
    "kind":"gas","site":{"zip":"44114"},"accounts":[{"id":"1"},{"id":"2"}],"tags":["a","b"],"note":null})");
  ASSERT_TRUE(body);
  JsonObject in = body->object();
  EXPECT_EQ(in.text("name"), "Ohm's \"Bakery\"");
  EXPECT_EQ(in.integer("term", 1, 60), 12);
  EXPECT_TRUE(in.boolean("green"));
  EXPECT_EQ(in.decimal("margin").text(), "0.0050");
  EXPECT_EQ(in.required("start", Month::parse)->text(), "2026-12");
  EXPECT_EQ(in.one_of("kind", {"electric", "gas"}), 1U);
  EXPECT_EQ(in.object("site").text("zip"), "44114");
  std::string ids;
  for (JsonObject& account : in.objects("accounts")) ids += account.text("id");
  EXPECT_EQ(ids, "12");
  EXPECT_EQ(in.texts("tags"), (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(in.optional_text("note"));
  EXPECT_FALSE(in.optional_object("absent"));
  EXPECT_TRUE(body->finish());
}

TEST(JsonBody, NamesEveryMistakeAtOnce) {
  auto body = JsonBody::parse(R"({"term":"12","margin":0.005,"accounts":[{"id":7}],"extra/it":1})");
  JsonObject in = body->object();
  (void)in.text("name");
  (void)in.integer("term", 1, 60);
  (void)in.decimal("margin");
  for (JsonObject& account : in.objects("accounts")) (void)account.text("id");
  const auto done = body->finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::unprocessable);
  EXPECT_EQ(done.error().code, "invalid_fields");
  const std::vector<FieldError> expected = {
      {"/name", "missing", "is needed and must be a text"},
      {"/term", "wrong_type", "must be a number, not a text"},
      {"/margin", "wrong_type", "must be a decimal as text, \"0.005\", so that no digit is lost"},
      {"/accounts/0/id", "wrong_type", "must be a text, not a number"},
      {"/extra~1it", "unknown_member", "is not a member that is known here"},
  };
  EXPECT_EQ(done.error().fields, expected);
  EXPECT_EQ(done.error().message, "/name is needed and must be a text; 4 more in errors.");
}

TEST(JsonBody, AnUnknownMemberOfANestedObjectIsNamed) {
  auto body = JsonBody::parse(R"({"site":{"zip":"1","zap":"2"}})");
  (void)body->object().object("site").text("zip");
  EXPECT_EQ(body->finish().error().fields.at(0).pointer, "/site/zap");
}

TEST(JsonBody, ABodyThatIsNoObjectIsRefused) {
  auto body = JsonBody::parse("[1]");
  (void)body->object().optional_text("name");
  EXPECT_EQ(body->finish().error().fields, (std::vector<FieldError>{{"", "wrong_type", "must be an object, not an array"}}));
}

TEST(JsonBody, LimitsOfTextsCountsAndRangesAreSaid) {
  auto body = JsonBody::parse(R"({"a":"","b":"12345","c":"x\u0000","d":[],"e":61,"f":1.5,"g":"steam","h":"2026-13"})");
  JsonObject in = body->object();
  (void)in.text("a");
  (void)in.text("b", {.size_max = 4});
  (void)in.text("c");
  (void)in.objects("d");
  (void)in.integer("e", 1, 60);
  (void)in.integer("f", 1, 60);
  (void)in.one_of("g", {"electric", "gas"});
  (void)in.required("h", Month::parse);
  const auto done = body->finish();
  const auto& fields = done.error().fields;
  ASSERT_EQ(fields.size(), 8U);
  EXPECT_EQ(fields[0].detail, "must not be empty");
  EXPECT_EQ(fields[1].detail, "has 5 characters; at most 4 are taken");
  EXPECT_EQ(fields[2].code, "control_character");
  EXPECT_EQ(fields[3].code, "wrong_count");
  EXPECT_EQ(fields[4].detail, "must be a whole number from 1 to 60");
  EXPECT_EQ(fields[5].code, "out_of_range");
  EXPECT_EQ(fields[6].detail, "must be electric or gas");
  EXPECT_EQ(fields[7].pointer, "/h");
}

TEST(JsonBody, ObjectsStayValidWhenTheBodyMoves) {
  auto body = JsonBody::parse(R"({"a":"b"})");
  JsonObject in = body->object();
  JsonBody moved = std::move(*body);
  EXPECT_EQ(in.text("a"), "b");
  EXPECT_TRUE(moved.finish());
}

TEST(JsonText, IsRefusedWhereItIsNotStrict) {
  EXPECT_EQ(code_of(R"({"a":1,"b":2,"a":3})"), "duplicate_member");
  EXPECT_EQ(code_of("{\"a\":1,\"\\u0061\":2}"), "duplicate_member");
  for (const char* text : {"", "  ", "{", "{\"a\":1,}", "[1,]", "{'a':1}", "nul", "01", "+1", "1.", "NaN", "// x\n1", "{} {}", "\"\xff\"", "\"\xed\xa0\x80\"",
                           "\"\\ud800\"", "\"tab\there\"", "\"\\x41\"", "\xef\xbb\xbf{}"}) {
    EXPECT_EQ(code_of(text), "malformed_json") << text;
  }
}

TEST(JsonText, KeepsTheDigitsOfANumber) {
  EXPECT_EQ(parse_json("[0.06620, 123456789012345678901234567890, -1E+5]")->json(), "[0.06620,123456789012345678901234567890,-1E+5]");
}

TEST(JsonText, HasLimits) {
  EXPECT_EQ(code_of(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_EQ(code_of(std::string(33, '[') + std::string(33, ']')), "json_too_deep");
  EXPECT_EQ(code_of("[1,2,3]", {.values_max = 3}), "json_too_large");
  EXPECT_EQ(code_of("[1,2]", {.values_max = 3}), "");
  EXPECT_EQ(code_of("[1,2]", {.size_max = 4}), "json_too_large");
}

TEST(JsonText, SaysWhereItBroke) {
  EXPECT_NE(parse_json("{\n  \"a\": x\n}").error().message.find("line 2, column 8"), std::string::npos);
}

}  // namespace
}  // namespace switchyard::http
