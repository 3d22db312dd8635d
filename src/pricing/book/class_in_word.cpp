#include "pricing/book/class_in_word.hpp"

#include <optional>
#include <vector>

namespace switchyard::pricing {
namespace {

using Outcome = market::Resolution::Outcome;

std::string_view without_spaces_behind(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Takes "(GS)" off the end and returns what stands in it.
std::optional<std::string_view> take_brackets(std::string_view& word) {
  word = without_spaces_behind(word);
  const auto open = word.rfind('(');
  if (!word.ends_with(')') || open == std::string_view::npos || open == 0) return std::nullopt;
  const auto inside = word.substr(open + 1, word.size() - open - 2);
  word = without_spaces_behind(word.substr(0, open));
  return inside;
}

// The one class that all the words mean, or empty.
std::string class_of(const market::Market& market, std::string_view utility, const std::vector<std::string_view>& words) {
  std::string code;
  for (const auto word : words) {
    auto answer = market.resolve_rate_class(utility, word);
    if (answer.outcome != Outcome::resolved || (!code.empty() && answer.code != code)) return {};
    code = std::move(answer.code);
  }
  return code;
}

}  // namespace

UtilityWord understand_utility_word(const market::Market& market, const market::AliasQuestion& question, bool reads_class) {
  UtilityWord whole{.utility = market.resolve_utility(question)};
  if (!reads_class || whole.utility.outcome == Outcome::ambiguous) return whole;
  std::vector<std::string_view> classes;
  auto shorter = question;
  while (const auto inside = take_brackets(shorter.alias)) {
    classes.push_back(*inside);
    if (whole.utility.outcome == Outcome::resolved) {
      whole.rate_class = class_of(market, whole.utility.code, classes);
      return whole;
    }
    auto utility = market.resolve_utility(shorter);
    if (utility.outcome == Outcome::unknown) continue;
    if (utility.outcome == Outcome::ambiguous) return {.utility = std::move(utility)};
    auto rate_class = class_of(market, utility.code, classes);
    if (rate_class.empty()) return whole;
    return {.utility = std::move(utility), .rate_class = std::move(rate_class)};
  }
  return whole;
}

}  // namespace switchyard::pricing
