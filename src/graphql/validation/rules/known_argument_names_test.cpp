// Specification, September 2025, section 5.4.1; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(KnownArgumentNames, ArgumentsOfTheFieldAreTaken) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { tracks(first: 2) } owner(name: "x", age: 3) { name } })"), Lines{});
}

TEST(KnownArgumentNames, AnUnknownArgumentIsRefusedWithWhatIsNear) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { tracks(frist: 2, zzzzzzz: 1) } })"),
            (Lines{R"(Unknown argument "frist" on field "Depot.tracks". Did you mean "first"? 1:25)",
                   R"(Unknown argument "zzzzzzz" on field "Depot.tracks". 1:35)"}));
}

TEST(KnownArgumentNames, AFieldWithoutArgumentsTakesNone) {
  EXPECT_EQ(errors_of(R"({ place(id: 1) { name } })"), (Lines{R"(Unknown argument "id" on field "Query.place". 1:9)"}));
}

TEST(KnownArgumentNames, AnArgumentOfAnInterfacesFieldIsItsOwn) {
  EXPECT_EQ(errors_of(R"({ thing { ... on Shed { name(upper: true) } ... on Place { near { name(upper: true) } } } })"),
            (Lines{R"(Unknown argument "upper" on field "Place.name". 1:72)"}));
}

TEST(KnownArgumentNames, DirectivesHaveArgumentsToo) {
  EXPECT_EQ(errors_of(R"({ place @note(text: "x", txet: "y") @skip(if: true, unless: false) { name } })"),
            (Lines{R"(Unknown argument "txet" on directive "@note". Did you mean "text"? 1:26)",
                   R"(Unknown argument "unless" on directive "@skip". 1:53)"}));
}

TEST(KnownArgumentNames, ArgumentsOfUnknownDirectivesAndFieldsAreNotJudged) {
  EXPECT_EQ(
      errors_of(R"({ place @other(a: 1) { none(a: 1) } })"),
      (Lines{R"(Unknown directive "@other". 1:9)", R"(Cannot query field "none" on type "Place". Did you mean "name"? 1:24)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
