#include "rules/rule_message.hpp"

#include <algorithm>
#include <array>

namespace switchyard::rules {
namespace {

struct Placeholder {
  std::string_view name;
  std::string MessageWords::*word;
};
constexpr std::array kPlaceholders = {
    Placeholder{"field", &MessageWords::field},       Placeholder{"value", &MessageWords::value},       Placeholder{"limit", &MessageWords::limit},
    Placeholder{"options", &MessageWords::options},   Placeholder{"utility", &MessageWords::utility},   Placeholder{"state", &MessageWords::state},
    Placeholder{"supplier", &MessageWords::supplier}, Placeholder{"document", &MessageWords::document}, Placeholder{"days", &MessageWords::days},
    Placeholder{"detail", &MessageWords::detail},
};

const Placeholder* placeholder(std::string_view name) {
  const auto* const found = std::find_if(kPlaceholders.begin(), kPlaceholders.end(), [&](const Placeholder& each) { return each.name == name; });
  return found == kPlaceholders.end() ? nullptr : found;
}

// Calls `text` for what stands between placeholders and `name` for each of them.
void walk(std::string_view whole, const auto& text, const auto& name) {
  while (!whole.empty()) {
    const auto open = whole.find('{');
    const auto close = open == std::string_view::npos ? open : whole.find('}', open);
    if (close == std::string_view::npos) return text(whole);
    text(whole.substr(0, open));
    name(whole.substr(open + 1, close - open - 1));
    whole.remove_prefix(close + 1);
  }
}

constexpr std::array<std::string_view, 25> kMessageKeys = {
    "present",          "absent",             "one_of",            "none_of",
    "is",               "at_most",            "at_least",          "below",
    "pattern",          "limit_not_compared", "document_missing",  "document_too_old",
    "document_undated", "document_incomplete", "document_expired", "licence_missing",
    "licence_unrecorded", "account_number_invalid", "account_number_legacy", "account_number_unverified",
    "unknown_utility",  "zip_not_of_utility", "start_not_reachable", "start_estimated",
    "disclosure_missing",
};

}  // namespace

std::string filled(std::string_view text, const MessageWords& words) {
  std::string sentence;
  walk(
      text, [&](std::string_view part) { sentence += part; },
      [&](std::string_view name) {
        const auto* known = placeholder(name);
        if (known != nullptr) sentence += words.*(known->word);
      });
  return sentence;
}

std::string unknown_placeholder(std::string_view text) {
  std::string unknown;
  walk(
      text, [](std::string_view) {},
      [&](std::string_view name) {
        if (unknown.empty() && placeholder(name) == nullptr) unknown = std::string(name.substr(0, 40)) + (name.empty() ? " " : "");
      });
  return unknown;
}

std::string placeholder_names() {
  std::string names;
  for (const auto& each : kPlaceholders) names += (names.empty() ? "" : ", ") + std::string(each.name);
  return names;
}

std::span<const std::string_view> message_keys() { return kMessageKeys; }

}  // namespace switchyard::rules
