#include "adapters/database/sql_text.hpp"

#include <gtest/gtest.h>

namespace switchyard::adapters {
namespace {

using Texts = std::vector<std::string>;

TEST(SqlText, OnlyWellFormedUtf8WithoutNulIsStorable) {
  EXPECT_TRUE(is_storable_text(""));
  EXPECT_TRUE(is_storable_text("a\u00e9\u20ac\U0001F600\U0010FFFF"));
  EXPECT_FALSE(is_storable_text(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_storable_text("\xC0\x80"));
  EXPECT_FALSE(is_storable_text("\xED\xA0\x80"));
  EXPECT_FALSE(is_storable_text("\xF4\x90\x80\x80"));
  EXPECT_FALSE(is_storable_text("\xE2\x82"));
  EXPECT_FALSE(is_storable_text("\xE2\x28\xA1"));
  EXPECT_FALSE(is_storable_text("\x80"));
}

TEST(SqlText, StatementsEndAtASemicolonThatEndsALine) {
  EXPECT_EQ(statements_of("CREATE TABLE a (\n  b TEXT -- not the end;\n);\n\n-- a note;\nINSERT INTO a VALUES ('x; --y');\nDROP TABLE a"),
            (Texts{"CREATE TABLE a (\nb TEXT\n)", "INSERT INTO a VALUES ('x; --y')", "DROP TABLE a"}));
  EXPECT_EQ(statements_of(" \n-- nothing\n;\n"), Texts{});
}

TEST(SqlText, TheLockingClauseIsDropped) {
  EXPECT_EQ(without_locking_clause("SELECT a FROM b WHERE c IN (SELECT d FROM e LIMIT 1 FOR UPDATE SKIP LOCKED) FOR UPDATE"),
            "SELECT a FROM b WHERE c IN (SELECT d FROM e LIMIT 1)");
}

}  // namespace
}  // namespace switchyard::adapters
