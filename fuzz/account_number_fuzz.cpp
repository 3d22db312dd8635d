// Account numbers and the forms that they are held to: any text is judged within its limits, and judged the same when normalised.
// The first line of the input is a pattern, the rest a number.
// links: market
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "market/account_rules.hpp"
#include "market/loaded_market.hpp"
#include "market/number_pattern.hpp"

using namespace switchyard;
using namespace switchyard::market;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto market = embedded_market();
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t line = text.find('\n');
  const std::string_view number = line == std::string_view::npos ? text : text.substr(line + 1);

  if (const auto pattern = NumberPattern::parse(text.substr(0, line))) {
    if (pattern->words().empty()) std::abort();
    (void)pattern->is_distinctive();
    if (pattern->matches(number) && number.size() > NumberPattern::kTextSizeMax) std::abort();
  }
  for (const Utility& utility : market->utilities()) {
    const AccountNumberCheck check = check_account_number(utility, number);
    if (check.verdict == AccountVerdict::invalid && check.errors.empty()) std::abort();
    if (check.verdict == AccountVerdict::valid && !check.errors.empty()) std::abort();
    if (check.normalized.empty()) continue;
    if (check_account_number(utility, check.normalized).verdict != check.verdict) std::abort();
  }
  return 0;
}
