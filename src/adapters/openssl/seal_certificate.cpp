#include "adapters/openssl/seal_certificate.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "adapters/openssl/key_parts.hpp"

namespace switchyard::adapters {
namespace {

using Store = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;

std::string text_of(const X509_NAME* name) {
  const Bio bio(BIO_new(BIO_s_mem()));
  must(bio != nullptr, "BIO_new");
  X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

Instant instant_of(const ASN1_TIME* time) {
  const std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>> epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0;
  int seconds = 0;
  if (!epoch || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) return Instant{};
  return Instant::from_unix_seconds(std::int64_t{days} * 86'400 + seconds);
}

std::string serial_of(const X509& certificate) {
  const BigNumber number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(&certificate), nullptr));
  if (!number) return {};
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
  BN_bn2bin(number.get(), reinterpret_cast<unsigned char*>(bytes.data()));
  return lower_hex(bytes);
}

std::string words_of_key(const EVP_PKEY* key) {
  if (key == nullptr) return "unknown";
  if (EVP_PKEY_is_a(key, "RSA")) return fmt::format("RSA {}", EVP_PKEY_get_bits(key));
  if (EVP_PKEY_is_a(key, "EC")) return fmt::format("EC P-{}", EVP_PKEY_get_bits(key));
  const char* name = EVP_PKEY_get0_type_name(key);
  return name == nullptr ? "unknown" : name;
}

bool vouches_for_itself(X509& certificate) {
  EVP_PKEY* key = X509_get0_pubkey(&certificate);
  // Not X509_check_issued: it asks that the key may sign certificates, which that of a self-made seal may not.
  return key != nullptr && X509_NAME_cmp(X509_get_subject_name(&certificate), X509_get_issuer_name(&certificate)) == 0 && X509_verify(&certificate, key) == 1;
}

bool issued_by_named(X509& certificate, const std::vector<Certificate>& named) {
  const Store store(X509_STORE_new());
  const StoreContext context(X509_STORE_CTX_new());
  must(store && context, "X509_STORE_new");
  for (const auto& one : named) X509_STORE_add_cert(store.get(), one.get());
  X509_STORE_set_flags(store.get(), X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_PARTIAL_CHAIN);
  X509_STORE_set_purpose(store.get(), X509_PURPOSE_ANY);
  must(X509_STORE_CTX_init(context.get(), store.get(), &certificate, nullptr) == 1, "X509_STORE_CTX_init");
  const bool issued = X509_verify_cert(context.get()) == 1;
  ERR_clear_error();
  return issued;
}

}  // namespace

std::string lower_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

Certificate certificate_from_der(std::string_view der) {
  const unsigned char* at = octets(der);
  Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  if (certificate && at != octets(der) + der.size()) certificate.reset();
  return certificate;
}

std::string der_of(X509& certificate) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(&certificate, &bytes);
  must(size > 0, "i2d_X509");
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

documents::SealCertificate describe_certificate(X509& certificate) {
  const auto digest = sha256_of(der_of(certificate));
  documents::SealCertificate out;
  out.subject = text_of(X509_get_subject_name(&certificate));
  out.issuer = text_of(X509_get_issuer_name(&certificate));
  out.serial = serial_of(certificate);
  out.sha256 = lower_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
  out.key = words_of_key(X509_get0_pubkey(&certificate));
  out.not_before = instant_of(X509_get0_notBefore(&certificate));
  out.not_after = instant_of(X509_get0_notAfter(&certificate));
  out.self_signed = vouches_for_itself(certificate);
  ERR_clear_error();
  return out;
}

std::optional<SealKeyKind> seal_key_kind(const EVP_PKEY& key) {
  if (EVP_PKEY_is_a(&key, "RSA") && EVP_PKEY_get_bits(&key) >= kRsaBitsMin && EVP_PKEY_get_bits(&key) <= kRsaBitsMax) return SealKeyKind::rsa;
  if (EVP_PKEY_is_a(&key, "EC") && EVP_PKEY_get_bits(&key) >= 256) return SealKeyKind::ec;
  return std::nullopt;
}

std::vector<Certificate> certificates_from_pem(std::string_view pem) {
  std::vector<Certificate> found;
  if (pem.empty()) return found;
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr, "BIO_new_mem_buf");
  while (X509* one = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) found.emplace_back(one);
  ERR_clear_error();
  return found;
}

documents::SealTrust trust_in(X509& certificate, const std::vector<Certificate>& named) {
  const bool pinned = std::any_of(named.begin(), named.end(), [&](const auto& one) { return X509_cmp(one.get(), &certificate) == 0; });
  if (pinned) return documents::SealTrust::pinned;
  return issued_by_named(certificate, named) ? documents::SealTrust::issued : documents::SealTrust::unknown;
}

std::string digest_of(const char* name, std::span<const std::string_view> pieces) {
  const EvpDigest digest(EVP_MD_fetch(nullptr, name, nullptr));
  const EvpDigestContext context(EVP_MD_CTX_new());
  must(digest && context && EVP_DigestInit_ex(context.get(), digest.get(), nullptr) == 1, "EVP_DigestInit_ex");
  for (const auto& piece : pieces) must(EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1, "EVP_DigestUpdate");
  std::string out(static_cast<std::size_t>(EVP_MD_get_size(digest.get())), '\0');
  unsigned size = 0;
  must(EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size) == 1, "EVP_DigestFinal_ex");
  return out;
}

bool signature_holds(EVP_PKEY& key, const char* digest, std::string_view bytes, std::string_view signature) {
  const EvpDigestContext context(EVP_MD_CTX_new());
  must(context != nullptr, "EVP_MD_CTX_new");
  const bool holds = EVP_DigestVerifyInit_ex(context.get(), nullptr, digest, nullptr, nullptr, &key, nullptr) == 1 &&
                     EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(bytes), bytes.size()) == 1;
  ERR_clear_error();
  return holds;
}

}  // namespace switchyard::adapters
