#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include "adapters/openssl/openssl_sealing_key.hpp"

namespace switchyard::adapters {
namespace {

using Pkcs12 = std::unique_ptr<PKCS12, FreeWith<PKCS12_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;
using Name = std::unique_ptr<X509_NAME, FreeWith<X509_NAME_free>>;

Error refused(const char* code, std::string message) { return Error{ErrorKind::invalid, code, std::move(message)}; }

std::string written(BIO& bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(&bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

SealKeyMaterial material_of(EVP_PKEY& key, X509& certificate) {
  const Bio key_text(BIO_new(BIO_s_secmem()));
  const Bio certificate_text(BIO_new(BIO_s_mem()));
  must(key_text && certificate_text && PEM_write_bio_PrivateKey(key_text.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
           PEM_write_bio_X509(certificate_text.get(), &certificate) == 1,
       "PEM_write_bio");
  return {Secret(written(*key_text)), written(*certificate_text)};
}

void add_extension(X509& certificate, int name, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, name, value));
  must(extension && X509_add_ext(&certificate, extension.get(), -1) == 1, "X509_add_ext");
}

void add_to_name(X509_NAME& name, const char* field, const std::string& text) {
  if (text.empty()) return;
  must(X509_NAME_add_entry_by_txt(&name, field, MBSTRING_UTF8, octets(text), static_cast<int>(text.size()), -1, 0) == 1, "X509_NAME_add_entry_by_txt");
}

void set_serial(X509& certificate, Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7f) | 1);
  const BigNumber number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  must(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr, "BN_to_ASN1_INTEGER");
}

// Whether what OpenSSL complains of is an algorithm that only its legacy provider has.
bool lacks_algorithm() {
  bool lacks = false;
  for (unsigned long error = ERR_get_error(); error != 0; error = ERR_get_error()) {
    const int reason = ERR_GET_REASON(error);
    lacks = lacks || reason == ERR_R_UNSUPPORTED || (ERR_GET_LIB(error) == ERR_LIB_EVP && reason == EVP_R_UNSUPPORTED_ALGORITHM);
  }
  return lacks;
}

}  // namespace

SealKeyMaterial make_self_made_seal(const SelfMadeSeal& wish, Instant now, Random& random) {
  const EvpKey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(2048)));
  const Certificate certificate(X509_new());
  const Name name(X509_NAME_new());
  must(key && certificate && name && X509_set_version(certificate.get(), X509_VERSION_3) == 1, "X509_new");
  set_serial(*certificate, random);
  add_to_name(*name, "O", wish.organization);
  add_to_name(*name, "CN", wish.common_name);
  const auto begins = now - Duration::hours(24);
  const auto ends = now + Duration::hours(24L * wish.days);
  must(X509_set_subject_name(certificate.get(), name.get()) == 1 && X509_set_issuer_name(certificate.get(), name.get()) == 1 &&
           X509_set_pubkey(certificate.get(), key.get()) == 1 &&
           ASN1_TIME_set(X509_getm_notBefore(certificate.get()), static_cast<time_t>(begins.unix_seconds())) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate.get()), static_cast<time_t>(ends.unix_seconds())) != nullptr,
       "X509_set");
  add_extension(*certificate, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(*certificate, NID_key_usage, "critical,digitalSignature,nonRepudiation");
  add_extension(*certificate, NID_subject_key_identifier, "hash");
  must(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0, "X509_sign");
  return material_of(*key, *certificate);
}

Result<SealKeyMaterial> read_pkcs12(std::string_view file, const Secret& password) {
  const unsigned char* at = octets(file);
  const Pkcs12 store(file.size() <= kPkcs12SizeMax ? d2i_PKCS12(nullptr, &at, static_cast<long>(file.size())) : nullptr);
  ERR_clear_error();
  if (!store) return refused("seal_file_malformed", "The file is not PKCS#12 (.p12, .pfx).");
  const std::string phrase(password.reveal());
  const bool known = PKCS12_verify_mac(store.get(), phrase.c_str(), static_cast<int>(phrase.size())) == 1;
  if (!known && PKCS12_mac_present(store.get()) == 1) {
    ERR_clear_error();
    return refused("seal_password_wrong", "The password does not open the PKCS#12 file.");
  }
  EVP_PKEY* key_found = nullptr;
  X509* certificate_found = nullptr;
  const bool parsed = PKCS12_parse(store.get(), phrase.c_str(), &key_found, &certificate_found, nullptr) == 1;
  const EvpKey key(key_found);
  const Certificate certificate(certificate_found);
  if (!parsed) {
    if (lacks_algorithm()) {
      return refused("seal_file_legacy",
                     "The PKCS#12 file is encrypted with RC2, which is not taken. Make it anew: openssl pkcs12 -legacy -in OLD.p12 -nodes -out all.pem && "
                     "openssl pkcs12 -export -in all.pem -out NEW.p12");
    }
    return refused("seal_file_malformed", "The PKCS#12 file cannot be read.");
  }
  if (!key || !certificate) return refused("seal_key_missing", "The PKCS#12 file holds no private key with its certificate.");
  if (!seal_key_kind(*key)) return refused("seal_key_unsupported", "A key that seals documents is RSA of at least 2048 bits, or EC P-256.");
  return material_of(*key, *certificate);
}

}  // namespace switchyard::adapters
