#include "graphql/transport/media_types.hpp"

#include <gtest/gtest.h>

namespace switchyard::graphql {
namespace {

TEST(MediaTypes, TheMoreWelcomeFormIsGiven) {
  constexpr auto kJson = AnswerType::json;
  constexpr auto kResponse = AnswerType::graphql_response;
  for (const auto& [accept, expected] : std::vector<std::pair<std::string, AnswerType>>{
           {"", kJson},
           {"*/*", kJson},
           {"application/*", kJson},
           {"application/json", kJson},
           {"application/graphql-response+json", kResponse},
           {"APPLICATION/GraphQL-Response+JSON; charset=UTF-8", kResponse},
           {"application/graphql-response+json, application/json", kResponse},
           {"application/json, application/graphql-response+json", kResponse},
           {"application/graphql-response+json; charset=utf-8, application/json; charset=utf-8; q=0.9", kResponse},
           {"application/graphql-response+json;q=0.5, application/json", kJson},
           {"application/graphql-response+json, */*;q=0.1", kResponse},
           {"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", kJson},
           {"application/json;q=0, */*", kResponse},
           {"application/json; profile=\"a,b;c\", text/html", kJson},
       }) {
    EXPECT_EQ(negotiate(accept), expected) << accept;
  }
}

TEST(MediaTypes, WhoTakesNeitherGetsNeither) {
  for (const char* accept : {"text/html", "application/json;q=0", "image/*", "application/graphql-response+json;q=0.0", "application/json;q=2",
                             "application/json; charset=iso-8859-1", "*/*;q=0", "json"}) {
    EXPECT_EQ(negotiate(accept), std::nullopt) << accept;
  }
}

TEST(MediaTypes, AContentTypeHasAnEssenceAndPerhapsACharset) {
  EXPECT_EQ(parse_media_type("Application/JSON").essence, "application/json");
  EXPECT_EQ(parse_media_type("application/json; x=1; CharSet=\"UTF-8\"").charset, "utf-8");
  EXPECT_EQ(parse_media_type("").essence, "");
}

}  // namespace
}  // namespace switchyard::graphql
