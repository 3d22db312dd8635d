#include "graphql/execution/document_cache.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "graphql/execution/toy_schema_fake.hpp"

namespace switchyard::graphql {
namespace {

// 64 hexadecimal digits that tell texts apart: the cache asks for no more.
std::string toy_hash(std::string_view text) {
  std::string hash = std::to_string(std::hash<std::string_view>()(text));
  return hash + std::string(64 - hash.size(), 'a');
}

std::string code_of(const DocumentCache::Found& found) { return found.errors.empty() ? "" : found.errors.front().code; }

const ExecutableSchema& schema() {
  static const auto made = toy::make_schema();
  return *made;
}

TEST(DocumentCache, ATextIsPreparedOnce) {
  DocumentCache cache(schema(), {});
  const auto first = cache.find("{ selectsTitle }", {});
  const auto again = cache.find("{ selectsTitle }", {});
  ASSERT_NE(first.document, nullptr);
  EXPECT_EQ(first.document, again.document);
  EXPECT_EQ(first.document->errors(), std::vector<GraphqlError>());
  EXPECT_NE(cache.find("{ selectsTitle  }", {}).document, first.document);
}

TEST(DocumentCache, WhatIsInvalidIsKeptWithItsErrors) {
  DocumentCache cache(schema(), {});
  EXPECT_EQ(cache.find("{", {}).document->errors().front().code, "GRAPHQL_PARSE_FAILED");
  EXPECT_EQ(cache.find("{ nothing }", {}).document->errors().front().code, "GRAPHQL_VALIDATION_FAILED");
  EXPECT_EQ(cache.find("{", {}).document, cache.find("{", {}).document);
}

TEST(DocumentCache, TheLeastRecentlyUsedGoesFirst) {
  DocumentCache cache(schema(), {.bytes_max = 40'000});
  const auto kept = cache.find("{ a: selectsTitle }", {}).document;
  const auto gone = cache.find("{ b: selectsTitle }", {}).document;
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(cache.find("{ a: selectsTitle }", {}).document, kept);
    (void)cache.find("{ x" + std::to_string(i) + ": selectsTitle }", {});
    EXPECT_LE(cache.size_bytes(), 40'000U);
  }
  EXPECT_NE(cache.find("{ b: selectsTitle }", {}).document, gone);
}

TEST(DocumentCache, ATextThatIsLargeForTheCacheIsNotKept) {
  DocumentCache cache(schema(), {.bytes_max = 4'000});
  (void)cache.find("{ selectsTitle }" + std::string(3'000, ' '), {});
  EXPECT_EQ(cache.size_bytes(), 0U);
}

TEST(DocumentCache, AHashStandsForTheTextThatCameWithItBefore) {
  DocumentCache cache(schema(), {.sha256_hex = toy_hash});
  const std::string text = "{ selectsTitle }";
  EXPECT_EQ(code_of(cache.find({}, toy_hash(text))), "PERSISTED_QUERY_NOT_FOUND");
  const auto registered = cache.find(text, toy_hash(text));
  ASSERT_NE(registered.document, nullptr);
  EXPECT_EQ(cache.find({}, toy_hash(text)).document, registered.document);
  EXPECT_EQ(code_of(cache.find(text, toy_hash("other"))), "PERSISTED_QUERY_HASH_MISMATCH");
  EXPECT_EQ(code_of(cache.find({}, "short")), "PERSISTED_QUERY_NOT_FOUND");
}

TEST(DocumentCache, AnInvalidTextIsNotKeptUnderItsHash) {
  DocumentCache cache(schema(), {.sha256_hex = toy_hash});
  EXPECT_FALSE(cache.find("{ nothing }", toy_hash("{ nothing }")).document->errors().empty());
  EXPECT_EQ(code_of(cache.find({}, toy_hash("{ nothing }"))), "PERSISTED_QUERY_NOT_FOUND");
}

TEST(DocumentCache, WithoutAHashFunctionHashesAreNotTaken) {
  DocumentCache cache(schema(), {});
  EXPECT_EQ(code_of(cache.find({}, toy_hash("x"))), "PERSISTED_QUERY_NOT_SUPPORTED");
}

TEST(DocumentCache, WhereOnlyTrustedDocumentsAreTakenAnotherIsRefused) {
  const std::string text = "{ selectsTitle }";
  const auto trusted = std::make_shared<const std::map<std::string, std::string, std::less<>>>(std::map<std::string, std::string, std::less<>>{{toy_hash(text), text}});
  DocumentCache cache(schema(), {.sha256_hex = toy_hash, .trusted = trusted});
  EXPECT_NE(cache.find({}, toy_hash(text)).document, nullptr);
  EXPECT_NE(cache.find(text, {}).document, nullptr);
  EXPECT_EQ(code_of(cache.find("{ __typename }", {})), "DOCUMENT_NOT_TRUSTED");
  EXPECT_EQ(code_of(cache.find({}, toy_hash("{ __typename }"))), "DOCUMENT_NOT_TRUSTED");
  EXPECT_EQ(code_of(cache.find("{ __typename }", toy_hash("{ __typename }"))), "DOCUMENT_NOT_TRUSTED");
}

TEST(DocumentCache, PlansAreKeptByWhatDecidesThem) {
  const PreparedDocument document(schema(), "query($a: Boolean!, $id: ID!) { selectsTitle @skip(if: $a) node(id: $id) { id } }", {}, {});
  const auto& operation = *ast::as_operation(*document.document()->definitions().front());
  const auto plan = [&](bool a, const char* id) {
    VariableValues variables;
    variables.set("a", a);
    variables.set("id", id);
    return document.plan(operation, variables, {}).plan;
  };
  EXPECT_EQ(plan(true, "1"), plan(true, "2"));
  EXPECT_NE(plan(true, "1"), plan(false, "1"));
  EXPECT_EQ(plan(true, "1")->root.fields.size(), 1U);
  EXPECT_EQ(plan(false, "1")->root.fields.size(), 2U);
}

TEST(DocumentCache, ManyThreadsMayAskAtOnce) {
  DocumentCache cache(schema(), {.bytes_max = 60'000, .sha256_hex = toy_hash});
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache, t] {
      for (int i = 0; i < 300; ++i) {
        const std::string text = "{ x" + std::to_string((i * (t + 1)) % 17) + ": selectsTitle }";
        const auto found = cache.find(text, i % 2 == 0 ? toy_hash(text) : std::string());
        ASSERT_NE(found.document, nullptr);
        const auto& operation = *ast::as_operation(*found.document->document()->definitions().front());
        ASSERT_NE(found.document->plan(operation, {}, {}).plan, nullptr);
      }
    });
  }
}

}  // namespace
}  // namespace switchyard::graphql
