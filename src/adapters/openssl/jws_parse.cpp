#include "adapters/openssl/jws_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/openssl/strict_json.hpp"

namespace switchyard::adapters {

namespace {

using Kind = StrictJson::Kind;

// RFC 8725 and RFC 7515 section 4.1: what would bring a key along, change what is signed, or must be understood.
constexpr std::array<std::string_view, 8> kRefusedMembers = {"crit", "b64", "zip", "enc", "jwk", "jku", "x5u", "x5c"};

Error malformed(std::string message) { return Error{ErrorKind::invalid, "jws_malformed", std::move(message)}; }
Error header_refused(std::string message) { return Error{ErrorKind::invalid, "jws_header_refused", std::move(message)}; }

struct Pieces {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signing_input;
};

Result<Pieces> split(std::string_view token) {
  if (token.empty()) return malformed("It is empty.");
  if (token.size() > access::kTokenSizeMax) {
    return Error{ErrorKind::invalid, "jws_too_large", fmt::format("It has {} bytes; at most {} are taken.", token.size(), access::kTokenSizeMax)};
  }
  const auto dots = std::count(token.begin(), token.end(), '.');
  if (dots != 2) return malformed(fmt::format("It has {} dots; a compact JWS has exactly two.", dots));
  const auto first = token.find('.');
  const auto second = token.find('.', first + 1);
  return Pieces{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1), token.substr(0, second)};
}

Result<std::optional<std::string>> optional_text(const StrictJson& header, const char* name, std::size_t size_max) {
  const StrictJson* member = header.find(name);
  if (member == nullptr) return std::optional<std::string>();
  if (member->kind != Kind::text) return header_refused(fmt::format("Its header's {} is not a text.", name));
  if (member->text.size() > size_max) return header_refused(fmt::format("Its header's {} is over {} characters.", name, size_max));
  return std::optional<std::string>(member->text);
}

Result<access::JoseHeader> parse_header(std::string_view bytes) {
  if (bytes.size() > access::kJoseHeaderSizeMax) {
    return Error{ErrorKind::invalid, "jws_too_large",
                 fmt::format("Its header has {} bytes; at most {} are taken.", bytes.size(), access::kJoseHeaderSizeMax)};
  }
  auto json = parse_strict_json(bytes);
  if (!json) return malformed("Its header: " + json.error().message);
  if (json->kind != Kind::object) return malformed("Its header is not a JSON object.");
  for (const std::string_view name : kRefusedMembers) {
    if (json->find(name) != nullptr) return header_refused(fmt::format("Its header has the member \"{}\", which is never taken here.", name));
  }
  auto algorithm = optional_text(*json, "alg", 32);
  if (!algorithm) return std::move(algorithm).error();
  if (!*algorithm) return header_refused("Its header has no alg.");
  auto kid = optional_text(*json, "kid", access::kKidSizeMax);
  if (!kid) return std::move(kid).error();
  auto typ = optional_text(*json, "typ", 64);
  if (!typ) return std::move(typ).error();
  return access::JoseHeader{**std::move(algorithm), *std::move(kid), *std::move(typ)};
}

access::Claims::Value claim_of(const StrictJson& json) {
  switch (json.kind) {
    case Kind::text: return json.text;
    case Kind::integer: return json.integer;
    case Kind::truth: return json.truth;
    case Kind::list: {
      std::vector<std::string> texts;
      for (const auto& item : json.items) {
        if (item.kind != Kind::text) return access::OtherJson{};
        texts.push_back(item.text);
      }
      return texts;
    }
    case Kind::null:
    case Kind::number:
    case Kind::object: break;
  }
  return access::OtherJson{};
}

}  // namespace

Result<access::UnverifiedJws> parse_compact_jws(std::string_view token) {
  auto pieces = split(token);
  if (!pieces) return std::move(pieces).error();
  if (pieces->header.size() > (access::kJoseHeaderSizeMax + 2) / 3 * 4) {
    return Error{ErrorKind::invalid, "jws_too_large", fmt::format("Its header is over {} bytes.", access::kJoseHeaderSizeMax)};
  }
  auto header_bytes = access::decode_base64url(pieces->header);
  auto payload = access::decode_base64url(pieces->payload);
  auto signature = access::decode_base64url(pieces->signature);
  if (!header_bytes || !payload || !signature) {
    return malformed(fmt::format("Its {} is not base64url without padding.", !header_bytes ? "header" : !payload ? "payload" : "signature"));
  }
  auto header = parse_header(*header_bytes);
  if (!header) return std::move(header).error();
  return access::UnverifiedJws{*std::move(header), *std::move(payload), pieces->signing_input, *std::move(signature)};
}

Result<access::Claims> parse_jwt_claims(std::string_view payload) {
  auto json = parse_strict_json(payload);
  if (!json) return Error{ErrorKind::invalid, "claims_malformed", "Its claims: " + json.error().message};
  if (json->kind != Kind::object) return Error{ErrorKind::invalid, "claims_malformed", "Its claims are not a JSON object."};
  std::vector<std::pair<std::string, access::Claims::Value>> members;
  for (auto& [name, value] : json->members) members.emplace_back(name, claim_of(value));
  return access::Claims(std::move(members));
}

}  // namespace switchyard::adapters
