#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"
#include "rules/fact_fields.hpp"
#include "rules/rule_codes.hpp"
#include "rules/rule_tables.hpp"

namespace switchyard::rules {
namespace {

std::string text_of_file(const std::string& path) {
  std::ifstream file(std::filesystem::path(SWITCHYARD_SOURCE_DIR) / path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(RuleDocs, EveryFactIsInItsTable) {
  const auto docs = text_of_file("docs/rules.md");
  for (const auto fields : {contract_fact_fields(), account_fact_fields()}) {
    for (const auto& field : fields) EXPECT_NE(docs.find("| `" + std::string(field.path) + "` |"), std::string::npos) << field.path;
  }
}

TEST(RuleDocs, EveryCodeOfFindingsIsInTheListOfErrors) {
  const auto errors = text_of_file("api/errors.md");
  for (const auto code : kRuleCodes) {
    const bool is_listed = errors.find("| " + std::string(code) + " |") != std::string::npos || errors.find("| " + std::string(code) + ",") != std::string::npos ||
                           errors.find(", " + std::string(code) + " |") != std::string::npos || errors.find(", " + std::string(code) + ",") != std::string::npos;
    EXPECT_TRUE(is_listed) << code;
  }
}

TEST(RuleDocs, EachFieldThatAFormCanAskForHasARow) {
  for (const auto fields : {contract_fact_fields(), account_fact_fields()}) {
    for (const auto& field : fields) {
      if (!field.is_derived && field.path.find("/billingAddress/") == std::string_view::npos) {
        EXPECT_NE(product_rules().tables().field(field.path), nullptr) << field.path;
      }
    }
  }
}

}  // namespace
}  // namespace switchyard::rules
