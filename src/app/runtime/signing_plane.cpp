#include "app/runtime/signing_plane.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/docusign/docusign_provider.hpp"
#include "app/runtime/builtin_signing.hpp"
#include "app/runtime/docusign_accounts.hpp"
#include "signing/service_account_store.hpp"

namespace switchyard::app {
namespace {

// Of an installation that sends no mail.
constexpr std::string_view kNoSender = "contracts@agency.example";

}  // namespace

SigningPlane::SigningPlane(Installation& installation, AccessPlane& access, Environment& environment)
    : installation_(installation), access_(access), environment_(environment),
      choice_(environment.name() == EnvironmentName::test ? installation.settings().signing_test : installation.settings().signing_live),
      parts_{.environment = environment.name(),
             .database = environment.database(),
             .clock = environment.clock(),
             .security_clock = access.clock,
             .random = installation.random(),
             .outbox = environment.outbox(),
             .sealer = *access.sealer,
             .jose = access.jose,
             .providers = *this,
             .public_url = [&access] { return access.settings.issuer; },
             .log = installation.log(),
             .metrics = installation.metrics()},
      desk_(signing::make_envelope_desk(parts_)) {}

Result<std::unique_ptr<SigningPlane>> SigningPlane::open(Installation& installation, AccessPlane& access, Environment& environment) {
  std::unique_ptr<SigningPlane> plane(new SigningPlane(installation, access, environment));
  const std::string setting = fmt::format("signing.{}", text_of(environment.name()));
  if (plane->choice_ != "builtin" && plane->choice_ != "docusign" && plane->choice_ != "none") return invalid_field(setting, "setting_invalid", "must be builtin, docusign or none");
  auto accounts = docusign_accounts(installation, environment.name(), installation.settings().public_url);
  if (!accounts) return std::move(accounts).error();
  for (const adapters::DocusignOptions& each : *accounts) plane->partner_accounts_.push_back(each.name);
  const bool has_own = std::ranges::find(plane->partner_accounts_, "docusign") != plane->partner_accounts_.end();
  if (plane->choice_ == "docusign" && !has_own) return invalid_field(setting, "setting_invalid", "is docusign, but [docusign] has no integration key for it");
  return plane;
}

Result<void> SigningPlane::connect(const ServerAddresses& addresses) {
  auto accounts = docusign_accounts(installation_, environment_.name(), addresses.public_url);
  if (!accounts) return std::move(accounts).error();
  for (adapters::DocusignOptions& each : *accounts) {
    auto added = add(std::move(each), outside_);
    if (!added) return added;
  }
  if (choice_ != "builtin") return {};
  const std::lock_guard lock(mutex_);
  own_url_ = addresses.own_url.empty() ? addresses.public_url : addresses.own_url;
  own_ = std::make_unique<SelfTrustingClient>(addresses);
  return {};
}

Result<void> SigningPlane::add_builtin(std::string_view name) const {
  HttpClient* own = nullptr;
  std::string own_url;
  {
    const std::lock_guard lock(mutex_);
    own = own_.get();
    own_url = own_url_;
  }
  if (own == nullptr) return Error{ErrorKind::unavailable, "signing_provider_absent", "the server does not listen yet"};
  const esign::EsignService service{.database = parts_.database, .clock = parts_.clock, .security_clock = parts_.security_clock, .random = parts_.random, .outbox = parts_.outbox,
                                    .jose = parts_.jose, .log = parts_.log, .environment = parts_.environment};
  const std::string& from = installation_.settings().mail_from;
  auto builtin = builtin_account(service, parts_.sealer,
                                 {.provider = std::string(name), .name = partner_name(name.substr(kBuiltinPrefix.size())), .email = from.empty() ? std::string(kNoSender) : from}, own_url);
  if (!builtin) return std::move(builtin).error();
  return add(*std::move(builtin), *own);
}

std::string SigningPlane::partner_name(std::string_view partner) const {
  for (const auto& [uuid, entry] : access_.directory.current()->applications) {
    if (entry->partner.id.text() == partner) return entry->partner.name;
  }
  return std::string(partner);
}

Result<void> SigningPlane::add(adapters::DocusignOptions options, HttpClient& http) const {
  const std::string name = options.name;
  auto provider = adapters::make_docusign_provider(std::move(options), http, access_.jose, access_.clock, installation_.log());
  if (!provider) return std::move(provider).error();
  const std::lock_guard lock(mutex_);
  providers_[name] = *std::move(provider);
  return {};
}

std::string SigningPlane::name_for(std::string_view partner) const {
  if (choice_ == "none") return {};
  if (choice_ == "builtin") return std::string(kBuiltinPrefix).append(partner);
  const std::string own = fmt::format("docusign/{}", partner);
  return std::ranges::find(partner_accounts_, own) == partner_accounts_.end() ? "docusign" : own;
}

signing::SigningProvider* SigningPlane::known(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  const auto found = providers_.find(name);
  return found == providers_.end() ? nullptr : found->second.get();
}

signing::SigningProvider* SigningPlane::find(std::string_view name) const {
  signing::SigningProvider* provider = known(name);
  if (provider != nullptr || !name.starts_with(kBuiltinPrefix)) return provider;
  const auto added = add_builtin(name);
  if (!added) parts_.log.warning("an account at the signing service was not opened", {{"provider", name}, {"error", std::string_view(added.error().code)}});
  return known(name);
}

std::vector<std::string> SigningPlane::names() const {
  std::vector<std::string> names;
  parts_.database.read([&](SqlReader& reader) { names = signing::service_account_names(reader); });
  const std::lock_guard lock(mutex_);
  for (const auto& [name, provider] : providers_) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace switchyard::app
