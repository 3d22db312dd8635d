#include "access/jose_port.hpp"

#include <algorithm>

namespace switchyard::access {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> make_values() {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}

constexpr std::array<std::int8_t, 256> kValues = make_values();

}  // namespace

std::string_view text_of(JwsAlgorithm algorithm) {
  switch (algorithm) {
    case JwsAlgorithm::rs256: return "RS256";
    case JwsAlgorithm::ps256: return "PS256";
    case JwsAlgorithm::es256: return "ES256";
    case JwsAlgorithm::eddsa: return "EdDSA";
  }
  ENSURE(false);
  return {};
}

Result<JwsAlgorithm> parse_jws_algorithm(std::string_view text) {
  if (text == "RS256") return JwsAlgorithm::rs256;
  if (text == "PS256") return JwsAlgorithm::ps256;
  if (text == "ES256") return JwsAlgorithm::es256;
  if (text == "EdDSA" || text == "Ed25519") return JwsAlgorithm::eddsa;
  return Error{ErrorKind::invalid, "algorithm_unsupported", "The algorithm is none of RS256, PS256, ES256 and EdDSA."};
}

std::string encode_base64url(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t window = 0;
  int bits = 0;
  for (const char byte : bytes) {
    window = (window << 8) | static_cast<unsigned char>(byte);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text.push_back(kAlphabet[(window >> bits) & 63]);
    }
  }
  if (bits > 0) text.push_back(kAlphabet[(window << (6 - bits)) & 63]);
  return text;
}

std::optional<std::string> decode_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t window = 0;
  int bits = 0;
  for (const char character : text) {
    const int value = kValues[static_cast<unsigned char>(character)];
    if (value < 0) return std::nullopt;
    window = (window << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<char>((window >> bits) & 255));
    }
  }
  if ((window & ((1u << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

std::string_view bytes_of(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

const Claims::Value* Claims::find(std::string_view name) const {
  const auto found = std::find_if(members_.begin(), members_.end(), [&](const auto& member) { return member.first == name; });
  return found == members_.end() ? nullptr : &found->second;
}

const std::string* Claims::text(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr ? nullptr : std::get_if<std::string>(value);
}

const std::int64_t* Claims::integer(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
}

std::string sign_compact(const SigningKey& key, std::string_view header_json, std::string_view payload_json) {
  std::string token = encode_base64url(header_json) + "." + encode_base64url(payload_json);
  const std::string signature = key.sign(token);
  return token + "." + encode_base64url(signature);
}

}  // namespace switchyard::access
