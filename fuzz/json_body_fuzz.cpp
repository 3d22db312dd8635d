// Any bytes as a JSON body: what is read is written back to the same tree, and the typed getters never trip.
// links: http
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/json_body.hpp"
#include "http/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::http;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto parsed = parse_json(text);
  if (!parsed) {
    if (!is_utf8(text.substr(0, 0)) || parsed.error().code.empty()) std::abort();
    return 0;
  }
  const std::string written = parsed->json();
  const auto again = parse_json(written);
  if (!is_utf8(written) || !again || again->json() != written) std::abort();
  auto body = JsonBody::parse(text);
  JsonObject in = body->object();
  (void)in.optional_text("a");
  (void)in.optional_decimal("b");
  (void)in.optional_integer("c", -5, 5);
  for (JsonObject& item : in.objects("d", {.count_min = 0, .count_max = 10})) (void)item.texts("e");
  (void)body->finish();
  return 0;
}
