// Contracts that nothing is amiss with, for tests to spoil.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.hpp"

namespace switchyard::rules {

// The product's own rules and reference data.
[[nodiscard]] const RuleSet& product_rules();
[[nodiscard]] const market::Market& product_market();

// 2026-11-23, a Monday.
[[nodiscard]] Date test_day();
[[nodiscard]] Date day(std::string_view text);

// Lincoln Park Bread LLC, two ComEd accounts, 24 months from March 2027 (S01).
[[nodiscard]] ContractFacts bakery();
// One account of a utility, with all that most of them need; the number is the caller's.
[[nodiscard]] ContractFacts shop(std::string_view utility, std::string_view account_number, AddressFacts address, Energy usage);

[[nodiscard]] std::vector<Finding> check_product(const ContractFacts& facts, Date today = test_day(), std::string_view language = "en");
// "block /accounts/0/accountNumber account_number_invalid", a line each, sorted as found.
[[nodiscard]] std::string brief(const std::vector<Finding>& findings, Severity least = Severity::warn);
// Null where there is none.
[[nodiscard]] const Finding* finding(const std::vector<Finding>& findings, std::string_view rule_id);

}  // namespace switchyard::rules
