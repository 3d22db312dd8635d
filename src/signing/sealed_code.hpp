// Access codes of signers, sealed where they are kept.
#pragma once

#include <optional>
#include <string>

#include "access/sealer_port.hpp"
#include "signing/envelope.hpp"

namespace switchyard::signing {

// None for an empty code.
[[nodiscard]] std::optional<std::string> seal_code(const access::Sealer& sealer, const EnvelopeId& envelope, const std::string& recipient, const std::string& code);
// Empty where there is none; refused as the sealer refuses.
Result<std::string> open_code(const access::Sealer& sealer, const EnvelopeId& envelope, const std::string& recipient, const std::optional<std::string>& sealed);

}  // namespace switchyard::signing
