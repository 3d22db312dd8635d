#include "adapters/openssl/cms_shape.hpp"

#include <openssl/x509.h>

#include "adapters/openssl/der.hpp"
#include "adapters/openssl/key_parts.hpp"

namespace switchyard::adapters {

using namespace std::string_view_literals;

namespace oid {
const std::string_view data = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"sv;
const std::string_view signed_data = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"sv;
const std::string_view content_type = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03"sv;
const std::string_view message_digest = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04"sv;
const std::string_view signing_certificate = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0c"sv;
const std::string_view signing_certificate_v2 = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f"sv;
const std::string_view time_stamp_token = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0e"sv;
const std::string_view tst_info = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04"sv;
const std::string_view sha1 = "\x06\x05\x2b\x0e\x03\x02\x1a"sv;
const std::string_view sha256 = "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01"sv;
const std::string_view sha384 = "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02"sv;
const std::string_view sha512 = "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03"sv;
}  // namespace oid

namespace {

constexpr std::string_view kRsaEncryption = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;
constexpr std::string_view kEcdsaWithSha256 = "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"sv;
constexpr std::string_view kEcdsaWithSha384 = "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03"sv;
constexpr std::string_view kEcdsaWithSha512 = "\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04"sv;
constexpr std::string_view kVersion1 = "\x02\x01\x01"sv;

std::string attribute(std::string_view object, const std::string& content) { return der::sequence(object, der::set_of({content})); }

// ESSCertIDv2 with SHA-256, which is the default and so not written.
std::string signing_certificate_value(std::string_view certificate, const IssuerSerial& name) {
  const auto digest = sha256_of(certificate);
  const std::string_view hash(reinterpret_cast<const char*>(digest.data()), digest.size());
  const auto names = der::sequence(der::value(der::kContext4, name.issuer));
  return der::sequence(der::sequence(der::sequence(der::value(der::kOctets, hash), der::sequence(names, name.serial))));
}

// The single element of that tag within a content.
std::optional<std::string_view> only(std::string_view content, unsigned char tag) {
  auto element = der::next(content);
  if (!element || element->tag != tag || !content.empty()) return std::nullopt;
  return element->content;
}

std::optional<std::string> token_of(std::string_view unsigned_attributes) {
  const auto attribute_content = only(unsigned_attributes, der::kSequence);
  if (!attribute_content) return std::nullopt;
  const auto fields = der::all(*attribute_content);
  if (!fields || fields->size() != 2 || (*fields)[0].whole != oid::time_stamp_token || (*fields)[1].tag != der::kSet) return std::nullopt;
  return std::string((*fields)[1].content);
}

}  // namespace

std::string algorithm(std::string_view object, bool with_null) { return der::sequence(object, with_null ? "\x05\x00"sv : ""sv); }

std::string signature_algorithm(SealKeyKind kind, std::string_view digest_name) {
  if (kind == SealKeyKind::rsa) return algorithm(kRsaEncryption, true);
  if (digest_name == "SHA512") return algorithm(kEcdsaWithSha512);
  return algorithm(digest_name == "SHA384" ? kEcdsaWithSha384 : kEcdsaWithSha256);
}

std::optional<IssuerSerial> issuer_serial(std::string_view certificate) {
  const auto fields = only(certificate, der::kSequence);
  if (!fields) return std::nullopt;
  std::string_view rest = *fields;
  const auto inner = der::next(rest);
  if (!inner || inner->tag != der::kSequence) return std::nullopt;
  auto parts = der::all(inner->content);
  if (!parts) return std::nullopt;
  const std::size_t at = !parts->empty() && parts->front().tag == der::kContext0 ? 1 : 0;  // The version.
  if (parts->size() < at + 6 || (*parts)[at].tag != der::kInteger || (*parts)[at + 2].tag != der::kSequence) return std::nullopt;
  return IssuerSerial{std::string((*parts)[at + 2].whole), std::string((*parts)[at].whole)};
}

std::string signed_attributes(std::string_view certificate, std::string_view digest) {
  const auto name = issuer_serial(certificate);
  if (!name) return {};
  return der::set_of({attribute(oid::content_type, std::string(oid::data)), attribute(oid::message_digest, der::value(der::kOctets, digest)),
                      attribute(oid::signing_certificate_v2, signing_certificate_value(certificate, *name))});
}

std::string build_cms(const CmsParts& parts, std::string_view digest, SealKeyKind kind) {
  const auto name = issuer_serial(parts.certificate);
  if (!name) return {};
  auto signed_part = signed_attributes(parts.certificate, digest);
  signed_part[0] = static_cast<char>(der::kContext0);
  const auto unsigned_part =
      parts.token ? der::value(der::kContext1, attribute(oid::time_stamp_token, *parts.token)) : std::string();
  const auto signer = der::sequence(kVersion1, der::sequence(name->issuer, name->serial), algorithm(oid::sha256), signed_part,
                                    signature_algorithm(kind, "SHA256"), der::value(der::kOctets, parts.signature), unsigned_part);
  const auto content = der::sequence(kVersion1, der::set_of({algorithm(oid::sha256)}), der::sequence(oid::data),
                                     der::value(der::kContext0, parts.certificate), der::set_of({signer}));
  return der::sequence(oid::signed_data, der::value(der::kContext0, content));
}

std::optional<CmsParts> take_cms_apart(std::string_view cms) {
  const auto outer = only(cms, der::kSequence);
  const auto fields = outer ? der::all(*outer) : std::nullopt;
  if (!fields || fields->size() != 2) return std::nullopt;
  const auto content = only((*fields)[1].content, der::kSequence);
  const auto parts = content ? der::all(*content) : std::nullopt;
  if (!parts || parts->size() != 5 || (*parts)[3].tag != der::kContext0 || (*parts)[4].tag != der::kSet) return std::nullopt;
  const auto signer = only((*parts)[4].content, der::kSequence);
  const auto signer_fields = signer ? der::all(*signer) : std::nullopt;
  if (!signer_fields || signer_fields->size() < 6 || signer_fields->size() > 7 || (*signer_fields)[5].tag != der::kOctets) return std::nullopt;
  CmsParts found{std::string((*parts)[3].content), std::string((*signer_fields)[5].content), std::nullopt};
  if (signer_fields->size() == 7) {
    found.token = token_of((*signer_fields)[6].content);
    if (!found.token) return std::nullopt;
  }
  return found;
}

}  // namespace switchyard::adapters
