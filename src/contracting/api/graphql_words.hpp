// Between the words of the wire's enumerations, UPPER_SNAKE, and those of tables and REST, snake_case; and texts that may be absent.
#pragma once

#include <optional>
#include <type_traits>
#include <string>
#include <string_view>

#include "graphql/execution/arguments.hpp"
#include "graphql/execution/leaf_writer.hpp"
#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard::contracting {

// "IN_REVIEW" -> "in_review".
[[nodiscard]] std::string lower_word(std::string_view name);

// An argument that is one of an enumeration's names: the schema has let no other through, so a word that `parse` does not know is a bug.
template <class Parse>
[[nodiscard]] auto enum_argument(const graphql::Arguments& arguments, std::string_view name, Parse parse) {
  return parse(lower_word(arguments.text(name))).value();
}
template <class Parse>
[[nodiscard]] auto optional_enum_argument(const graphql::Arguments& arguments, std::string_view name, Parse parse)
    -> std::optional<std::remove_cvref_t<decltype(parse(std::string_view()).value())>> {
  const auto text = arguments.optional_text(name);
  if (!text) return {};
  return parse(lower_word(*text)).value();
}

// Null where it is empty.
[[nodiscard]] inline std::optional<std::string_view> or_null(const std::string& text) {
  if (text.empty()) return {};
  return std::string_view(text);
}
// A word of an enumeration that is null where there is none.
[[nodiscard]] inline std::optional<graphql::EnumWord> word_or_null(std::string_view word) {
  if (word.empty()) return {};
  return graphql::EnumWord{word};
}

[[nodiscard]] graphql::EnumName enum_name_of(EnergyUnit unit);

// "0.06620" of 66'200 micro-dollars and 5 decimals; further decimals are shown where the value has them.
[[nodiscard]] std::string price_text(std::int64_t micros, EnergyUnit unit, std::int32_t decimals);
[[nodiscard]] std::string money_text(std::int64_t cents);
// An amount in milli-units without trailing zeros.
[[nodiscard]] std::string amount_text(std::int64_t milli);
// Millionths of a whole as percent points.
[[nodiscard]] std::string percent_text(std::int64_t millionths);

}  // namespace switchyard::contracting
