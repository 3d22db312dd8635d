// Specification, September 2025, section 5.6; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(ValuesOfCorrectType, LiteralsOfTheTypeAreTaken) {
  EXPECT_EQ(errors_of(R"({ owner(name: "x", age: -2147483648, ratio: 1, cost: 1.50, unit: KWH, is: true) { name } )"
                      R"(sum(of: [1, 2], matrix: [[1], null, [null]], at: 0) })"),
            Lines{});
}

TEST(ValuesOfCorrectType, NullIsTakenWhereItMayBe) {
  EXPECT_EQ(errors_of(R"({ owner(name: null, unit: null) { places(filter: null) { name } } })"), Lines{});
}

TEST(ValuesOfCorrectType, NullIsRefusedWhereItMayNotBe) {
  EXPECT_EQ(errors_of(R"({ depot(id: null) { size(unit: null) } sum(of: [null]) })"),
            (Lines{R"(Expected value of type "ID!", found null. 1:13)", R"(Expected value of type "Unit!", found null. 1:32)",
                   R"(Expected value of type "Int!", found null. 1:49)"}));
}

TEST(ValuesOfCorrectType, IntTakesWholeNumbersOf32Bits) {
  EXPECT_EQ(
      errors_of(R"({ a: owner(age: 2147483648) { name } b: owner(age: 1.0) { name } c: owner(age: "1") { name } d: )"
                R"(owner(age: [1]) { name } e: owner(age: {a: 1}) { name } })"),
      (Lines{R"(Int cannot represent non 32-bit signed integer value: 2147483648 1:17)",
             R"(Int cannot represent non-integer value: 1.0 1:52)", R"(Int cannot represent non-integer value: "1" 1:80)",
             R"(Int cannot represent non-integer value: [1] 1:108)", R"(Int cannot represent non-integer value: {a: 1} 1:136)"}));
}

TEST(ValuesOfCorrectType, FloatTakesNumbers) {
  EXPECT_EQ(
      errors_of(R"({ a: owner(ratio: "1") { name } b: owner(ratio: KWH) { name } c: owner(ratio: -1.5e3) { name } )"
                R"(})"),
      (Lines{R"(Float cannot represent non numeric value: "1" 1:19)", R"(Float cannot represent non numeric value: KWH 1:49)"}));
}

TEST(ValuesOfCorrectType, StringTakesText) {
  EXPECT_EQ(
      errors_of(R"({ a: owner(name: 1) { name } b: owner(name: X) { name } c: owner(name: true) { name } d: )"
                R"(owner(name: """x""") { name } })"),
      (Lines{R"(String cannot represent a non string value: 1 1:18)", R"(String cannot represent a non string value: X 1:45)",
             R"(String cannot represent a non string value: true 1:72)"}));
}

TEST(ValuesOfCorrectType, BooleanTakesItsWords) {
  EXPECT_EQ(errors_of(R"({ a: owner(is: 1) { name } b: owner(is: "true") { name } c: owner(is: TRUE) { name } })"),
            (Lines{R"(Boolean cannot represent a non boolean value: 1 1:16)",
                   R"(Boolean cannot represent a non boolean value: "true" 1:41)",
                   R"(Boolean cannot represent a non boolean value: TRUE 1:71)"}));
}

TEST(ValuesOfCorrectType, IdTakesTextAndWholeNumbers) {
  EXPECT_EQ(errors_of(R"({ a: depot(id: 4) { name } b: depot(id: 1.5) { name } c: depot(id: true) { name } d: depot(id: )"
                      R"(ABC) { name } })"),
            (Lines{R"(ID cannot represent a non-string and non-integer value: 1.5 1:41)",
                   R"(ID cannot represent a non-string and non-integer value: true 1:68)",
                   R"(ID cannot represent a non-string and non-integer value: ABC 1:96)"}));
}

TEST(ValuesOfCorrectType, EnumTakesItsNames) {
  EXPECT_EQ(errors_of(R"({ a: owner(unit: KWh) { name } b: owner(unit: "KWH") { name } c: owner(unit: 1) { name } d: )"
                      R"(owner(unit: OTHERWISE) { name } e: owner(unit: {x: [1]}) { name } })"),
            (Lines{R"(Value "KWh" does not exist in "Unit" enum. Did you mean the enum value "KWH" or "MWH"? 1:18)",
                   R"(Enum "Unit" cannot represent non-enum value: "KWH". Did you mean the enum value "KWH" or "MWH"? 1:47)",
                   R"(Enum "Unit" cannot represent non-enum value: 1. 1:78)",
                   R"(Value "OTHERWISE" does not exist in "Unit" enum. 1:105)",
                   R"(Enum "Unit" cannot represent non-enum value: {x: [1]}. 1:140)"}));
}

TEST(ValuesOfCorrectType, ACustomScalarTakesAnything) {
  EXPECT_EQ(errors_of(R"({ a: owner(cost: {x: [1, "a", null]}) { name } b: owner(cost: WORD) { name } })"), Lines{});
}

TEST(ValuesOfCorrectType, ListsTakeListsAndOneItem) {
  EXPECT_EQ(
      errors_of(R"({ a: sum(of: 1) b: sum(of: [1, "2", null]) c: sum(of: 1, matrix: [1, [2], ["3"]]) d: sum(of: )"
                R"("x") })"),
      (Lines{R"(Int cannot represent non-integer value: "2" 1:32)", R"(Expected value of type "Int!", found null. 1:37)",
             R"(Int cannot represent non-integer value: "3" 1:76)", R"(Int cannot represent non-integer value: "x" 1:94)"}));
}

TEST(ValuesOfCorrectType, InputObjectsTakeTheirFields) {
  EXPECT_EQ(errors_of(R"({ owner { a: places(filter: {from: 1, unit: MWH, tags: ["x"], inner: {from: 2}}) { name } b: )"
                      R"(places(order: {by: "n"}) { name } } })"),
            Lines{});
}

TEST(ValuesOfCorrectType, WhatAnInputObjectLacksOrHasNotIsRefused) {
  EXPECT_EQ(errors_of(R"({ owner { a: places(filter: {text: "x", form: 1}) { name } b: places(filter: {from: "1", inner: )"
                      R"({unit: null}}) { name } c: places(filter: 1) { name } d: places(order: [{}, 2]) { name } } })"),
            (Lines{R"(Field "Filter.from" of required type "Int!" was not provided. 1:29)",
                   R"(Field "form" is not defined by type "Filter". Did you mean "from"? 1:41)",
                   R"(Int cannot represent non-integer value: "1" 1:85)",
                   R"(Field "Filter.from" of required type "Int!" was not provided. 1:97)",
                   R"(Expected value of type "Unit!", found null. 1:104)", R"(Expected value of type "Filter", found 1. 1:139)",
                   R"(Field "Order.by" of required type "String!" was not provided. 1:169)",
                   R"(Expected value of type "Order!", found 2. 1:173)"}));
}

TEST(ValuesOfCorrectType, OneOfTakesExactlyOneFieldThatIsNotNull) {
  EXPECT_EQ(errors_of(R"({ a: pick(by: {id: 1}) { name } b: pick(by: {}) { name } c: pick(by: {id: 1, text: "x"}) { name )"
                      R"(} d: pick(by: {text: null}) { name } e: pick(by: {other: 1}) { name } })"),
            (Lines{R"(OneOf Input Object "Pick" must specify exactly one key. 1:45)",
                   R"(OneOf Input Object "Pick" must specify exactly one key. 1:70)",
                   R"(Field "Pick.text" must be non-null. 1:111)", R"(Field "other" is not defined by type "Pick". 1:147)"}));
}

TEST(ValuesOfCorrectType, DefaultsOfVariablesAreHeldToTheirTypes) {
  EXPECT_EQ(errors_of(R"(query Q($a: Int = "x", $b: [Unit!] = [KWH, KW], $c: Filter = {from: 1.5}, $d: Int! = null) { )"
                      R"(owner(age: $a) { places(filter: $c) { name } } sum(of: [1], at: $d) depot(id: 1) { name } })"),
            (Lines{R"(Int cannot represent non-integer value: "x" 1:19)",
                   R"(Value "KW" does not exist in "Unit" enum. Did you mean the enum value "KWH"? 1:44)",
                   R"(Int cannot represent non-integer value: 1.5 1:69)", R"(Expected value of type "Int!", found null. 1:86)",
                   R"(Variable "$b" is never used in operation "Q". 1:24)"}));
}

TEST(ValuesOfCorrectType, DirectivesArgumentsAreHeldToTheirTypes) {
  EXPECT_EQ(errors_of(R"({ place @skip(if: "yes") @note(text: 1) { name } })"),
            (Lines{R"(Boolean cannot represent a non boolean value: "yes" 1:19)",
                   R"(String cannot represent a non string value: 1 1:38)"}));
}

TEST(ValuesOfCorrectType, ArgumentsOfUnknownFieldsAreNotJudged) {
  EXPECT_EQ(errors_of(R"({ other(a: {b: [1, {c: "x"}]}) place(by: KWH) { name } })"),
            (Lines{R"(Cannot query field "other" on type "Query". Did you mean "owner"? 1:3)",
                   R"(Unknown argument "by" on field "Query.place". 1:38)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
