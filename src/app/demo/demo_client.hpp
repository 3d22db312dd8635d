// The demo's partner as a client over HTTP, as any partner would be one: its token, /v1 and /graphql.
#pragma once

#include <memory>
#include <string>

#include "adapters/curl/curl_http_client.hpp"
#include "app/demo/demo_credentials.hpp"
#include "ports/random.hpp"

namespace switchyard::app {

class DemoClient {
 public:
  // Buys a token. Refused as fetch_token. `url` has no slash at its end; `random` outlives it.
  static Result<std::unique_ptr<DemoClient>> sign_in(const std::string& url, const DemoCredentials& partner, Random& random);
  DemoClient(const DemoClient&) = delete;
  DemoClient& operator=(const DemoClient&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }
  // The answer's JSON text. A status of 300 and more is refused with the server's own code and words; 503 as kind unavailable.
  Result<std::string> get(const std::string& path);
  Result<std::string> post(const std::string& path, const std::string& json);
  // One mutation, its input as a JSON object: its payload. Refusals of it are refused with the first one's code and words.
  Result<std::string> change(const std::string& name, const std::string& input, const std::string& fields);
  // The data. `variables` is a JSON object.
  Result<std::string> query(const std::string& text, const std::string& variables);

 private:
  DemoClient(std::string url, const DemoCredentials& partner, std::string token, Random& random);
  Result<std::string> send(HttpCall call);
  std::string new_key();

  const std::string url_;
  const Secret api_key_;
  const Secret token_;
  Random& random_;
  adapters::CurlHttpClient http_;
};

// What stands at a JSON pointer ("/contract/accounts/0/status"): texts as they are, numbers as text; empty where there is nothing.
[[nodiscard]] std::string text_at(const std::string& json, std::string_view pointer);

}  // namespace switchyard::app
