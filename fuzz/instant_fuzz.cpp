// Dates and instants: what is read prints and reads back the same.
// links: values
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "values/date.hpp"
#include "values/instant.hpp"

using namespace switchyard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto instant = Instant::parse(text)) {
    const auto again = Instant::parse(instant->text());
    if (!again || *again != *instant || instant->unix_ms() < 0) std::abort();
  }
  if (const auto date = Date::parse(text); date && date->text() != text) std::abort();
  if (const auto month = Month::parse(text); month && month->text() != text) std::abort();
  return 0;
}
