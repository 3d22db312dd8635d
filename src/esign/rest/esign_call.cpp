#include "esign/rest/esign_call.hpp"

#include <utility>

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kScheme = "bearer ";
constexpr std::size_t kTokenMax = 4096;

Error unauthenticated(std::string_view code, std::string_view message) { return {ErrorKind::unauthenticated, std::string(code), std::string(message), {}}; }

bool has_scope(std::string_view scopes, std::string_view wanted) {
  while (!scopes.empty()) {
    const auto space = scopes.find(' ');
    if (scopes.substr(0, space) == wanted) return true;
    scopes = space == std::string_view::npos ? std::string_view() : scopes.substr(space + 1);
  }
  return false;
}

}  // namespace

Sender Call::sender() const {
  return {.account = account,
          .user = grant.user,
          .client = grant.client,
          .ip = request.remote_address,
          .user_agent = std::string(request.header("user-agent").value_or(std::string_view()).substr(0, 500))};
}

Result<EsignGate::Held> EsignGate::held_token(const http::Request& request) const {
  const auto header = request.header("authorization");
  if (!header || !lower_case(header->substr(0, kScheme.size())).starts_with(kScheme) || header->size() > kTokenMax) {
    return unauthenticated("PARTNER_AUTHENTICATION_FAILED", "No access token came: send Authorization: Bearer with one from /esign/oauth/token.");
  }
  const std::string_view token = header->substr(kScheme.size());
  const auto environment = environment_of_token(token);
  std::optional<HeldToken> held;
  if (environment) {
    const EsignService& service = service_of_(*environment);
    service.database.read([&](SqlReader& reader) { held = find_access_token(reader, service, token); });
  }
  if (!held) return unauthenticated("AUTHORIZATION_INVALID_TOKEN", "The access token provided is expired, revoked or malformed.");
  if (!has_scope(held->grant.scope, "signature")) {
    return unauthenticated("USER_AUTHENTICATION_FAILED", "The access token has not the scope 'signature'.");
  }
  return Held{*environment, std::move(held->grant)};
}

http::Response EsignGate::run(const http::Request& request, const CallHandler& handler) const {
  auto held = held_token(request);
  if (!held) return refusal(held.error());
  const EsignService& service = service_of_(held->environment);
  const CallLimits::Standing standing = limits_.take(held->grant.account.text(), service.security_clock.now());
  const auto finished = [&](http::Response response) {
    limits_.write(standing, response);
    response.set_header("x-docusign-tracetoken", request.request_id);
    response.note("esign.account", held->grant.account.text());
    return response;
  };
  if (standing.refused) return finished(refusal(*standing.refused));
  const auto account = AccountId::parse(request.path_captures.at(0));
  if (!account || *account != held->grant.account) {
    return finished(refusal(unauthenticated("USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT", "The specified User is not a member of the specified Account.")));
  }
  auto query = WireQuery::of(request);
  if (!query) return finished(refusal(query.error()));
  return finished(handler(Call{.service = service, .grant = std::move(held->grant), .account = *account, .request = request, .query = *std::move(query)}));
}

void EsignGate::add(http::Router& router, http::Method method, std::string_view pattern, CallHandler handler, std::vector<std::string> content_types) const {
  router.add({.method = method,
              .pattern = std::string(kAccountPattern) + std::string(pattern),
              .handler = [this, handler = std::move(handler)](const http::Request& request) { return run(request, handler); },
              .body_size_max = kRestBodySizeMax,
              .content_types = std::move(content_types),
              .answers = {},
              .reshape_problem = reshape_problem});
}

Result<EnvelopeId> envelope_id_of(const Call& call) {
  auto id = EnvelopeId::parse(call.capture(0));
  if (!id) return esign_refusal("ENVELOPE_DOES_NOT_EXIST");
  return *std::move(id);
}

Result<Envelope> envelope_of(const Call& call) {
  const auto id = envelope_id_of(call);
  if (!id) return id.error();
  std::optional<Envelope> envelope;
  call.service.database.read([&](SqlReader& reader) { envelope = find_envelope(reader, call.account, *id); });
  if (!envelope) return esign_refusal("ENVELOPE_DOES_NOT_EXIST");
  return *std::move(envelope);
}

}  // namespace switchyard::esign
