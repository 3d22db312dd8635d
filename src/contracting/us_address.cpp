#include "contracting/us_address.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "contracting/party_text.hpp"
#include "values/digits.hpp"

namespace switchyard::contracting {
namespace {

// USPS Publication 28, appendix B: states, the District of Columbia and the territories.
constexpr std::array<std::string_view, 56> kStates = {
    "AK", "AL", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MP",
    "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY"};

// ZIP codes that lie in another state than the others of their first three digits.
struct StrayZip {
  std::string_view zip5;
  std::string_view state;
};
constexpr std::array<StrayZip, 4> kStrayZips = {{{"06390", "NY"}, {"73949", "TX"}, {"73960", "TX"}, {"83414", "WY"}}};

bool is_zip(std::string_view text) {
  const auto all_digits = [](std::string_view part) { return std::ranges::all_of(part, detail::is_digit); };
  if (text.size() == 5) return all_digits(text);
  return text.size() == 10 && text[5] == '-' && all_digits(text.substr(0, 5)) && all_digits(text.substr(6));
}

// The states that the market knows a ZIP to be of; none: unknown.
std::vector<std::string> states_of_zip(std::string_view zip, const market::Market& market) {
  std::vector<std::string> states;
  for (const StrayZip& stray : kStrayZips) if (stray.zip5 == zip.substr(0, 5)) states.emplace_back(stray.state);
  for (const Commodity commodity : {Commodity::electric, Commodity::gas}) {
    for (const std::string& code : market.utilities_of_zip(zip, commodity).utility_codes) {
      if (const market::Utility* utility = market.utility(code)) states.push_back(utility->state);
    }
  }
  std::ranges::sort(states);
  states.erase(std::ranges::unique(states).begin(), states.end());
  return states;
}

}  // namespace

bool is_us_state(std::string_view code) { return std::ranges::binary_search(kStates, code); }

UsAddress checked_address(const UsAddress& given, const std::string& pointer, const market::Market& market, std::vector<FieldError>& refusals) {
  FieldCheck check(pointer, refusals);
  UsAddress address{.line1 = check.required("line1", given.line1, kAddressLineSizeMax),
                    .line2 = check.text("line2", given.line2, kAddressLineSizeMax),
                    .city = check.required("city", given.city, kCitySizeMax),
                    .state = trimmed_text(given.state),
                    .zip = trimmed_text(given.zip)};
  for (char& c : address.state) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const bool state_known = is_us_state(address.state);
  if (!state_known) check.refuse("state", address.state.empty() ? "missing" : "state_unknown", "must be the two letters of a state, such as IL");
  if (!is_zip(address.zip)) {
    check.refuse("zip", address.zip.empty() ? "missing" : "invalid_zip", "must be five digits, or five and four after a dash");
    return address;
  }
  const auto states = states_of_zip(address.zip, market);
  if (state_known && !states.empty() && std::ranges::find(states, address.state) == states.end()) {
    check.refuse("zip", "zip_state_mismatch", fmt::format("lies in {}, not in {}", fmt::join(states, " or "), address.state));
  }
  return address;
}

}  // namespace switchyard::contracting
