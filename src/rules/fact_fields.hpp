// The facts that rules can speak of, by path: JSON pointers with '*' for each account. What is not in this table cannot be ruled.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "rules/judged.hpp"

namespace switchyard::rules {

// `number` is whole, `decimal` may have decimals; both are kept as Decimal.
enum class FactType : std::uint8_t { text, texts, flag, number, decimal, energy, date, month };
[[nodiscard]] std::string_view text_of(FactType type);

// monostate: not known, or empty.
using FactValue = std::variant<std::monostate, std::string_view, std::span<const std::string>, bool, Decimal, Energy, Date, Month>;

struct FactField {
  std::string_view path;        // "/customer/legalName", "/accounts/*/accountNumber"
  FactType type = FactType::text;
  bool is_derived = false;      // Follows from others, or from the price that was chosen: no form asks for it.
  // `account` is null for what belongs to the whole contract.
  FactValue (*get)(const Judged& judged, const JudgedAccount* account) = nullptr;

  [[nodiscard]] bool is_of_account() const { return path.starts_with("/accounts/*/"); }
};

[[nodiscard]] std::span<const FactField> contract_fact_fields();
[[nodiscard]] std::span<const FactField> account_fact_fields();
// Null where there is none.
[[nodiscard]] const FactField* fact_field(std::string_view path);

// "/accounts/3/zone" of the field's path; "*" stays where `account` is null.
[[nodiscard]] std::string path_at(const FactField& field, const JudgedAccount* account);

// A text, or nothing where it is empty.
[[nodiscard]] inline FactValue text_value(std::string_view text) { return text.empty() ? FactValue() : FactValue(text); }
[[nodiscard]] inline FactValue flag_value(const std::optional<bool>& flag) { return flag ? FactValue(*flag) : FactValue(); }

}  // namespace switchyard::rules
