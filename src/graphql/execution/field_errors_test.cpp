#include <gtest/gtest.h>

#include "graphql/execution/toy_schema_fake.hpp"

namespace switchyard::graphql {
namespace {

using toy::answer_of;

TEST(FieldErrors, ARefusalIsAnErrorWithItsCodeAndThePathToIt) {
  EXPECT_EQ(answer_of("{ books { refused } }"),
            R"({"data":{"books":[{"refused":"b1"},{"refused":null},{"refused":"b3"}]},"errors":[{"message":"The shelf is locked.",)"
            R"("locations":[{"line":1,"column":11}],"path":["books",1,"refused"],"extensions":{"code":"shelf_locked"}}]})");
  EXPECT_EQ(answer_of("{ shelf(locked: true) { id } }"),
            R"({"data":{"shelf":null},"errors":[{"message":"The shelf is locked.","locations":[{"line":1,"column":3}],"path":["shelf"],"extensions":{"code":"shelf_locked"}}]})");
}

TEST(FieldErrors, OneParentOfABatchMayFailAlone) {
  EXPECT_EQ(answer_of("{ books { id sometimes { name } } }"),
            R"({"data":{"books":[{"id":"b1","sometimes":{"name":"Nobody"}},{"id":"b2","sometimes":null},{"id":"b3","sometimes":null}]},)"
            R"("errors":[{"message":"The shelf is locked.","locations":[{"line":1,"column":14}],"path":["books",1,"sometimes"],"extensions":{"code":"shelf_locked"}}]})");
}

TEST(FieldErrors, WhatIsThrownIsMaskedAndToldToTheHook) {
  const auto schema = toy::make_schema();
  auto library = toy::make_library();
  std::vector<std::string> faults;
  const ExecutionHooks hooks{.on_fault = [&](const ResolverFault& fault) { faults.push_back(fault.coordinate + ": " + fault.what); }};
  EXPECT_EQ(answer_of(*schema, library, R"({ node(id: "b1") { ... on Book { thrown id } } })", "{}", hooks),
            R"({"data":{"node":{"thrown":null,"id":"b1"}},"errors":[{"message":"Internal error","locations":[{"line":1,"column":34}],)"
            R"("path":["node","thrown"],"extensions":{"code":"INTERNAL"}}]})");
  EXPECT_EQ(faults, (std::vector<std::string>{"Book.thrown: password=1"}));
}

TEST(FieldErrors, ANullThatMayNotBeCarriesOutwardToWhereOneMay) {
  EXPECT_EQ(answer_of("{ shelf { id never } }"),
            R"({"data":{"shelf":[null,null]},"errors":[{"message":"Cannot return null for non-nullable field Book.never.",)"
            R"("locations":[{"line":1,"column":14}],"path":["shelf",0,"never"],"extensions":{"code":"INTERNAL"}}]})");
  EXPECT_EQ(answer_of("{ books { id surely { id } } }"),
            R"({"data":{"books":null},"errors":[{"message":"Cannot return null for non-nullable field Book.surely.",)"
            R"("locations":[{"line":1,"column":14}],"path":["books",0,"surely"],"extensions":{"code":"INTERNAL"}}]})");
  EXPECT_EQ(answer_of("{ tightShelf { id } selectsTitle }"),
            R"({"data":{"tightShelf":null,"selectsTitle":true},"errors":[{"message":"Cannot return null for non-nullable field Query.tightShelf.",)"
            R"("locations":[{"line":1,"column":3}],"path":["tightShelf",1],"extensions":{"code":"INTERNAL"}}]})");
}

TEST(FieldErrors, AListOfLeavesWithANullThatMayNotBeIsNull) {
  EXPECT_EQ(answer_of("{ books { tags strictTags } }"),
            R"({"data":{"books":[{"tags":["red","blue"],"strictTags":["red","blue"]},{"tags":["red",null],"strictTags":null},{"tags":[],"strictTags":[]}]},)"
            R"("errors":[{"message":"Cannot return null for non-nullable field Book.strictTags.","locations":[{"line":1,"column":16}],)"
            R"("path":["books",1,"strictTags",1],"extensions":{"code":"INTERNAL"}}]})");
}

TEST(FieldErrors, AGuardedFieldIsRefusedEverywhereByOneQuestion) {
  const auto schema = toy::make_schema();
  auto library = toy::make_library();
  int asked = 0;
  const ExecutionHooks hooks{.guard = [&](const FieldDefinition& field, const AppContext&) -> std::optional<Error> {
    ++asked;
    return Error{ErrorKind::forbidden, "insufficient_scope", "Needs " + std::string(field.directive("scope")->argument("requires")->text()) + "."};
  }};
  EXPECT_EQ(answer_of(*schema, library, R"({ shelf { id secret } })", "{}", hooks),
            R"({"data":{"shelf":[{"id":"b1","secret":null},null]},"errors":[{"message":"Needs secrets:read.","locations":[{"line":1,"column":14}],)"
            R"("path":["shelf",0,"secret"],"extensions":{"code":"insufficient_scope"}}]})");
  EXPECT_EQ(asked, 1);
}

TEST(FieldErrors, ErrorsBeyondTheLimitAreCounted) {
  const auto schema = toy::make_schema();
  auto library = toy::make_library();
  EXPECT_EQ(answer_of(*schema, library, "{ books { thrown } }", "{}", {}, {.errors_max = 1}),
            R"({"data":{"books":[{"thrown":null},{"thrown":null},{"thrown":null}]},"errors":[{"message":"Internal error","locations":[{"line":1,"column":11}],)"
            R"("path":["books",0,"thrown"],"extensions":{"code":"INTERNAL"}},{"message":"And 2 more errors, which are not listed."}]})");
}

TEST(FieldErrors, TheDeadlineEndsTheRootFieldThatIsUnderWay) {
  const auto schema = toy::make_schema();
  auto library = toy::make_library();
  int questions = 0;
  const ExecutionHooks hooks{.is_deadline_over = [&] { return ++questions > 3; }};
  EXPECT_EQ(answer_of(*schema, library, "{ node(id: \"b1\") { id } books { author { books { id } } } }", "{}", hooks),
            R"({"data":{"node":{"id":"b1"},"books":null},"errors":[{"message":"The time for this request was over before it was answered.",)"
            R"("locations":[{"line":1,"column":25}],"path":["books"],"extensions":{"code":"DEADLINE_EXCEEDED"}}]})");
}

TEST(FieldErrors, AnAnswerThatGrowsTooLargeIsCutAtItsRootField) {
  const auto schema = toy::make_schema();
  auto library = toy::make_library();
  EXPECT_EQ(answer_of(*schema, library, "{ books { title } node(id: \"b1\") { id } }", "{}", {}, {.answer_bytes_max = 50}),
            R"({"data":{"books":null,"node":{"id":"b1"}},"errors":[{"message":"The answer is larger than 50 bytes.",)"
            R"("locations":[{"line":1,"column":3}],"path":["books"],"extensions":{"code":"ANSWER_TOO_LARGE"}}]})");
  EXPECT_EQ(answer_of(*schema, library, "{ books { id } }", "{}", {}, {.objects_max = 2}),
            R"({"data":{"books":null},"errors":[{"message":"The answer has more than 2 objects.",)"
            R"("locations":[{"line":1,"column":3}],"path":["books"],"extensions":{"code":"ANSWER_TOO_LARGE"}}]})");
}

}  // namespace
}  // namespace switchyard::graphql
