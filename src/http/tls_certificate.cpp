#include "http/tls_certificate.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <memory>

#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

// What browsers accept at most.
constexpr std::int64_t kValidDays = 825;

using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using CertificatePointer = std::unique_ptr<X509, decltype(&X509_free)>;
using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

bool is_address(const std::string& name) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

void add_extension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  ENSURE(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

CertificatePointer make_certificate(EVP_PKEY* key, const std::vector<std::string>& names, Instant now) {
  CertificatePointer certificate(X509_new(), X509_free);
  ENSURE(certificate != nullptr);
  X509_set_version(certificate.get(), 2);  // Counts from 0: this is X.509 v3.
  std::array<unsigned char, 16> serial{};
  ENSURE(RAND_bytes(serial.data(), static_cast<int>(serial.size())) == 1);
  serial[0] = static_cast<unsigned char>((serial[0] & 0x7fU) | 0x40U);
  BIGNUM* number = BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get()));
  BN_free(number);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), static_cast<time_t>(now.unix_seconds() - 3600));
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), static_cast<time_t>(now.unix_seconds() + kValidDays * 86'400));
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Switchyard self-signed"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), subject);
  std::string alternatives;
  for (const auto& name : names) alternatives += (alternatives.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature,keyCertSign");
  add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
  add_extension(certificate.get(), NID_subject_key_identifier, "hash");
  add_extension(certificate.get(), NID_subject_alt_name, alternatives);
  ENSURE(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
  return certificate;
}

// Through a new file and a rename, so that a reader never sees half of one.
bool replace_file(const std::string& file, BIO* content, mode_t mode) {
  const std::string made = file + ".new";
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(content, &bytes);
  unlink(made.c_str());
  const int descriptor = open(made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return false;
  const bool is_written = write(descriptor, bytes, static_cast<std::size_t>(size)) == size && fsync(descriptor) == 0;
  return close(descriptor) == 0 && is_written && rename(made.c_str(), file.c_str()) == 0;
}

}  // namespace

Result<void> make_self_signed(const std::string& certificate_file, const std::string& key_file, const std::vector<std::string>& names, Instant now) {
  ENSURE(!names.empty());
  for (const auto& name : names) ENSURE(is_address(name) || (!name.empty() && name.find_first_of(",\n\r:") == std::string::npos));
  const KeyPointer key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  ENSURE(key != nullptr);
  const auto certificate = make_certificate(key.get(), names, now);
  const BioPointer key_text(BIO_new(BIO_s_mem()), BIO_free_all);
  const BioPointer certificate_text(BIO_new(BIO_s_mem()), BIO_free_all);
  ENSURE(PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  ENSURE(PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1);
  if (!replace_file(key_file, key_text.get(), 0600)) return Error{ErrorKind::invalid, "cannot_write_certificate", key_file + " can't be written."};
  if (!replace_file(certificate_file, certificate_text.get(), 0644)) return Error{ErrorKind::invalid, "cannot_write_certificate", certificate_file + " can't be written."};
  return {};
}

}  // namespace switchyard::http
