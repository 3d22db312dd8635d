// Being logged in at one account: the token, where its API lies, and what is left of its limits.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "access/jose_port.hpp"
#include "adapters/docusign/docusign_options.hpp"
#include "ports/clock.hpp"
#include "ports/http_client.hpp"
#include "ports/log.hpp"

namespace switchyard::adapters {

struct RestCall {
  std::string method = "GET";
  std::string path;                     // Behind …/v2.1/accounts/{accountId}: "/envelopes?transaction_ids=…".
  std::string body = {};
  std::string accept = "application/json";
  std::size_t answer_size_max = 8 * 1024 * 1024;  // Bytes.
  Duration timeout = Duration::seconds(30);
};

// Safe to call from many threads; one at a time logs in, the others wait for it.
class DocusignSession {
 public:
  struct Parts {
    HttpClient& http;
    const access::Jose& jose;
    SecurityClock clock;
    Log& log;
  };
  // setting_invalid, and key_malformed of a private key.
  static Result<std::unique_ptr<DocusignSession>> open(const Parts& parts, const DocusignOptions& options);
  DocusignSession(const DocusignSession&) = delete;
  DocusignSession& operator=(const DocusignSession&) = delete;

  // A 2xx answer, or a refusal by refusal_table.hpp. A token that ended early is renewed once.
  Result<HttpAnswer> call(const RestCall& call);
  // Until when jobs keep away; none: now.
  [[nodiscard]] std::optional<Instant> not_before() const;
  // Where an administrator consents.
  [[nodiscard]] std::string consent_link() const;

 private:
  struct Login {
    Secret token;
    Instant renew_at{};
    std::string accounts_url;           // "https://demo.docusign.net/restapi/v2.1/accounts/…"
  };
  DocusignSession(const Parts& parts, const DocusignOptions& options);
  Result<std::shared_ptr<const Login>> login();
  Result<HttpAnswer> ask_for_token();
  Result<std::string> find_accounts_url(const Secret& token);
  Result<HttpAnswer> send(const RestCall& call, const Login& login);
  // Unless another thread has renewed it already.
  void forget(const std::shared_ptr<const Login>& used);
  void note_limits(const HttpAnswer& answer);
  Error refusal(const RestCall& call, const HttpAnswer& answer) const;

  const Parts parts_;
  const std::string name_;
  const std::string oauth_url_;
  const std::string audience_;
  const std::string integration_key_;
  const std::string user_id_;
  const std::string account_id_;
  const std::string base_uri_;
  const std::string consent_redirect_uri_;
  std::vector<std::unique_ptr<access::SigningKey>> keys_;

  mutable std::mutex mutex_;            // Guards what follows.
  std::shared_ptr<const Login> login_;
  std::string accounts_url_;            // Kept beyond a token.
  std::optional<Instant> not_before_;
};

}  // namespace switchyard::adapters
