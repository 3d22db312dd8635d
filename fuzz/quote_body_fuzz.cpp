// links: pricing
// Arbitrary bytes as the bodies of POST /v1/quotes and what follows it: parsed or refused, never a fault; what is taken is within its limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pricing/quotes/rest_quote_body.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace switchyard::pricing;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto quote = parse_new_quote(body);
  if (quote && (quote->lines.empty() || quote->lines.size() > kQuoteLinesMax)) std::abort();
  const auto ids = parse_selection(body);
  if (ids && ids->empty()) std::abort();
  (void)parse_withdrawal(body);
  (void)parse_nothing(body);
  return 0;
}
