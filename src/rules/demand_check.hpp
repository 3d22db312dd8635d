// What a rule finds amiss with one account, or with the contract.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/judged.hpp"
#include "rules/rule_message.hpp"
#include "rules/rule_tables.hpp"

namespace switchyard::rules {

// One thing amiss, before its sentence is made.
struct Amiss {
  std::string code = {};
  std::string message_key = {};                // Of `messages`, where the rule has no text of its own.
  MessageWords words = {};
  std::optional<Severity> severity = {};  // Other than the rule's.
  std::string hint = {};                  // Beside the rule's.
};

// What one judgement needs. `account` is null for what is of the whole contract; where a rule speaks once of accounts, `first` is the
// first that it speaks of.
struct Judgement {
  const Judged& judged;
  const JudgedAccount* account;
  const JudgedAccount* first;
  Date on = {};                      // Which version of the rules holds.
  std::string_view language;
};

[[nodiscard]] std::vector<Amiss> amiss(const Rule& rule, const Judgement& at);

// One file a kind of demand.
[[nodiscard]] std::vector<Amiss> amiss_with_fact(const Rule& rule, const Judgement& at);
[[nodiscard]] std::vector<Amiss> amiss_with_document(const Rule& rule, const Judgement& at);
[[nodiscard]] std::vector<Amiss> amiss_with_licence(const Rule& rule, const Judgement& at);
[[nodiscard]] std::vector<Amiss> amiss_with_account_number(const Judgement& at);
[[nodiscard]] std::vector<Amiss> amiss_with_zip(const Rule& rule, const Judgement& at);
[[nodiscard]] std::vector<Amiss> amiss_with_start(const Rule& rule, const Judgement& at);

}  // namespace switchyard::rules
