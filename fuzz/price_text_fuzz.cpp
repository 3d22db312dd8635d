// links: pricing_layout
// Texts of cells as prices, dates, hours, whole numbers and usage bands: read or refused.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/price_text.hpp"
#include "pricing/layout/value_grammar.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::pricing;
  std::string storage;
  const auto text = tidy_text({reinterpret_cast<const char*>(bytes), size}, storage);
  (void)parse_price_text(text);
  (void)parse_hour(text);
  (void)parse_whole(text);
  (void)parse_serial_day(text, (size & 1) != 0);
  for (const auto* form : {"M/D/YYYY", "MMM-YY", "MMMM D, YYYY", "YYYY-MM-DD"}) (void)parse_date_as(text, form);
  (void)parse_band(text, {.snap = (size & 1) != 0, .suffixes = (size & 2) != 0});
  return 0;
}
