// The sentences of findings: texts of the rule set with their placeholders filled.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "rules/rule_tables.hpp"

namespace switchyard::rules {

// What stands for {field}, {value} … of a text.
struct MessageWords {
  std::string field = {};
  std::string value = {};
  std::string limit = {};
  std::string options = {};
  std::string utility = {};
  std::string state = {};
  std::string supplier = {};
  std::string document = {};
  std::string days = {};
  std::string detail = {};
};

[[nodiscard]] std::string filled(std::string_view text, const MessageWords& words);
// The first {word} of a text that is no placeholder; empty where all are.
[[nodiscard]] std::string unknown_placeholder(std::string_view text);
[[nodiscard]] std::string placeholder_names();
// The keys of the messages that a rule set must have.
[[nodiscard]] std::span<const std::string_view> message_keys();

}  // namespace switchyard::rules
