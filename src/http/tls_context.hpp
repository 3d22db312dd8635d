// The certificate that TLS listeners show, changeable while they run. Connections that are open keep theirs.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "values/result.hpp"

struct ssl_ctx_st;

namespace switchyard::http {

// TLS 1.2 with forward-secret AEAD suites and TLS 1.3; ALPN http/1.1; session tickets; no renegotiation, no compression.
// Safe to call from many threads.
class TlsContext {
 public:
  TlsContext(std::string certificate_file, std::string key_file);

  // Reads both files (PEM; the chain after the certificate). On refusal (`bad_certificate`: unreadable, not PEM, or the key is
  // not the certificate's) what was loaded before stays.
  Result<void> load();

  // Null before the first load.
  [[nodiscard]] std::shared_ptr<ssl_ctx_st> current() const;

 private:
  std::string certificate_file_;
  std::string key_file_;
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> context_;  // Under mutex_.
};

}  // namespace switchyard::http
