// Envelopes as the API shows them.
#pragma once

#include <optional>

#include "contracting/api/graphql_request.hpp"
#include "graphql/execution/resolvers.hpp"
#include "signing/envelope.hpp"

namespace switchyard::contracting {

// The latest of that subject; nothing where none was sent, or no provider is configured.
[[nodiscard]] std::optional<signing::Envelope> envelope_of(const graphql::FieldCall& call, const signing::EnvelopeSubject& subject);

}  // namespace switchyard::contracting
