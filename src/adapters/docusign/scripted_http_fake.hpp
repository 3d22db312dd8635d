// For tests: a service at the other end that answers what the test scripted, and remembers what it was asked. Answers are written from the facts in
// docs/signing.md; no recordings of real ones exist.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "adapters/docusign/docusign_provider.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"

namespace switchyard::adapters {

class ScriptedHttp final : public HttpClient {
 public:
  std::deque<Result<HttpAnswer>> answers;   // Of REST calls, in order.
  std::deque<Result<HttpAnswer>> logins;    // Of POST /oauth/token; none left: a token of an hour.
  std::vector<HttpCall> calls;              // REST calls.
  std::vector<HttpCall> token_calls;
  int userinfo_calls = 0;

  Result<HttpAnswer> send(const HttpCall& call) override {
    if (call.url.ends_with("/oauth/token")) {
      token_calls.push_back(call);
      if (logins.empty()) return json(200, R"({"access_token":"tok)" + std::to_string(token_calls.size()) + R"(","token_type":"Bearer","expires_in":3600,"scope":"signature"})");
      return next(logins);
    }
    if (call.url.ends_with("/oauth/userinfo")) {
      ++userinfo_calls;
      return json(200, R"({"sub":"u","accounts":[{"account_id":"other","is_default":true,"base_uri":"https://wrong.docusign.net"},)"
                       R"({"account_id":"acc-1","is_default":false,"account_name":"Broker","base_uri":"https://demo.docusign.net"}]})");
    }
    calls.push_back(call);
    return next(answers);
  }

  static Result<HttpAnswer> json(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
    return HttpAnswer{.status = status, .headers = std::move(headers), .body = std::move(body)};
  }
  static Result<HttpAnswer> refusal(int status, const std::string& code, const std::string& message = "why", std::vector<std::pair<std::string, std::string>> headers = {}) {
    return json(status, R"({"errorCode":")" + code + R"(","message":")" + message + R"("})", std::move(headers));
  }

 private:
  static Result<HttpAnswer> next(std::deque<Result<HttpAnswer>>& from) {
    if (from.empty()) return Error{ErrorKind::unavailable, "peer_unreachable", "nothing was scripted"};
    Result<HttpAnswer> answer = std::move(from.front());
    from.pop_front();
    return answer;
  }
};

// A provider at DocuSign's demo with two private keys.
struct DocusignBench {
  static constexpr Instant kNow = Instant::from_unix_seconds(1'796'126'400);  // 2026-12-01T12:00:00Z.

  DocusignBench() : provider(make()) {}

  std::unique_ptr<signing::SigningProvider> make(std::map<std::string, std::string> templates = {}) {
    DocusignOptions options{.name = "docusign", .oauth_url = "https://account-d.docusign.com", .integration_key = "ik-1", .user_id = "user-1", .account_id = "acc-1"};
    for (const std::string& pem : two_keys()) options.private_keys.emplace_back(pem);
    options.connect_keys.emplace_back("a2V5LW9uZQ==");
    options.connect_keys.emplace_back("a2V5LXR3bw==");
    options.connect_url = "https://broker.example/signing/connect/live";
    options.consent_redirect_uri = "https://broker.example/consent";
    options.app_origin = "https://apps-d.docusign.com";
    options.supplier_templates = std::move(templates);
    return *make_docusign_provider(std::move(options), http, jose, SecurityClock{clock}, log);
  }

  // Made once a test process: making them takes its time.
  static const std::vector<std::string>& two_keys() {
    static const std::vector<std::string> kPems = [] {
      std::vector<std::string> pems;
      for (int i = 0; i < 2; ++i) pems.emplace_back(OpensslJose().generate(access::JwsAlgorithm::rs256)->private_pem().reveal());
      return pems;
    }();
    return kPems;
  }

  ScriptedHttp http;
  OpensslJose jose;
  FixedClock clock{kNow};
  KeptLog log;
  std::unique_ptr<signing::SigningProvider> provider;
};

}  // namespace switchyard::adapters
