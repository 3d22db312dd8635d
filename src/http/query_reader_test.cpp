#include "http/query_reader.hpp"

#include <gtest/gtest.h>

#include "values/date.hpp"
#include "values/decimal.hpp"

namespace switchyard::http {
namespace {

QueryReader reader(std::string_view query) { return QueryReader(parse_parameters(query).value()); }

TEST(QueryReader, ReadsSingleAndRepeatedParameters) {
  auto query = reader("commodity=gas&annualUsage=1500.5&startMonth=2026-12&startMonth=2027-01&limit=20&open=true&q=two+words");
  EXPECT_EQ(query.optional_one_of("commodity", {"electric", "gas"}), 1U);
  EXPECT_EQ(query.required("annualUsage", Decimal::parse)->text(), "1500.5");
  const auto starts = query.repeated("startMonth", Month::parse, 24);
  ASSERT_EQ(starts.size(), 2U);
  EXPECT_EQ(starts[1].text(), "2027-01");
  EXPECT_EQ(query.optional_integer("limit", 1, 200), 20);
  EXPECT_EQ(query.optional_boolean("open"), true);
  EXPECT_EQ(query.text("q"), "two words");
  EXPECT_FALSE(query.optional_text("cursor"));
  EXPECT_TRUE(query.finish());
}

TEST(QueryReader, AnUnknownParameterIsNamedWithThoseThatThereAre) {
  auto query = reader("zip=44114&colour=red");
  (void)query.optional_text("zip");
  (void)query.optional_text("utility");
  const auto done = query.finish();
  EXPECT_EQ(done.error().kind, ErrorKind::invalid);
  EXPECT_EQ(done.error().code, "unknown_parameter");
  EXPECT_EQ(done.error().fields, (std::vector<FieldError>{{"colour", "unknown_parameter", "is not known; there are utility or zip"}}));
}

TEST(QueryReader, EveryMistakeIsNamed) {
  auto query = reader("limit=0&limit=5&startMonth=2026-13&sort=up&extra=1&supplier=a&supplier=b");
  (void)query.required("annualUsage", Decimal::parse);
  (void)query.optional_integer("limit", 1, 200);
  (void)query.repeated("startMonth", Month::parse, 24);
  (void)query.optional_one_of("sort", {"price", "-price"});
  (void)query.repeated_text("supplier", 1);
  const auto done = query.finish();
  EXPECT_EQ(done.error().code, "invalid_parameters");
  std::string seen;
  for (const auto& field : done.error().fields) seen += field.pointer + " " + field.code + ";";
  EXPECT_EQ(seen, "annualUsage missing;limit repeated;limit out_of_range;startMonth " + Month::parse("2026-13").error().code +
                      ";sort not_one_of;supplier wrong_count;extra unknown_parameter;");
}

TEST(Parameters, AreDecoded) {
  const auto parameters = parse_parameters("a=1&&b=x%20y+z&c&d=%E2%82%AC&a=2").value();
  ASSERT_EQ(parameters.size(), 5U);
  EXPECT_EQ(parameters[1].value, "x y z");
  EXPECT_EQ(parameters[2].name, "c");
  EXPECT_EQ(parameters[2].value, "");
  EXPECT_EQ(parameters[3].value, "€");
  EXPECT_EQ(parameters[4].value, "2");
}

TEST(Parameters, AreRefusedWithTheNameWhereTheyAreBroken) {
  EXPECT_EQ(parse_parameters("a=1&zip=%4").error().fields.at(0).pointer, "zip");
  EXPECT_EQ(parse_parameters("zip=%zz").error().code, "malformed_parameters");
  EXPECT_EQ(parse_parameters("zip=%ff").error().fields.at(0).detail, "is not UTF-8");
  EXPECT_EQ(parse_parameters("zip=a%00b").error().fields.at(0).detail, "holds a control character");
  EXPECT_EQ(parse_parameters("a&b&c", 2).error().code, "too_many_parameters");
}

}  // namespace
}  // namespace switchyard::http
