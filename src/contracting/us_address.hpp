// A postal address in the United States, as utilities and suppliers need it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "values/error.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kAddressLineSizeMax = 120;
inline constexpr std::size_t kCitySizeMax = 80;

struct UsAddress {
  std::string line1;
  std::string line2 = {};
  std::string city;
  std::string state;  // Two upper-case letters: a state, DC or a territory.
  std::string zip;    // "60614" or "60614-1234".

  bool operator==(const UsAddress&) const = default;
};

[[nodiscard]] bool is_us_state(std::string_view code);

// With spaces trimmed and the state in upper case. What is wrong is added to `refusals` below `pointer` ("/billingAddress"): missing, too_long,
// control_character, state_unknown, invalid_zip, zip_state_mismatch (where the market knows the ZIP's state).
[[nodiscard]] UsAddress checked_address(const UsAddress& given, const std::string& pointer, const market::Market& market, std::vector<FieldError>& refusals);

}  // namespace switchyard::contracting
