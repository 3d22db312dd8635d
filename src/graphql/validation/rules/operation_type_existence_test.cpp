// Specification, September 2025, section 5.2.1.1.
#include <gtest/gtest.h>

#include "graphql/language/parser.hpp"
#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

Lines errors_with_the_rule(const std::string& document) {
  return lines_of(validate(the_schema(), *parse_document(document).document));
}

TEST(OperationTypeExistence, OperationsThatTheSchemaHasAreTaken) {
  EXPECT_EQ(errors_with_the_rule("query { place { name } }"), Lines{});
  EXPECT_EQ(errors_with_the_rule("subscription { seen }"), Lines{});
}

TEST(OperationTypeExistence, OthersAreRefused) {
  EXPECT_EQ(errors_with_the_rule("query A { place { name } } mutation B { anything }"),
            Lines{"The mutation operation is not supported by the schema. 1:28"});
}

}  // namespace

}  // namespace switchyard::graphql::validation
