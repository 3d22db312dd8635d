// The words that stand in tables and JSON for roles, purposes, states and news, and what a role or state means.
#pragma once

#include <string_view>

#include "signing/envelope.hpp"
#include "signing/envelope_listener_port.hpp"
#include "values/result.hpp"

namespace switchyard::signing {

[[nodiscard]] std::string_view text_of(EnvelopePurpose purpose);
[[nodiscard]] std::string_view text_of(SignerRole role);
[[nodiscard]] std::string_view text_of(EnvelopeState state);
[[nodiscard]] std::string_view text_of(EnvelopeNewsKind kind);
[[nodiscard]] std::string_view text_of(FinishedDocument::Kind kind);

// Only these words; else `word_unknown`.
Result<EnvelopePurpose> parse_envelope_purpose(std::string_view text);
Result<SignerRole> parse_signer_role(std::string_view text);
Result<EnvelopeState> parse_envelope_state(std::string_view text);
Result<EnvelopeNewsKind> parse_envelope_news_kind(std::string_view text);

[[nodiscard]] bool is_ended(EnvelopeState state);
[[nodiscard]] bool is_customer_side(SignerRole role);

}  // namespace switchyard::signing
