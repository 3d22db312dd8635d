#include "access/token_issuer.hpp"

#include <fmt/format.h>

namespace switchyard::access {

namespace {

struct TokenTag { static constexpr std::string_view kPrefix = "tok"; };

Checked<ScopeSet> narrowed(const Application& application, std::optional<std::string_view> scope) {
  if (!scope || scope->empty()) return application.scopes;
  auto wanted = parse_scopes(*scope);
  if (!wanted) return CredentialRefusal{"scope_unknown", "One of the scopes asked for does not exist.", in_quotes(*scope), application.scopes.text()};
  if (wanted->bits() == 0) return application.scopes;
  if (!application.scopes.contains(*wanted)) {
    const auto missing = ScopeSet::from_bits(wanted->bits() & ~application.scopes.bits());
    return CredentialRefusal{"scope_not_granted", fmt::format("The application does not have the scope {}.", missing.text()), in_quotes(*scope),
                             application.scopes.text()};
  }
  return *wanted;
}

}  // namespace

TokenIssuer::TokenIssuer(Directory& directory, const AccessSettings& settings, Random& random, SecurityClock clock, Metrics& metrics)
    : directory_(directory),
      settings_(settings),
      random_(random),
      clock_(clock),
      issued_(metrics.counter("access_tokens_issued_total", "Access tokens given.")),
      refused_(metrics, "access_tokens_refused_total", "Requests for an access token that were refused.") {}

Checked<TokenGrant> TokenIssuer::issue(const TokenRequest& request) {
  auto outcome = decide(request);
  if (const auto* refusal = std::get_if<CredentialRefusal>(&outcome)) refused_.count(*refusal);
  else issued_.add();
  return outcome;
}

Checked<TokenGrant> TokenIssuer::decide(const TokenRequest& request) {
  directory_.refresh();
  const auto snapshot = directory_.current();
  const Instant now = clock_.now();
  auto found = check_api_key(*snapshot, directory_.jose(), request.api_key, request.address, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&found)) return std::move(*refusal);
  const ApiKeyEntry& key = *std::get<const ApiKeyEntry*>(found);
  const Application& application = key.application->application;
  if (request.client_id && *request.client_id != application.client_id) {
    return CredentialRefusal{"client_id_mismatch", "The parameter client_id is not the client of this API key.", in_quotes(*request.client_id),
                             in_quotes(application.client_id)};
  }
  auto assertion = check_assertion(key, directory_.jose(), request.assertion, settings_.issuer, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&assertion)) return std::move(*refusal);
  auto scopes = narrowed(application, request.scope);
  if (auto* refusal = std::get_if<CredentialRefusal>(&scopes)) return std::move(*refusal);
  if (!snapshot->signing_key) return CredentialRefusal{"signing_key_unavailable", "The server has no signing key in force; its log says why."};
  if (const auto taken = key.application->tokens->take(now); !taken.is_allowed) {
    return CredentialRefusal{"rate_limited", "The application asks for tokens too often; one lives 15 minutes and serves many calls.", {},
                             fmt::format("at most {} tokens a second", kTokensPerSecond)};
  }
  std::optional<CredentialRefusal> replay;
  directory_.control().write([&](SqlTransaction& transaction) {
    replay = spend_assertion(transaction, application.id, std::get<AcceptedAssertion>(assertion));
    return !replay;
  });
  if (replay) return *std::move(replay);
  const std::string token_id = make_id<TokenTag>(now, random_).text();
  const ScopeSet granted = std::get<ScopeSet>(scopes);
  return TokenGrant{Secret(make_access_token(*snapshot, application, settings_.issuer,
                                             {token_id, std::get<AcceptedAssertion>(assertion).key_id, granted, now})),
                    kTokenLifetime.ms / 1000, granted, application.environment};
}

}  // namespace switchyard::access
