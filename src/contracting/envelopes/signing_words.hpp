// Words of envelopes as tables and the API have them.
#pragma once

#include <string_view>

#include "signing/envelope.hpp"
#include "signing/envelope_listener_port.hpp"
#include "values/result.hpp"

namespace switchyard::contracting {

[[nodiscard]] std::string_view word_of(signing::SignerRole role);        // "co_signer"
[[nodiscard]] Result<signing::SignerRole> parse_signer_role(std::string_view word);
[[nodiscard]] std::string_view word_of(signing::EnvelopePurpose purpose);
[[nodiscard]] std::string_view word_of(signing::EnvelopeState state);
[[nodiscard]] std::string_view word_of(signing::EnvelopeNewsKind kind);
[[nodiscard]] std::string_view word_of(signing::FinishedDocument::Kind kind);

}  // namespace switchyard::contracting
