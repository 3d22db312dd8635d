#include <gtest/gtest.h>

#include "rules/contract_facts_fake.hpp"
#include "rules/rules.hpp"

namespace switchyard::rules {
namespace {

TEST(Check, AWholeContractHasNothingAmiss) { EXPECT_EQ(brief(check_product(bakery())), ""); }

}  // namespace
}  // namespace switchyard::rules
