// Specification, September 2025, section 5.3.3; messages and locations are graphql-js 16's.
#include <gtest/gtest.h>

#include "graphql/validation/validation_fixture.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(ScalarLeafs, LeavesWithoutSelectionAndOthersWithOneAreTaken) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { name size(unit: KWH) } })"), Lines{});
}

TEST(ScalarLeafs, ALeafWithSelectionIsRefused) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { name { length } } })"),
            (Lines{R"(Field "name" must not have a selection since type "String" has no subfields. 1:23)"}));
}

TEST(ScalarLeafs, AnObjectWithoutSelectionIsRefused) {
  EXPECT_EQ(errors_of(R"({ place owner })"),
            (Lines{R"(Field "place" of type "Place" must have a selection of subfields. Did you mean "place { ... }"? 1:3)",
                   R"(Field "owner" of type "Owner" must have a selection of subfields. Did you mean "owner { ... }"? 1:9)"}));
}

TEST(ScalarLeafs, AListOfObjectsWithoutSelectionIsRefused) {
  EXPECT_EQ(errors_of(R"({ owner { places } })"),
            (Lines{R"(Field "places" of type "[Place!]!" must have a selection of subfields. Did you mean "places { ... )"
                   R"(}"? 1:11)"}));
}

TEST(ScalarLeafs, ACustomScalarIsALeaf) {
  EXPECT_EQ(errors_of(R"({ depot(id: 1) { size(unit: KWH) { cents } } })"),
            (Lines{R"(Field "size" must not have a selection since type "Decimal" has no subfields. 1:34)"}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
