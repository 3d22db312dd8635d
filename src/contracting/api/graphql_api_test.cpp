#include "contracting/api/graphql_api.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "contracting/api/graphql_scalars.hpp"
#include "graphql/schema/build_schema.hpp"

namespace switchyard::contracting {
namespace {

// The codes of api/errors.md: the first cells of its tables.
std::set<std::string> listed_codes() {
  std::ifstream file(SWITCHYARD_SOURCE_DIR "/api/errors.md");
  std::set<std::string> codes;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| ")) continue;
    std::istringstream cell(line.substr(2, line.find(" |") - 2));
    for (std::string code; std::getline(cell, code, ',');) codes.insert(code.substr(code.find_first_not_of(' ')));
  }
  return codes;
}

// What a description names in backticks behind "Refusals:".
std::vector<std::string> named_codes(const std::string& description) {
  std::vector<std::string> codes;
  std::size_t at = description.find("Refusals:");
  while (at != std::string::npos && (at = description.find('`', at)) != std::string::npos) {
    const std::size_t end = description.find('`', at + 1);
    codes.push_back(description.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return codes;
}

TEST(ContractingApi, EveryFieldOfTheSchemaHasAResolverThatFitsIt) { EXPECT_EQ(api_misfits(), std::vector<std::string>()); }

TEST(ContractingApi, EveryMutationNamesItsRefusalsByCodesOfTheClosedList) {
  const auto built = graphql::build_schema(api_schema_text(), {.scalars = api_scalars()});
  const std::set<std::string> codes = listed_codes();
  for (const graphql::FieldDefinition& mutation : built.schema->mutation()->fields) {
    const auto named = named_codes(mutation.description.value_or(""));
    EXPECT_FALSE(named.empty()) << mutation.name;
    for (const std::string& code : named) EXPECT_TRUE(codes.contains(code)) << mutation.name << ": " << code;
  }
}

}  // namespace
}  // namespace switchyard::contracting
