// Connect payloads and the answers of a signing provider: any bytes are read or refused, and what is read names its event.
// links: adapters_docusign
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/docusign/envelope_answer.hpp"

using namespace switchyard;
using namespace switchyard::adapters;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto event = parse_connect(text);
  if (event && event->event.empty()) std::abort();
  if (event && event->envelope && event->envelope->id != event->envelope_id) std::abort();
  const auto envelope = parse_envelope(text);
  if (envelope && envelope->id.empty()) std::abort();
  const auto page = parse_envelope_list(text);
  if (page) {
    for (const signing::EnvelopeChange& each : page->changes) {
      if (each.id.empty()) std::abort();
    }
  }
  (void)text_member(text, "envelopeId");
  (void)parse_recipient_update(text);
  return 0;
}
