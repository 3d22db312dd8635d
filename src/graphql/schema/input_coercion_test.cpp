#include "graphql/schema/input_coercion.hpp"

#include <gtest/gtest.h>

#include <string>

#include "graphql/language/parser.hpp"
#include "graphql/schema/schema_fake.hpp"

namespace switchyard::graphql {
namespace {

class InputCoercion : public testing::Test {
 protected:
  InputCoercion() {
    SchemaOptions options;
    options.scalars["Date"] = text_scalar([](std::string_view text) { return text.size() == 10 ? "" : "A date is YYYY-MM-DD."; });
    schema_ = built_schema(
        "scalar Date scalar Any enum Level { LOW HIGH } input Pick @oneOf { a: Int b: Date }"
        "input Options { level: Level = LOW list: [Int!] need: Boolean! pick: Pick }"
        "type Query { field(o: Options, level: Level! = HIGH, n: Int!, any: Any, f: Float): Int d(x: Date): Int }",
        options);
  }

  // The values or messages for `query ($v: TYPE)`; the variable is the value of a literal.
  std::string coerced(const std::string& type, const std::string& literal) const {
    const ParseResult parsed = parse_document("query ($v: " + type + ") { d }");
    const ParsedValue value = parse_value(literal);
    Value given = untyped_value(*value.value, nullptr);
    if (const Value::Enum* word = given.enumerated()) given = Value(word->name);  // JSON has strings.
    return result(coerce_variables(*schema_, *parsed.document, operation(parsed), {{"v", given}}));
  }
  static const ast::OperationDefinition& operation(const ParseResult& parsed) {
    return *ast::as_operation(*parsed.document->definitions().front());
  }
  static std::string result(const CoercedVariables& variables) {
    std::string messages;
    for (const GraphqlError& error : variables.errors) messages += (messages.empty() ? "" : " | ") + error.message;
    return variables ? to_json_text(Value(variables.values.entries())) : messages;
  }
  // Of `{ FIELD }` with $v given or not.
  std::string arguments(const std::string& selection, const Value::Object& given = {}) const {
    const ParseResult parsed = parse_document("query ($v: Any) { " + selection + " }");
    const auto& field = *ast::as_field(*operation(parsed).selection_set->selections.front());
    const CoercedVariables variables = coerce_variables(*schema_, *parsed.document, operation(parsed), given);
    const auto arguments = coerce_arguments(*parsed.document, schema_->query()->fields.find(field.name.value)->arguments, field,
                                            field.arguments, &variables.values);
    return arguments ? to_json_text(Value(arguments.values)) : arguments.error->message;
  }

  SchemaPtr schema_;
};

TEST_F(InputCoercion, ScalarsTakeWhatTheSpecificationSays) {
  EXPECT_EQ(coerced("Int", "1.0"), R"({"v":1})");
  EXPECT_EQ(coerced("Int", "1.5"), "Variable \"$v\" got invalid value 1.5; Int cannot represent non-integer value: 1.5");
  EXPECT_EQ(coerced("Int", "2147483648"),
            "Variable \"$v\" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648");
  EXPECT_EQ(coerced("Int", "\"1\""), "Variable \"$v\" got invalid value \"1\"; Int cannot represent non-integer value: \"1\"");
  EXPECT_EQ(coerced("Boolean", "1"), "Variable \"$v\" got invalid value 1; Boolean cannot represent a non boolean value: 1");
  EXPECT_EQ(coerced("String", "true"),
            "Variable \"$v\" got invalid value true; String cannot represent a non string value: true");
}

TEST_F(InputCoercion, IdsAreStringsOrWholeNumbers) {
  const ParseResult parsed = parse_document("query ($v: ID!) { d }");
  // The schema above names no ID: then a variable of it is of no known type.
  EXPECT_EQ(result(coerce_variables(*schema_, *parsed.document, operation(parsed), {{"v", Value(5)}})),
            "Variable \"$v\" expected value of type \"ID!\" which cannot be used as an input type.");
  const auto parse = standard_scalars().at("ID").parse;
  EXPECT_EQ(std::get<Value>(parse(Value(5))), Value("5"));
  EXPECT_EQ(std::get<std::string>(parse(Value(Value::Number{"1.50"}))), "ID cannot represent value: 1.5");
}

TEST_F(InputCoercion, NumbersOfFloatsAreKeptAsWritten) {
  EXPECT_EQ(coerced("Float", "0.10000000000000000001"), R"({"v":0.10000000000000000001})");
  EXPECT_EQ(coerced("Float", "3"), R"({"v":3})");
  EXPECT_EQ(coerced("Float", "1e400"),
            "Variable \"$v\" got invalid value Infinity; Float cannot represent non numeric value: Infinity");
}

TEST_F(InputCoercion, OneValueIsAListOfOne) {
  EXPECT_EQ(coerced("[Int]", "1"), R"({"v":[1]})");
  EXPECT_EQ(coerced("[[Int]]", "1"), R"({"v":[[1]]})");
  EXPECT_EQ(coerced("[[Int]]", "[1, [2, null], null]"), R"({"v":[[1],[2,null],null]})");
  EXPECT_EQ(coerced("[Int!]", "[1, null, \"x\"]"),
            "Variable \"$v\" got invalid value null at \"v[1]\"; Expected non-nullable type \"Int!\" not to be null. | "
            "Variable \"$v\" got invalid value \"x\" at \"v[2]\"; Int cannot represent non-integer value: \"x\"");
}

TEST_F(InputCoercion, InputObjectsAreCompletedAndJudgedWhole) {
  EXPECT_EQ(coerced("Options", "{need: true}"), R"({"v":{"level":"LOW","need":true}})");
  EXPECT_EQ(coerced("Options", "{level: \"LAW\", nead: true}"),
            "Variable \"$v\" got invalid value \"LAW\" at \"v.level\"; Value \"LAW\" does not exist in \"Level\" enum. Did you "
            "mean the enum value \"LOW\"? | "
            "Variable \"$v\" got invalid value { level: \"LAW\", nead: true }; Field \"need\" of required type \"Boolean!\" was "
            "not provided. | "
            "Variable \"$v\" got invalid value { level: \"LAW\", nead: true }; Field \"nead\" is not defined by type "
            "\"Options\". Did you mean \"need\"?");
  EXPECT_EQ(coerced("Options", "5"), "Variable \"$v\" got invalid value 5; Expected type \"Options\" to be an object.");
}

TEST_F(InputCoercion, OneOfTakesExactlyOneThatIsNotNull) {
  EXPECT_EQ(coerced("Pick", "{a: 1}"), R"({"v":{"a":1}})");
  EXPECT_EQ(coerced("Pick", "{}"),
            "Variable \"$v\" got invalid value {}; Exactly one key must be specified for OneOf type \"Pick\".");
  EXPECT_EQ(coerced("Pick", "{a: null}"), "Variable \"$v\" got invalid value null at \"v.a\"; Field \"a\" must be non-null.");
  EXPECT_EQ(coerced("Pick", "{a: 1, b: \"2026-01-01\"}"),
            "Variable \"$v\" got invalid value { a: 1, b: \"2026-01-01\" }; Exactly one key must be specified for OneOf type "
            "\"Pick\".");
}

TEST_F(InputCoercion, CustomScalarsAreParsedByTheApplication) {
  EXPECT_EQ(coerced("Date", "\"2026-01-01\""), R"({"v":"2026-01-01"})");
  EXPECT_EQ(coerced("Date", "\"x\""), "Variable \"$v\" got invalid value \"x\"; Expected type \"Date\". A date is YYYY-MM-DD.");
  EXPECT_EQ(arguments("d(x: \"x\")"), "Argument \"x\" has invalid value \"x\".");
  EXPECT_EQ(arguments("field(n: 1, any: {a: [1.50, RED, $v], b: $v})", {{"v", Value("w")}}),
            R"({"level":"HIGH","n":1,"any":{"a":[1.50,"RED","w"],"b":"w"}})");
}

TEST_F(InputCoercion, VariablesAreRequiredNullableOrDefaulted) {
  const ParseResult parsed = parse_document("query ($a: Int!, $b: Int = 5, $c: Int, $d: Int!) { d }");
  EXPECT_EQ(result(coerce_variables(*schema_, *parsed.document, operation(parsed), {{"d", Value()}})),
            "Variable \"$a\" of required type \"Int!\" was not provided. | Variable \"$d\" of non-null type \"Int!\" must not be "
            "null.");
  EXPECT_EQ(result(coerce_variables(*schema_, *parsed.document, operation(parsed),
                                    {{"a", Value(1)}, {"d", Value(2)}, {"other", Value(3)}})),
            R"({"a":1,"b":5,"d":2})");
}

TEST_F(InputCoercion, ErrorsOfVariablesStandAtTheirDefinitionAndStopAtALimit) {
  const ParseResult parsed = parse_document("query (\n  $v: [Int]) { d }");
  const CoercedVariables result =
      coerce_variables(*schema_, *parsed.document, operation(parsed), {{"v", Value(Value::List(1000, Value("x")))}});
  ASSERT_EQ(result.errors.size(), 51U);
  EXPECT_EQ(result.errors[0].locations.at(0), (SourceLocation{.line = 2, .column = 3}));
  EXPECT_EQ(result.errors[50].message, "Too many errors processing variables, error limit reached. Execution aborted.");
}

TEST_F(InputCoercion, AHostileObjectCostsNoMoreThanItsFirstFaults) {
  Value::Object many;
  for (int i = 0; i < 50'000; ++i) many.push_back({"unknown" + std::to_string(i), Value("x")});
  const ParseResult parsed = parse_document("query ($v: Options) { d }");
  const CoercedVariables result =
      coerce_variables(*schema_, *parsed.document, operation(parsed), {{"v", Value(std::move(many))}});
  ASSERT_EQ(result.errors.size(), 51U);
  for (const GraphqlError& error : result.errors) EXPECT_LT(error.message.size(), 2000U);
}

TEST_F(InputCoercion, ManyVariablesAreFoundByName) {
  std::string query = "query (";
  Value::Object given;
  for (int i = 0; i < 100; ++i) {
    query += "$v" + std::to_string(i) + ": Int ";
    given.push_back({"v" + std::to_string(i), Value(i)});
  }
  const ParseResult parsed = parse_document(query + ") { d }");
  const CoercedVariables result = coerce_variables(*schema_, *parsed.document, operation(parsed), given);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(*result.values.find("v" + std::to_string(i)), Value(i));
  EXPECT_EQ(result.values.find("v100"), nullptr);
  EXPECT_EQ(result.values.entries().size(), 100U);
}

TEST_F(InputCoercion, ArgumentsTakeDefaultsWhereNothingIsGiven) {
  EXPECT_EQ(arguments("field(n: 1)"), R"({"level":"HIGH","n":1})");
  EXPECT_EQ(arguments("field(n: 1, level: $v)"), R"({"level":"HIGH","n":1})");
  EXPECT_EQ(arguments("field(n: 1, o: null)"), R"({"o":null,"level":"HIGH","n":1})");
  EXPECT_EQ(arguments("field"), "Argument \"n\" of required type \"Int!\" was not provided.");
  EXPECT_EQ(arguments("field(n: $v)"),
            "Argument \"n\" of required type \"Int!\" was provided the variable \"$v\" which was not provided a runtime value.");
  EXPECT_EQ(arguments("field(n: null)"), "Argument \"n\" of non-null type \"Int!\" must not be null.");
  EXPECT_EQ(arguments("field(n: 1, level: $v)", {{"v", Value()}}),
            "Argument \"level\" of non-null type \"Level!\" must not be null.");
  EXPECT_EQ(arguments("field(n: 1, o: {need: 5})"), "Argument \"o\" has invalid value {need: 5}.");
}

TEST_F(InputCoercion, SkipWinsOverInclude) {
  const auto included = [&](const std::string& directives, bool value) {
    const ParseResult parsed = parse_document("query ($v: Boolean) { d " + directives + " }");
    VariableValues variables;
    variables.set("v", Value(value));
    return is_included(*operation(parsed).selection_set->selections.front(), variables);
  };
  EXPECT_TRUE(included("", false));
  EXPECT_FALSE(included("@include(if: $v)", false));
  EXPECT_FALSE(included("@skip(if: $v)", true));
  EXPECT_FALSE(included("@include(if: true) @skip(if: true)", true));
  EXPECT_TRUE(included("@include(if: $v) @skip(if: false)", true));
}

}  // namespace
}  // namespace switchyard::graphql
