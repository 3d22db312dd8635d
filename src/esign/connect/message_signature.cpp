#include "esign/connect/message_signature.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kBlockSize = 64;

}  // namespace

std::string base64_of(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i) group = group << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) text += at + i > bytes.size() ? '=' : kLetters[group >> (18 - 6 * i) & 63U];
  }
  return text;
}

access::Digest hmac_sha256(const access::Jose& jose, std::string_view key, std::string_view message) {
  std::string block(key);
  if (block.size() > kBlockSize) block = access::bytes_of(jose.sha256(key));
  block.resize(kBlockSize, '\0');
  std::string inner = block;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  std::string outer = block;
  for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
  inner += message;
  const access::Digest digest = jose.sha256(inner);
  outer += access::bytes_of(digest);
  return jose.sha256(outer);
}

std::string message_signature(const access::Jose& jose, std::string_view key, std::string_view body) {
  const access::Digest digest = hmac_sha256(jose, key, body);
  return base64_of(access::bytes_of(digest));
}

}  // namespace switchyard::esign
