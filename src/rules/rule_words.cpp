#include <array>

#include "rules/price_instants.hpp"
#include "rules/rule_calendar.hpp"
#include "rules/rules.hpp"

namespace switchyard::rules {

std::string_view text_of(Severity severity) {
  constexpr std::array<std::string_view, 3> kWords = {"warn", "review", "block"};
  return kWords.at(static_cast<std::size_t>(severity));
}

std::string_view text_of(RuleConfidence confidence) {
  constexpr std::array<std::string_view, 3> kWords = {"assumed", "reported", "verified"};
  return kWords.at(static_cast<std::size_t>(confidence));
}

std::string_view text_of(Stage stage) {
  constexpr std::array<std::string_view, 4> kWords = {"draft", "send", "sign", "submit"};
  return kWords.at(static_cast<std::size_t>(stage));
}

std::string_view text_of(DayUnit unit) { return unit == DayUnit::calendar_days ? "calendar_days" : "business_days"; }

std::string_view text_of(Protection protection) {
  constexpr std::array<std::string_view, 3> kWords = {"not_protected", "protected", "unknown"};
  return kWords.at(static_cast<std::size_t>(protection));
}

std::string_view text_of(PriceRule rule) {
  constexpr std::array<std::string_view, 3> kWords = {"signed_by_cutoff", "received_by_cutoff", "signed_and_received_within"};
  return kWords.at(static_cast<std::size_t>(rule));
}

bool blocks(const Finding& finding, Stage stage) { return finding.severity == Severity::block && finding.needed_by <= stage; }

}  // namespace switchyard::rules
