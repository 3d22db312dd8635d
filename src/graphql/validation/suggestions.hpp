// "Did you mean …?": which known names are near to an unknown one. The distance, its threshold and the order are graphql-js 16's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace switchyard::graphql::validation {

// The near ones of `options`, nearest first, each once. Takes no time for options of very different length.
[[nodiscard]] std::vector<std::string_view> suggest(std::string_view input, const std::vector<std::string_view>& options);

// " Did you mean "a", "b", or "c"?" of at most five; "" where there are none. `lead` stands before the names ("the enum value").
[[nodiscard]] std::string did_you_mean(const std::vector<std::string_view>& suggestions, std::string_view lead = "");

// Natural order: digits in names compare as numbers.
[[nodiscard]] int compare_naturally(std::string_view a, std::string_view b);

// The names of a range of elements.
template <class Elements>
[[nodiscard]] std::vector<std::string_view> names_of(const Elements& elements) {
  std::vector<std::string_view> names;
  names.reserve(elements.size());
  for (const auto& element : elements) names.push_back(element.name);
  return names;
}

}  // namespace switchyard::graphql::validation
