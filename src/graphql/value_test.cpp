#include "graphql/value.hpp"

#include <gtest/gtest.h>

#include "graphql/number_text.hpp"

namespace switchyard::graphql {
namespace {

TEST(GraphqlValue, IsWrittenAsJson) {
  const Value value(Value::Object{{"a", Value(Value::List{Value(), Value(true), Value(-5), Value(Value::Number{"1.50"})})},
                                  {"b\n", Value("\"\\\x01\xC3\xA9")},
                                  {"c", Value(Value::Enum{"RED"})}});
  EXPECT_EQ(to_json_text(value), "{\"a\":[null,true,-5,1.50],\"b\\n\":\"\\\"\\\\\\u0001\xC3\xA9\",\"c\":\"RED\"}");
}

TEST(GraphqlValue, IsShownInMessagesAsGraphqlJsShowsIt) {
  const Value deep(
      Value::Object{{"a", Value(Value::Object{{"b", Value(Value::List{Value(1)})}, {"c", Value(Value::Object{})}})}});
  EXPECT_EQ(inspect(deep), "{ a: { b: [Array], c: {} } }");
  EXPECT_EQ(inspect(Value(Value::List(12, Value(1)))), "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ... 2 more items]");
  EXPECT_EQ(inspect(Value(Value::Number{"1.50"})), "1.5");
}

TEST(GraphqlValue, FindsEntriesOfObjectsAlone) {
  const Value object(Value::Object{{"a", Value(1)}});
  EXPECT_EQ(*object.find("a"), Value(1));
  EXPECT_EQ(object.find("b"), nullptr);
  EXPECT_EQ(Value(1).find("a"), nullptr);
}

TEST(GraphqlValue, DoublesAreWrittenAsJavaScriptWritesThem) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(-1.5e300), "-1.5e+300");
  EXPECT_EQ(number_text(1e21), "1e+21");
  EXPECT_EQ(number_text(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(number_text(1e-6), "0.000001");
  EXPECT_EQ(number_text(1.5e-7), "1.5e-7");
  EXPECT_EQ(number_text(100), "100");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(to_json_text(Value::from_double(2.50)), "2.5");
}

TEST(GraphqlValue, WholeNumbersAreToldExactly) {
  EXPECT_EQ(whole_number("12.00"), 12);
  EXPECT_EQ(whole_number("1.2e1"), 12);
  EXPECT_EQ(whole_number("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(whole_number("9223372036854775808"), std::nullopt);
  EXPECT_EQ(whole_number("1e999999999999"), std::nullopt);
  EXPECT_EQ(whole_number("0e999999999999"), 0);
  EXPECT_EQ(whole_number("0.5"), std::nullopt);
}

TEST(GraphqlValue, JsonNumbersAreTold) {
  for (const char* number : {"0", "-0", "12", "1.5", "1e5", "1E+5", "-1.5e-5"}) EXPECT_TRUE(is_json_number(number)) << number;
  for (const char* text : {"", "-", "01", "1.", ".5", "1e", "+1", "1 ", "Infinity"}) EXPECT_FALSE(is_json_number(text)) << text;
  EXPECT_TRUE(is_finite("1e308"));
  EXPECT_FALSE(is_finite("-1e400"));
  EXPECT_TRUE(is_finite("1e-400"));
}

}  // namespace
}  // namespace switchyard::graphql
