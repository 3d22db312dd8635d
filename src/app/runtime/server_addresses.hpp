// Where this server is reached, and how it speaks to itself.
#pragma once

#include <string>
#include <vector>

#include "adapters/curl/curl_http_client.hpp"
#include "http/server.hpp"
#include "ports/http_client.hpp"

namespace switchyard::app {

// By everyone, and by itself.
struct ServerAddresses {
  std::string public_url;               // Without a slash at its end, as the other.
  std::string own_url = {};             // "http://127.0.0.1:8080"; empty: the public one.
  std::string own_certificate = {};     // PEM file to trust at own_url; empty: the system's.

  [[nodiscard]] std::vector<std::string> all() const;
};

// How this server reaches itself: a plain listener over loopback, else a TLS listener whose certificate is self-made, else as everyone does.
[[nodiscard]] ServerAddresses server_addresses(const std::string& public_url, const std::vector<http::ListenAddress>& listening, const std::string& self_made_certificate);

// Trusts the server's own certificate at the server's own URL, and what the system trusts anywhere else. Safe to call from many threads.
class SelfTrustingClient final : public HttpClient {
 public:
  explicit SelfTrustingClient(const ServerAddresses& addresses);
  [[nodiscard]] Result<HttpAnswer> send(const HttpCall& call) override;

 private:
  const std::string own_base_;          // With its slash; empty: no certificate of its own.
  adapters::CurlHttpClient own_;
  adapters::CurlHttpClient outside_;
};

}  // namespace switchyard::app
