// Numbers as text: how JavaScript and so every other engine writes them, and what a text means exactly. For the scalars Int,
// Float, ID and for messages; money never passes here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard::graphql {

// The shortest text that reads back as the same double, laid out as JavaScript does: "0.1", "1e+21", "NaN".
[[nodiscard]] std::string number_text(double value);

// A JSON number as the double nearest to it, written so: "1.50" is "1.5", "1e400" is "Infinity".
[[nodiscard]] std::string plain_number_text(std::string_view json_number);

[[nodiscard]] bool is_json_number(std::string_view text);

// The number where it is whole and fits, without rounding: 12, "12.0", "1.2e1". Nothing otherwise.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view json_number);

// Whether a double can hold about this much: not "1e400".
[[nodiscard]] bool is_finite(std::string_view json_number);

}  // namespace switchyard::graphql
