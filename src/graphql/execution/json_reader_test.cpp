#include "graphql/execution/json_reader.hpp"

#include <gtest/gtest.h>

namespace switchyard::graphql {
namespace {

std::string again(std::string_view text) {
  const auto read = read_json(text);
  return read ? to_json_text(*read) : read.error().code;
}

TEST(JsonReader, ValuesComeAsTheyWereWritten) {
  EXPECT_EQ(again(R"( {"a":[1,-2,1.50,1e400,12345678901234567890,true,null,"x\u00e9\n"],"b":{}} )"),
            R"({"a":[1,-2,1.50,1e400,12345678901234567890,true,null,"xé\n"],"b":{}})");
}

TEST(JsonReader, AByteOrderMarkIsSkipped) { EXPECT_EQ(again("\xef\xbb\xbf{}"), "{}"); }

TEST(JsonReader, WhatIsNoJsonIsRefused) {
  for (const char* text : {"", "{", "{} {}", "[1,]", "{\"a\":1,}", "nul", "\"\xff\"", "'a'", "01", "// c\n1"}) EXPECT_EQ(again(text), "malformed_json") << text;
}

TEST(JsonReader, AMemberThatComesTwiceIsRefused) {
  EXPECT_EQ(again(R"({"a":1,"b":{"c":1,"c":2}})"), "duplicate_member");
  std::string large = "{\"m0\":0";
  for (int i = 0; i < 30; ++i) large += ",\"m" + std::to_string(i) + "\":0";
  EXPECT_EQ(again(large + "}"), "duplicate_member");
}

TEST(JsonReader, DepthAndNumberOfValuesAreLimited) {
  EXPECT_EQ(again(std::string(64, '[') + std::string(64, ']')), std::string(64, '[') + std::string(64, ']'));
  EXPECT_EQ(again(std::string(65, '[') + std::string(65, ']')), "malformed_json");
  EXPECT_EQ(again(std::string(200'000, '[')), "malformed_json");
  EXPECT_EQ(read_json("[1,2,3]", {.values_max = 3}).error().code, "json_too_large");
  EXPECT_TRUE(read_json("[1,2,3]", {.values_max = 4}));
}

}  // namespace
}  // namespace switchyard::graphql
