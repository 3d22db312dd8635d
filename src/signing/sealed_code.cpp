#include "signing/sealed_code.hpp"

#include <fmt/format.h>

namespace switchyard::signing {
namespace {

std::string place_of(const EnvelopeId& envelope, const std::string& recipient) { return fmt::format("signing_signers/{}/{}/access_code", envelope.text(), recipient); }

}  // namespace

std::optional<std::string> seal_code(const access::Sealer& sealer, const EnvelopeId& envelope, const std::string& recipient, const std::string& code) {
  if (code.empty()) return std::nullopt;
  return sealer.seal(code, place_of(envelope, recipient));
}

Result<std::string> open_code(const access::Sealer& sealer, const EnvelopeId& envelope, const std::string& recipient, const std::optional<std::string>& sealed) {
  if (!sealed) return std::string();
  auto opened = sealer.open(*sealed, place_of(envelope, recipient));
  if (!opened) return std::move(opened).error();
  return std::string(opened->reveal());
}

}  // namespace switchyard::signing
