// HttpClient on libcurl: HTTP/1.1, http and https only, certificates checked, no redirects, no environment proxies for loopback.
#pragma once

#include "ports/http_client.hpp"

namespace switchyard::adapters {

struct CurlOptions {
  std::string certificate_authorities = {};  // PEM file; empty: the system's.
};

class CurlHttpClient final : public HttpClient {
 public:
  explicit CurlHttpClient(CurlOptions options = {});
  [[nodiscard]] Result<HttpAnswer> send(const HttpCall& call) override;

 private:
  CurlOptions options_;
};

}  // namespace switchyard::adapters
