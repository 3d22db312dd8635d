// Values as words of a language.
#pragma once

#include <string>
#include <string_view>

#include "documents/binding.hpp"
#include "documents/template/template.hpp"

namespace switchyard::documents {

// The type that a value has.
[[nodiscard]] VariableType type_of(const Value& value);

// Texts and sealed texts, decimals, money, dates, months and flags; empty for the others. `language` is en or es.
[[nodiscard]] std::string text_of(const Value& value, std::string_view filter, std::string_view language);

// The words that the room itself prints: "Page 1 of 3", "Version 2".
struct PageWords {
  std::string_view page;
  std::string_view of;
  std::string_view version;
  std::string_view signature;
  std::string_view initials;
  std::string_view date;
};
[[nodiscard]] const PageWords& page_words(std::string_view language);

}  // namespace switchyard::documents
