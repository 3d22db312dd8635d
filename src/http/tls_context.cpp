#include "http/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <string_view>

namespace switchyard::http {
namespace {

constexpr const char* kTls12Suites =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr std::string_view kSessionContext = "switchyard";

std::string openssl_reason() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  std::array<char, 256> text{};
  ERR_error_string_n(code, text.data(), text.size());
  return text.data();
}

Error bad_certificate(const std::string& file, std::string_view what) {
  return Error{ErrorKind::invalid, "bad_certificate", file + ": " + std::string(what) + " (" + openssl_reason() + ")."};
}

// RFC 7301: http/1.1 where the client lists it. One that lists only others (h2) is refused.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered, unsigned int offered_size, void*) {
  constexpr std::string_view kProtocol = "http/1.1";
  const std::string_view list(reinterpret_cast<const char*>(offered), offered_size);
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t size = static_cast<unsigned char>(list[at]);
    if (at + 1 + size > list.size()) return SSL_TLSEXT_ERR_ALERT_FATAL;
    if (list.substr(at + 1, size) == kProtocol) {
      *out = offered + at + 1;
      *out_size = static_cast<unsigned char>(size);
      return SSL_TLSEXT_ERR_OK;
    }
    at += 1 + size;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

TlsContext::TlsContext(std::string certificate_file, std::string key_file) : certificate_file_(std::move(certificate_file)), key_file_(std::move(key_file)) {}

Result<void> TlsContext::load() {
  ERR_clear_error();
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) return bad_certificate(certificate_file_, "TLS could not be set up");
  SSL_CTX* raw = context.get();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_cipher_list(raw, kTls12Suites);
  SSL_CTX_set_session_id_context(raw, reinterpret_cast<const unsigned char*>(kSessionContext.data()), static_cast<unsigned int>(kSessionContext.size()));
  SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(raw, certificate_file_.c_str()) != 1) return bad_certificate(certificate_file_, "no certificate could be read");
  if (SSL_CTX_use_PrivateKey_file(raw, key_file_.c_str(), SSL_FILETYPE_PEM) != 1) return bad_certificate(key_file_, "no private key of this certificate could be read");
  if (SSL_CTX_check_private_key(raw) != 1) return bad_certificate(key_file_, "the key is not the certificate's");
  const std::lock_guard lock(mutex_);
  context_ = context;
  return {};
}

std::shared_ptr<ssl_ctx_st> TlsContext::current() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

}  // namespace switchyard::http
