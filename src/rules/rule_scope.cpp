#include "rules/rule_scope.hpp"

#include <algorithm>
#include <array>

#include "rules/fact_verdict.hpp"

namespace switchyard::rules {
namespace {

// Known with the question: what the conditions say of them is settled.
constexpr std::array<std::string_view, 8> kSettled = {
    "/supplier", "/commodity", "/customerClass", "/accounts/*/state", "/accounts/*/utility", "/accounts/*/protection", "/accounts/*/needsMeterNumber", "/accounts/*/sellsReceivables"};

bool is_settled(const FactField& field) { return std::find(kSettled.begin(), kSettled.end(), field.path) != kSettled.end(); }

}  // namespace

std::optional<OpenConditions> open_conditions(const std::vector<Condition>& conditions, const Judged& judged) {
  OpenConditions open;
  for (const auto& condition : conditions) {
    using Kind = FactTest::Kind;
    const auto& test = condition.test;
    if (is_settled(*condition.field)) {
      const auto* account = condition.field->is_of_account() ? &judged.accounts.front() : nullptr;
      const auto verdict = verdict_of(test, condition.field->get(judged, account));
      if (verdict != Verdict::passes && !(verdict == Verdict::unknown && test.kind == Kind::none_of)) return std::nullopt;
      continue;
    }
    const std::string path(condition.field->path);
    if (test.kind == Kind::one_of || test.kind == Kind::none_of) {
      open.conditions.push_back({path, test.words, test.kind == Kind::none_of});
    } else if (test.kind == Kind::is) {
      open.conditions.push_back({path, {test.flag ? "true" : "false"}, false});
    } else {
      open.has_others = true;
    }
  }
  return open;
}

}  // namespace switchyard::rules
