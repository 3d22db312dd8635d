#include "webhooks/deliveries/signature.hpp"

#include "values/ensure.hpp"

namespace switchyard::webhooks {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Of a text that base64() made.
std::string decoded(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const auto place = kAlphabet.find(c);
    ENSURE(place != std::string_view::npos);
    bits = bits << 6 | static_cast<std::uint32_t>(place);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>(bits >> count & 0xff);
    }
  }
  return bytes;
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) text += i + k <= bytes.size() ? kAlphabet[bits >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::string signatures_of(const KeyedDigest& digest, const SignedMessage& message, std::span<const Secret* const> secrets) {
  std::string content(message.id);
  content.append(1, '.').append(std::to_string(message.at.unix_ms() / 1'000)).append(1, '.').append(message.body);
  std::string all;
  for (const Secret* secret : secrets) {
    ENSURE(secret->reveal().starts_with(kSecretPrefix));
    const std::string key = decoded(secret->reveal().substr(kSecretPrefix.size()));
    all.append(all.empty() ? "v1," : " v1,").append(base64(digest.hmac_sha256(key, content)));
  }
  return all;
}

}  // namespace switchyard::webhooks
