#include "contracting/api/graphql_api.hpp"

#include <gtest/gtest.h>

namespace switchyard::contracting {
namespace {

TEST(ContractingApi, EveryFieldOfTheSchemaHasAResolverThatFitsIt) { EXPECT_EQ(api_misfits(), std::vector<std::string>()); }

}  // namespace
}  // namespace switchyard::contracting
