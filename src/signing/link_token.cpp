#include "signing/link_token.hpp"

#include <array>

#include <fmt/format.h>

namespace switchyard::signing {
namespace {

constexpr std::size_t kTokenSize = 44;

}  // namespace

Secret make_link_token(EnvironmentName environment, Random& random) {
  std::array<std::uint8_t, 32> bytes{};
  random.fill(bytes);
  const std::string_view view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return Secret((environment == EnvironmentName::test ? "t" : "l") + access::encode_base64url(view));
}

std::optional<EnvironmentName> environment_of_token(std::string_view token) {
  if (token.size() != kTokenSize) return std::nullopt;
  if (token.front() == 't') return EnvironmentName::test;
  if (token.front() == 'l') return EnvironmentName::live;
  return std::nullopt;
}

std::string hash_of_token(const access::Jose& jose, std::string_view token) { return sha256_hex(jose, token); }

std::string sha256_hex(const access::Jose& jose, std::string_view bytes) {
  const access::Digest digest = jose.sha256(bytes);
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace switchyard::signing
