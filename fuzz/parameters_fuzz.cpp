// Any bytes as a query string: decoded parameters are UTF-8 without control characters, and the reader names what it refuses.
// links: http
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/percent.hpp"
#include "http/quality_list.hpp"
#include "http/query_reader.hpp"
#include "http/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::http;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  (void)accepts_any(text, {"application/json"});
  auto parameters = parse_parameters(text);
  if (!parameters) {
    if (parameters.error().code.empty()) std::abort();
    return 0;
  }
  for (const auto& parameter : *parameters) {
    if (!is_utf8(parameter.name) || !is_utf8(parameter.value) || has_control(parameter.value)) std::abort();
  }
  const std::size_t count = parameters->size();
  QueryReader reader(std::move(*parameters));
  (void)reader.optional_integer("limit", 1, 200);
  (void)reader.repeated_text("zip", 3);
  const auto done = reader.finish();
  if (done && count > 4) std::abort();
  return 0;
}
