// The trade's words over columns and beside values: what a header or label announces. Only ever a proposal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pricing/layout/pattern.hpp"

namespace switchyard::pricing::proposal {

enum class Role {
  none, end, start, band_min, band_max, utility, zone, rate_class, customer_class, state, product, commodity, billing, unit, term, band, green, price, count,
};
[[nodiscard]] Role role_of_header(std::string_view text);

// "Real Time", "Adder", "Nymex plus": what is no fixed price.
[[nodiscard]] bool says_not_fixed(std::string_view text);
// "NA", "n/a", "-", "Call": a price column's way to offer nothing.
[[nodiscard]] bool is_no_offer_word(std::string_view text);
[[nodiscard]] bool is_state_code(std::string_view text);
// "Ohio" -> "OH"; empty for other text.
[[nodiscard]] std::string_view state_of_name(std::string_view name);
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& state_names();

// The text as a pattern that finds it and nothing longer: '^Rate Class \(kW\)$'.
[[nodiscard]] std::string whole_text_pattern(std::string_view text);
[[nodiscard]] std::string escaped(std::string_view text);
// Its shape: runs of letters and digits made general, what stands between kept: "Ohio_AEP" gives '[A-Za-z]+_[A-Za-z]+'.
[[nodiscard]] std::string shape_pattern(std::string_view text);
// The text with a question mark for every byte that is no UTF-8, and a space for every control character.
[[nodiscard]] std::string sound(std::string_view text);
// In YAML: 'it''s'.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace switchyard::pricing::proposal
