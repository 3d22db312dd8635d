// A layout's keys in words for people: where a field takes its text from, and what a condition asks.
#pragma once

#include <string>

#include "pricing/layout/layout_spec.hpp"

namespace switchyard::pricing {

// "column '^Zone$', fill merge, regex '(\w+)'".
[[nodiscard]] std::string source_words(const FieldSpec& field);
[[nodiscard]] std::string condition_words(const Condition& condition);
// "[0, 75) MWh", "75 MWh and more", "" where there is none.
[[nodiscard]] std::string band_words(const UsageBand& band);

}  // namespace switchyard::pricing
