#include "pricing/sheets/sheet_status.hpp"

#include <map>
#include <string>

#include <gtest/gtest.h>

namespace switchyard::pricing {
namespace {

constexpr SheetAction kActions[] = {SheetAction::publish, SheetAction::reject, SheetAction::withdraw, SheetAction::rollback,
                                    SheetAction::restore, SheetAction::supersede, SheetAction::expire};

SheetStatus status(std::size_t number) { return static_cast<SheetStatus>(number); }

TEST(SheetTransitions, EveryActionFromEveryStateLeadsWhereTheListSays) {
  const std::map<std::string, std::string> expected = {
      {"publish held", "published"},       {"publish withdrawn", "published"},    {"reject held", "rejected"},
      {"withdraw published", "withdrawn"}, {"withdraw superseded", "withdrawn"},  {"withdraw expired", "withdrawn"},
      {"rollback published", "withdrawn"}, {"rollback expired", "withdrawn"},     {"restore superseded", "published"},
      {"restore published", "published"},  {"restore expired", "expired"},        {"supersede published", "superseded"},
      {"expire published", "expired"}};
  std::size_t allowed = 0;
  for (const SheetAction action : kActions) {
    for (std::size_t from = 0; from < kSheetStatusCount; ++from) {
      const std::string name = std::string(text_of(action)) + " " + std::string(text_of(status(from)));
      const auto next = next_status(status(from), action);
      const auto found = expected.find(name);
      ASSERT_EQ(next.has_value(), found != expected.end()) << name;
      if (!next) {
        EXPECT_EQ(next.error().code, "sheet_state_conflict") << name;
        continue;
      }
      EXPECT_EQ(text_of(*next), found->second) << name;
      ++allowed;
    }
  }
  EXPECT_EQ(allowed, expected.size());
}

TEST(SheetTransitions, AnImportGoesThroughAllowedStagesToEachOfItsEnds) {
  const std::map<SheetStatus, std::size_t> lengths = {{SheetStatus::unknown_layout, 2}, {SheetStatus::rejected, 3}, {SheetStatus::held, 5},
                                                      {SheetStatus::published, 5},      {SheetStatus::superseded, 5}, {SheetStatus::expired, 5}};
  for (std::size_t last = 0; last < kSheetStatusCount; ++last) {
    if (!lengths.contains(status(last))) {
      EXPECT_THROW((void)import_path(status(last)), Bug);
      continue;
    }
    const auto path = import_path(status(last));
    EXPECT_EQ(path.size(), lengths.at(status(last)));
    for (std::size_t i = 1; i < path.size(); ++i) EXPECT_TRUE(is_allowed({SheetAction::import, path[i - 1], path[i]}));
  }
}

TEST(SheetTransitions, NothingLeavesAFinalState) {
  for (const SheetTransition& transition : sheet_transitions()) {
    EXPECT_NE(transition.from, SheetStatus::rejected);
    EXPECT_NE(transition.from, SheetStatus::unknown_layout);
  }
}

TEST(SheetStatus, EveryTextReadsBack) {
  for (std::size_t number = 0; number < kSheetStatusCount; ++number) EXPECT_EQ(*parse_sheet_status(text_of(status(number))), status(number));
  EXPECT_EQ(parse_sheet_status("sold").error().code, "invalid_sheet_status");
}

}  // namespace
}  // namespace switchyard::pricing
