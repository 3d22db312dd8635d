#include "graphql/transport/multipart.hpp"

#include <gtest/gtest.h>

#include "graphql/execution/upload_marker.hpp"

namespace switchyard::graphql {
namespace {

std::vector<FormPart> form(std::string_view operations, std::string_view map, std::size_t files = 1) {
  static constexpr std::string_view kNames[] = {"0", "1", "2"};
  std::vector<FormPart> parts = {{.name = "operations", .content = operations}, {.name = "map", .content = map}};
  for (std::size_t i = 0; i < files; ++i) parts.push_back({.name = kNames[i], .file_name = "f.txt", .content_type = "text/plain", .content = kNames[i]});
  return parts;
}

std::string code_of(const std::vector<FormPart>& parts, const MultipartLimits& limits = {}) {
  const auto read = read_multipart(parts, limits);
  return read ? "" : read.error().code;
}

TEST(Multipart, FilesGoWhereTheMapSays) {
  const auto read = read_multipart(form(R"({"variables":{"in":{"files":[null,null]},"one":null}})", R"({"1":["variables.in.files.1","variables.one"],"0":["variables.in.files.0"]})", 2));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->files.size(), 2U);
  EXPECT_EQ(read->files[0].content, "1");
  const Value* in = read->operations.find("variables")->find("in");
  EXPECT_EQ(upload_place((*in->find("files")->list())[1]), 0U);
  EXPECT_EQ(upload_place((*in->find("files")->list())[0]), 1U);
  EXPECT_EQ(upload_place(*read->operations.find("variables")->find("one")), 0U);
}

TEST(Multipart, AFormWithoutFilesIsTaken) { EXPECT_EQ(code_of(form("{}", "{}", 0)), ""); }

TEST(Multipart, ABatchNamesItsRequests) {
  const auto read = read_multipart(form(R"([{"variables":{"f":null}},{"variables":{"f":null}}])", R"({"0":["1.variables.f"]})"));
  ASSERT_TRUE(read);
  EXPECT_TRUE((*read->operations.list())[0].find("variables")->find("f")->is_null());
  EXPECT_EQ(upload_place(*(*read->operations.list())[1].find("variables")->find("f")), 0U);
}

TEST(Multipart, WhatTheMapSaysAmissIsRefused) {
  for (const char* map : {"[]", "{}", R"({"0":[]})", R"({"0":"variables.f"})", R"({"0":[7]})", R"({"0":["variables.g"]})", R"({"0":["variables.f.x"]})", R"({"0":["query"]})",
                          R"({"0":[""]})", R"({"1":["variables.f"]})", R"({"map":["variables.f"]})", R"({"0":["variables.f","variables.f"]})"}) {
    EXPECT_EQ(code_of(form(R"({"query":null,"variables":{"f":null}})", map)), "multipart_malformed") << map;
  }
  EXPECT_EQ(code_of({}), "multipart_malformed");
  EXPECT_EQ(code_of(form("{", "{}")), "malformed_json");
}

TEST(Multipart, FilesAndPlacesAreLimited) {
  EXPECT_EQ(code_of(form(R"({"variables":{"f":[null,null,null]}})", R"({"0":["variables.f.0"],"1":["variables.f.1"],"2":["variables.f.2"]})", 3), {.files_max = 2}), "too_many_files");
  EXPECT_EQ(code_of(form(R"({"variables":{"f":[null,null]}})", R"({"0":["variables.f.0","variables.f.1"]})"), {.places_max = 1}), "too_many_files");
}

}  // namespace
}  // namespace switchyard::graphql
