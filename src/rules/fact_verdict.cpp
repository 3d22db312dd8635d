#include "rules/fact_verdict.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace switchyard::rules {
namespace {

using Kind = FactTest::Kind;

bool is_among(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

// Without the spaces, dashes and dots that people print, letters upper case: as account numbers are compared.
std::string tidied(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '.') continue;
    kept += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return kept;
}

bool all_texts(const FactValue& value, const auto& holds) {
  if (const auto* texts = std::get_if<std::span<const std::string>>(&value)) return std::all_of(texts->begin(), texts->end(), holds);
  return holds(text_of(value));
}

// Less, equal or greater than the limit; none where they cannot be compared.
std::optional<std::strong_ordering> compared(const FactTest& test, const FactValue& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return *number <=> test.number;
  const auto* energy = std::get_if<Energy>(&value);
  if (energy == nullptr || !test.unit) return std::nullopt;
  const auto limit = Energy::from_decimal(test.number, *test.unit);
  const auto limit_base = limit ? limit->in_base() : limit;
  const auto amount = energy->in_base();
  if (!limit_base || !amount || limit_base->unit() != amount->unit()) return std::nullopt;
  return *amount <=> *limit_base;
}

Verdict verdict(bool passes) { return passes ? Verdict::passes : Verdict::fails; }

Verdict against_limit(const FactTest& test, const FactValue& value) {
  const auto order = compared(test, value);
  if (!order) return Verdict::incomparable;
  if (test.kind == Kind::at_most) return verdict(*order <= 0);
  return verdict(test.kind == Kind::below ? *order < 0 : *order >= 0);
}

}  // namespace

std::string text_of(const FactValue& value) {
  struct {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::string_view text) const { return std::string(text); }
    std::string operator()(std::span<const std::string> texts) const { return fmt::format("{}", fmt::join(texts, ", ")); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(const Decimal& number) const { return number.shortest_text(); }
    std::string operator()(const Energy& energy) const { return fmt::format("{} {}", energy.amount_text(), text_of(energy.unit())); }
    std::string operator()(const Date& day) const { return day.text(); }
    std::string operator()(const Month& month) const { return month.text(); }
    static std::string_view text_of(EnergyUnit unit) { return switchyard::text_of(unit); }
  } writer;
  return std::visit(writer, value);
}

Verdict verdict_of(const FactTest& test, const FactValue& value) {
  const bool is_known = !std::holds_alternative<std::monostate>(value);
  if (test.kind == Kind::present) return verdict(is_known);
  if (test.kind == Kind::absent) return verdict(!is_known);
  if (!is_known) return Verdict::unknown;
  switch (test.kind) {
    case Kind::one_of: return verdict(all_texts(value, [&](std::string_view text) { return is_among(test.words, text); }));
    case Kind::none_of: return verdict(all_texts(value, [&](std::string_view text) { return !is_among(test.words, text); }));
    case Kind::pattern: return verdict(all_texts(value, [&](std::string_view text) { return test.pattern->matches(tidied(text)); }));
    case Kind::is: return std::holds_alternative<bool>(value) ? verdict(std::get<bool>(value) == test.flag) : Verdict::unknown;
    case Kind::at_most:
    case Kind::at_least:
    case Kind::below: return against_limit(test, value);
    case Kind::present:
    case Kind::absent: break;
  }
  return Verdict::unknown;
}

namespace {

// What is not known does not make a rule speak; what is "not one of" may be unknown.
bool holds(const Condition& condition, const Judged& judged, const JudgedAccount* account) {
  const auto found = verdict_of(condition.test, condition.field->get(judged, account));
  return found == Verdict::passes || (found == Verdict::unknown && condition.test.kind == Kind::none_of);
}

}  // namespace

bool contract_conditions_hold(const std::vector<Condition>& conditions, const Judged& judged) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& each) { return each.field->is_of_account() || holds(each, judged, nullptr); });
}

bool account_conditions_hold(const std::vector<Condition>& conditions, const Judged& judged, const JudgedAccount& account) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& each) { return !each.field->is_of_account() || holds(each, judged, &account); });
}

bool has_account_conditions(const std::vector<Condition>& conditions) {
  return std::any_of(conditions.begin(), conditions.end(), [](const Condition& each) { return each.field->is_of_account(); });
}

}  // namespace switchyard::rules
