#include "access/credential_refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "values/ensure.hpp"

namespace switchyard::access {

namespace {

constexpr auto kClient = "invalid_client";
constexpr auto kRequest = "invalid_request";
constexpr auto kUnauthenticated = ErrorKind::unauthenticated;

constexpr std::array kKinds = {
    // The API key.
    RefusalKind{"api_key_missing", kClient, 401, kUnauthenticated},
    RefusalKind{"api_key_repeated", kClient, 401, kUnauthenticated},
    RefusalKind{"api_key_malformed", kClient, 401, kUnauthenticated},
    RefusalKind{"api_key_unknown", kClient, 401, kUnauthenticated},
    RefusalKind{"key_revoked", kClient, 401, kUnauthenticated},
    RefusalKind{"key_expired", kClient, 401, kUnauthenticated},
    RefusalKind{"application_suspended", "unauthorized_client", 400, ErrorKind::forbidden},
    RefusalKind{"address_not_allowed", "unauthorized_client", 400, ErrorKind::forbidden},
    RefusalKind{"environment_mismatch", kClient, 401, kUnauthenticated},
    // The request for a token.
    RefusalKind{"form_expected", kRequest, 400, ErrorKind::invalid},
    RefusalKind{"parameter_missing", kRequest, 400, ErrorKind::invalid},
    RefusalKind{"parameter_repeated", kRequest, 400, ErrorKind::invalid},
    RefusalKind{"grant_type_unsupported", "unsupported_grant_type", 400, ErrorKind::invalid},
    RefusalKind{"assertion_type_unsupported", kClient, 401, kUnauthenticated},
    RefusalKind{"client_id_mismatch", kClient, 401, kUnauthenticated},
    RefusalKind{"scope_unknown", "invalid_scope", 400, ErrorKind::invalid},
    RefusalKind{"scope_not_granted", "invalid_scope", 400, ErrorKind::invalid},
    RefusalKind{"rate_limited", "temporarily_unavailable", 429, ErrorKind::rate_limited},
    RefusalKind{"signing_key_unavailable", "temporarily_unavailable", 503, ErrorKind::unavailable},
    // The assertion.
    RefusalKind{"assertion_missing", kRequest, 400, kUnauthenticated},
    RefusalKind{"assertion_malformed", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_is_token", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_typ_refused", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_algorithm_refused", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_algorithm_mismatch", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_kid_missing", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_kid_unknown", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_signature_invalid", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_claim_missing", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_claim_malformed", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_client_mismatch", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_audience_mismatch", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_expired", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_lives_too_long", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_not_yet_valid", kClient, 401, kUnauthenticated},
    RefusalKind{"assertion_replayed", kClient, 401, kUnauthenticated},
    // The access token.
    RefusalKind{"token_missing", kClient, 401, kUnauthenticated},
    RefusalKind{"token_malformed", kClient, 401, kUnauthenticated},
    RefusalKind{"token_is_assertion", kClient, 401, kUnauthenticated},
    RefusalKind{"token_key_unknown", kClient, 401, kUnauthenticated},
    RefusalKind{"token_signature_invalid", kClient, 401, kUnauthenticated},
    RefusalKind{"token_issuer_mismatch", kClient, 401, kUnauthenticated},
    RefusalKind{"token_expired", kClient, 401, kUnauthenticated},
    RefusalKind{"key_token_mismatch", kClient, 401, kUnauthenticated},
};

}  // namespace

std::span<const RefusalKind> refusal_kinds() { return kKinds; }

const RefusalKind& kind_of(const CredentialRefusal& refusal) {
  const auto* found = std::find_if(kKinds.begin(), kKinds.end(), [&](const RefusalKind& kind) { return kind.code == refusal.code; });
  ENSURE(found != kKinds.end());
  return *found;
}

Error error_of(const CredentialRefusal& refusal) {
  std::string message = refusal.message;
  if (!refusal.received.empty()) message += fmt::format(" Received: {}.", refusal.received);
  if (!refusal.expected.empty()) message += fmt::format(" Expected: {}.", refusal.expected);
  return Error{kind_of(refusal).kind, std::string(refusal.code), std::move(message)};
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShownMax = 120;
  std::string shown = "\"";
  for (const char character : text.substr(0, kShownMax)) {
    const bool is_plain = character >= ' ' && character < 0x7f && character != '"' && character != '\\';
    shown.push_back(is_plain ? character : '?');
  }
  return shown + (text.size() > kShownMax ? "…\"" : "\"");
}

}  // namespace switchyard::access
