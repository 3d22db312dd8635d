// Signing of one environment: its providers, the desk that contracts send from, the jobs behind it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/curl/curl_http_client.hpp"
#include "adapters/docusign/docusign_options.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/server_addresses.hpp"
#include "signing/signing.hpp"

namespace switchyard::app {

class SigningPlane final : public signing::ProviderShelf {
 public:
  // Refused where the settings name an unknown provider, or DocuSign without what it needs.
  static Result<std::unique_ptr<SigningPlane>> open(Installation& installation, AccessPlane& access, Environment& environment);
  SigningPlane(const SigningPlane&) = delete;
  SigningPlane& operator=(const SigningPlane&) = delete;

  // Null where the settings say none.
  [[nodiscard]] signing::EnvelopeDesk* desk() { return choice_ == "none" ? nullptr : desk_.get(); }
  [[nodiscard]] const signing::SigningParts& parts() const { return parts_; }
  // Builds the providers: once it is known where this server listens. Until then jobs wait.
  Result<void> connect(const ServerAddresses& addresses);

  [[nodiscard]] std::string name_for(std::string_view partner) const override;
  [[nodiscard]] signing::SigningProvider* find(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> names() const override;

 private:
  SigningPlane(Installation& installation, AccessPlane& access, Environment& environment);
  Result<void> add(adapters::DocusignOptions options, HttpClient& http) const;
  // Null where it was not built yet.
  [[nodiscard]] signing::SigningProvider* known(std::string_view name) const;
  [[nodiscard]] std::string partner_name(std::string_view partner) const;
  // The account of one partner at our own service, made where it is not there yet. Asks the database: never from within a transaction.
  Result<void> add_builtin(std::string_view name) const;

  Installation& installation_;
  AccessPlane& access_;
  Environment& environment_;
  std::string choice_;                  // "builtin", "docusign" or "none".
  std::vector<std::string> partner_accounts_;  // Names of those who have an account of their own.
  adapters::CurlHttpClient outside_;
  std::unique_ptr<HttpClient> own_;     // To this server itself; null until it is known where it listens.
  std::string own_url_;
  const signing::SigningParts parts_;
  std::unique_ptr<signing::EnvelopeDesk> desk_;

  mutable std::mutex mutex_;            // Guards what follows, own_ and own_url_.
  mutable std::map<std::string, std::unique_ptr<signing::SigningProvider>, std::less<>> providers_;
};

}  // namespace switchyard::app
