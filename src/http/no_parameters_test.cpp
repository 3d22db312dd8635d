#include "http/no_parameters.hpp"

#include <gtest/gtest.h>

namespace switchyard::http {
namespace {

TEST(NoParameters, AnEmptyQueryIsTakenAndEachParameterOfAnotherIsNamed) {
  Request request;
  EXPECT_TRUE(takes_no_parameters(request).has_value());
  request.query = "colour=1&size=2";
  const auto refused = takes_no_parameters(request);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "unknown_parameter");
  ASSERT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(refused.error().fields[0].pointer, "colour");
}

}  // namespace
}  // namespace switchyard::http
