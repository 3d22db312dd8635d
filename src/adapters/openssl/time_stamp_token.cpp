#include "adapters/openssl/time_stamp_token.hpp"

#include <array>
#include <vector>

#include "adapters/openssl/der.hpp"

namespace switchyard::adapters {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kVersion1 = "\x02\x01\x01"sv;
constexpr std::string_view kVersion3 = "\x02\x01\x03"sv;

struct KnownDigest {
  std::string_view object;
  const char* name;
};
const std::array<KnownDigest, 3>& known_digests() {
  static const std::array<KnownDigest, 3> known = {{{oid::sha256, "SHA256"}, {oid::sha384, "SHA384"}, {oid::sha512, "SHA512"}}};
  return known;
}

const KnownDigest* digest_in(std::string_view algorithm_content) {
  const auto object = der::next(algorithm_content);
  if (!object) return nullptr;
  for (const auto& known : known_digests()) {
    if (known.object == object->whole) return &known;
  }
  return nullptr;
}

std::optional<der::Element> only(std::string_view content, unsigned char tag) {
  const auto element = der::next(content);
  if (!element || element->tag != tag || !content.empty()) return std::nullopt;
  return element;
}

// The fields of SignedData.
std::optional<std::vector<der::Element>> signed_data_fields(std::string_view token) {
  const auto outer = only(token, der::kSequence);
  const auto fields = outer ? der::all(outer->content) : std::nullopt;
  if (!fields || fields->size() != 2 || (*fields)[0].whole != oid::signed_data) return std::nullopt;
  const auto content = only((*fields)[1].content, der::kSequence);
  return content ? der::all(content->content) : std::nullopt;
}

std::optional<std::string> info_in(std::string_view encapsulated) {
  const auto fields = der::all(encapsulated);
  if (!fields || fields->size() != 2 || (*fields)[0].whole != oid::tst_info || (*fields)[1].tag != der::kContext0) return std::nullopt;
  const auto bytes = only((*fields)[1].content, der::kOctets);
  if (!bytes) return std::nullopt;
  return std::string(bytes->content);
}

std::optional<std::string> certificate_named(std::string_view certificates, std::string_view issuer_and_serial) {
  const auto list = der::all(certificates);
  if (!list) return std::nullopt;
  for (const auto& one : *list) {
    const auto name = issuer_serial(one.whole);
    if (name && der::sequence(name->issuer, name->serial) == issuer_and_serial) return std::string(one.whole);
  }
  return std::nullopt;
}

// The single value of a signed attribute.
std::optional<std::string_view> attribute(std::string_view set, std::string_view object) {
  const auto outer = der::next(set);
  const auto attributes = outer ? der::all(outer->content) : std::nullopt;
  if (!attributes) return std::nullopt;
  for (const auto& one : *attributes) {
    const auto fields = der::all(one.content);
    if (!fields || fields->size() != 2 || (*fields)[0].whole != object) continue;
    std::string_view values = (*fields)[1].content;
    const auto value = der::next(values);
    return value && values.empty() ? std::optional(value->whole) : std::nullopt;
  }
  return std::nullopt;
}

// The first element at each step inwards.
std::string_view innermost_first(std::string_view element, int steps) {
  for (int step = 0; step < steps; ++step) {
    std::string_view rest = element;
    const auto outer = der::next(rest);
    if (!outer) return {};
    std::string_view content = outer->content;
    const auto first = der::next(content);
    if (!first) return {};
    element = first->whole;
  }
  return element;
}

// ESSCertID (SHA-1) or ESSCertIDv2, of which only the default, SHA-256, and those written out are taken.
bool names_certificate(const TokenParts& parts) {
  const auto matches = [&](const char* digest, std::string_view hash) {
    const std::array<std::string_view, 1> whole = {parts.certificate};
    return der::value(der::kOctets, digest_of(digest, whole)) == hash;
  };
  if (const auto v2 = attribute(parts.signed_attributes, oid::signing_certificate_v2)) {
    const auto first = innermost_first(*v2, 3);  // SigningCertificateV2, certs, ESSCertIDv2: then the hash or its algorithm.
    if (first.empty() || static_cast<unsigned char>(first[0]) != der::kSequence) return matches("SHA256", first);
    std::string_view rest = innermost_first(*v2, 2);
    const auto id = der::next(rest);
    const auto fields = id ? der::all(id->content) : std::nullopt;
    const auto* known = fields && fields->size() >= 2 ? digest_in((*fields)[0].content) : nullptr;
    return known != nullptr && matches(known->name, (*fields)[1].whole);
  }
  const auto v1 = attribute(parts.signed_attributes, oid::signing_certificate);
  return v1 && matches("SHA1", innermost_first(*v1, 3));
}

}  // namespace

std::optional<TokenParts> take_token_apart(std::string_view token) {
  const auto fields = signed_data_fields(token);
  if (!fields || fields->size() < 5 || (*fields)[3].tag != der::kContext0 || fields->back().tag != der::kSet) return std::nullopt;
  const auto info = info_in((*fields)[2].content);
  const auto signer = only(fields->back().content, der::kSequence);
  const auto parts = signer ? der::all(signer->content) : std::nullopt;
  if (!info || !parts || parts->size() < 6 || (*parts)[3].tag != der::kContext0 || (*parts)[5].tag != der::kOctets) return std::nullopt;
  const auto* digest = digest_in((*parts)[2].content);
  auto certificate = certificate_named((*fields)[3].content, (*parts)[1].whole);
  if (digest == nullptr || !certificate) return std::nullopt;
  return TokenParts{*info, *std::move(certificate), der::value(der::kSet, (*parts)[3].content), std::string((*parts)[5].content), digest->name};
}

std::string build_token(const TokenParts& parts) {
  const auto name = issuer_serial(parts.certificate);
  const auto certificate = certificate_from_der(parts.certificate);
  EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
  const auto kind = key != nullptr ? seal_key_kind(*key) : std::nullopt;
  if (!name || !kind) return {};
  std::string digest;
  for (const auto& known : known_digests()) {
    if (known.name == parts.digest) digest = algorithm(known.object);
  }
  std::string attributes = parts.signed_attributes;
  attributes[0] = static_cast<char>(der::kContext0);
  const auto signer = der::sequence(kVersion1, der::sequence(name->issuer, name->serial), digest, attributes, signature_algorithm(*kind, parts.digest),
                                    der::value(der::kOctets, parts.signature));
  const auto encapsulated = der::sequence(oid::tst_info, der::value(der::kContext0, der::value(der::kOctets, parts.info)));
  const auto data = der::sequence(kVersion3, der::set_of({digest}), encapsulated, der::value(der::kContext0, parts.certificate), der::set_of({signer}));
  return der::sequence(oid::signed_data, der::value(der::kContext0, data));
}

bool token_holds(const TokenParts& parts) {
  const auto certificate = certificate_from_der(parts.certificate);
  EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
  if (key == nullptr || !names_certificate(parts)) return false;
  const std::array<std::string_view, 1> info = {parts.info};
  if (attribute(parts.signed_attributes, oid::content_type) != oid::tst_info) return false;
  if (attribute(parts.signed_attributes, oid::message_digest) != der::value(der::kOctets, digest_of(parts.digest.c_str(), info))) return false;
  return signature_holds(*key, parts.digest.c_str(), parts.signed_attributes, parts.signature);
}

}  // namespace switchyard::adapters
