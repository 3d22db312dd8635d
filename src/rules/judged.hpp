// A contract while it is judged: its facts with what follows from them, found once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/rule_calendar.hpp"
#include "rules/rules.hpp"

namespace switchyard::rules {

struct JudgedAccount {
  const AccountFacts* facts = nullptr;
  std::size_t index = 0;
  const market::Utility* utility = nullptr;  // Null where the code is none.
  std::string state = {};
  Protection protection = Protection::unknown;
  std::optional<bool> name_agrees = {};              // The name on the bill with the legal name or the DBA.
  std::optional<bool> state_agrees = {};             // That of the service address with the utility's.
  std::optional<bool> needs_meter_number = {};       // By the reference data of the utility.
  std::optional<bool> sells_receivables = {};        // The utility purchases the supplier's receivables; unset: not known.
  std::optional<std::int32_t> days_to_incumbent_end = {};
  std::optional<std::int32_t> months_ahead = {};     // From today's month to the start month.
  std::optional<std::int32_t> days_ahead = {};       // From today to the requested start.
  std::optional<std::int32_t> months_to_end = {};    // From today's month to the end of the term: the term with its forward start.
};

struct Judged {
  const RuleSet* rules = nullptr;
  const market::Market* market = nullptr;
  const ContractFacts* facts = nullptr;
  Date today = {};
  std::vector<JudgedAccount> accounts = {};
  // Of all accounts whose usage is known, where it is of one unit: a lower bound of the contract's.
  std::optional<Energy> usage_known = {};
  bool usage_is_whole = false;
};

// `facts`, `rules` and `market` must outlive it.
[[nodiscard]] Judged judge(const RuleSet& rules, const market::Market& market, const ContractFacts& facts, Date today);

// "SHORT NORTH DINER" of "Short North Diner, LLC": without case, punctuation and the words of a legal form.
[[nodiscard]] std::string comparable_name(std::string_view name);

}  // namespace switchyard::rules
