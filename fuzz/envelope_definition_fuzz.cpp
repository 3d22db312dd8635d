// Bodies of createEnvelope and of templates: whatever comes, they are refused with a code or understood.
// links: esign
#include <cstdint>
#include <string_view>

#include "esign/rest/definition_json.hpp"
#include "esign/rest/wire_value.hpp"
#include "values/ensure.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard;
  const auto body = esign::parse_body(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!body) return 0;
  const auto definition = esign::parse_definition(*body);
  if (!definition) {
    ENSURE(!definition.error().code.empty());
    ENSURE(!definition.error().message.empty());
  }
  static_cast<void>(esign::parse_template(*body));
  static_cast<void>(esign::parse_update(*body));
  return 0;
}
