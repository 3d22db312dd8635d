// What DocuSign answers and reports, read leniently: numbers and truths as texts or as themselves, words in any case, unknown members passed over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "signing/provider_port.hpp"

namespace switchyard::adapters {

// getEnvelope with include=recipients. provider_answer_unreadable (kind unavailable).
Result<signing::ProviderEnvelope> parse_envelope(std::string_view body);
// A Connect payload in JSON SIM. callback_malformed. Its summary is left out where it has no recipients.
Result<signing::ProviderEvent> parse_connect(std::string_view body);

struct EnvelopePage {
  std::vector<signing::EnvelopeChange> changes;
  bool has_next = false;
};
Result<EnvelopePage> parse_envelope_list(std::string_view body);
// A text member at the top of an object; empty where there is none.
[[nodiscard]] std::string text_member(std::string_view body, std::string_view name);
// recipientUpdateResults: the first that is no success, as its refusal.
Result<void> parse_recipient_update(std::string_view body);

}  // namespace switchyard::adapters
