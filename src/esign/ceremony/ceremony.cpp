#include "esign/ceremony/ceremony.hpp"

#include <array>

#include "access/jose_port.hpp"

namespace switchyard::esign {
namespace {

template <std::size_t kSize>
std::string random_text(const EsignService& service) {
  std::array<std::uint8_t, kSize> bytes{};
  service.random.fill(bytes);
  std::string raw;
  for (const std::uint8_t byte : bytes) raw += static_cast<char>(byte);
  return letter_of(service.environment) + access::encode_base64url(raw);
}

}  // namespace

char letter_of(EnvironmentName environment) { return environment == EnvironmentName::test ? 't' : 'l'; }

std::string make_ceremony_secret(const EsignService& service) { return random_text<32>(service); }

std::string make_session_id(const EsignService& service) { return random_text<16>(service); }

}  // namespace switchyard::esign
