// An order as the JSON body of createEnvelope.
#pragma once

#include <string>

#include "adapters/docusign/docusign_options.hpp"
#include "signing/provider_port.hpp"

namespace switchyard::adapters {

inline constexpr std::size_t kRequestSizeMax = 35 * 1000 * 1000;  // Bytes of a body that DocuSign takes.

// envelope_too_large where the body would be more than is taken.
Result<std::string> envelope_definition(const signing::EnvelopeOrder& order, const DocusignOptions& options);

}  // namespace switchyard::adapters
