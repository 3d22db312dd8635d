#include "contracting/authorizations/authorization.hpp"

#include <algorithm>
#include <set>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "contracting/authorizations/authorization_store.hpp"
#include "contracting/calendar_months.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/party_text.hpp"
#include "contracting/service_accounts/service_account_store.hpp"
#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<AuthorizationScope, 5> kScopes = {{{AuthorizationScope::usage_history, "usage_history"},
                                                      {AuthorizationScope::interval_usage, "interval_usage"},
                                                      {AuthorizationScope::account_details, "account_details"},
                                                      {AuthorizationScope::bills, "bills"},
                                                      {AuthorizationScope::enrollment, "enrollment"}}};
constexpr WordList<AuthorizationMethod, 4> kMethods = {{{AuthorizationMethod::wet_ink, "wet_ink"},
                                                        {AuthorizationMethod::esign, "esign"},
                                                        {AuthorizationMethod::external_esign, "external_esign"},
                                                        {AuthorizationMethod::voice, "voice"}}};
constexpr WordList<AuthorizationState, 5> kStates = {
    {{AuthorizationState::valid, "valid"}, {AuthorizationState::expired, "expired"}, {AuthorizationState::revoked, "revoked"}, {AuthorizationState::pending, "pending"},
     {AuthorizationState::declined, "declined"}}};
constexpr WordList<LetterSignature, 3> kSignatures = {
    {{LetterSignature::made, "made"}, {LetterSignature::awaited, "awaited"}, {LetterSignature::declined, "declined"}}};

constexpr std::size_t kAuthorizationReasonSizeMax = 500;

// `from` is the state before; absent for a new one.
void publish(SqlTransaction& transaction, const PartyDesk& desk, std::string_view type, const Authorization& authorization, Instant at,
             std::optional<AuthorizationState> from = {}) {
  const std::string partner = authorization.partner.text();
  const std::string subject = authorization.id.text();
  boost::json::array scopes;
  for (const AuthorizationScope scope : authorization.said.scopes) scopes.emplace_back(text_of(scope));
  boost::json::object json = {{"authorizationId", subject},
                              {"customerId", authorization.said.customer.text()},
                              {"status", text_of(authorization.state_at(at))},
                              {"authorizationVersion", authorization.version},
                              {"scopes", std::move(scopes)},
                              {"expiresAt", authorization.said.expires_at->text()}};
  if (authorization.signature == LetterSignature::made) json["signedAt"] = authorization.said.signed_at.text();
  if (from) json["previousStatus"] = text_of(*from);
  if (!authorization.revocation_reason.empty()) json["reason"] = boost::json::object{{"text", authorization.revocation_reason}};
  const std::string payload = boost::json::serialize(json);
  desk.outbox.publish(transaction, {.type = type, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = at});
}

void check_accounts(SqlReader& reader, const Actor& actor, const NewAuthorization& said, FieldCheck& check) {
  if (said.accounts.size() > kAccountsPerCallMax) {
    check.refuse("serviceAccountIds", "wrong_count", fmt::format("has {} accounts; at most {} are taken", said.accounts.size(), kAccountsPerCallMax));
    return;
  }
  std::set<ServiceAccountId> own;
  for (const ServiceAccount& account : read_service_accounts(reader, actor.partner, said.accounts)) {
    if (account.customer == said.customer && !account.erased_at) own.insert(account.id);
  }
  std::set<ServiceAccountId> seen;
  for (std::size_t i = 0; i < said.accounts.size(); ++i) {
    const std::string name = fmt::format("serviceAccountIds/{}", i);
    if (!own.contains(said.accounts[i])) check.refuse(name, "account_unknown", "the customer has no such service account");
    else if (!seen.insert(said.accounts[i]).second) check.refuse(name, "repeated", "stands in the list twice");
  }
}

void check_times(const NewAuthorization& said, Instant now, FieldCheck& check) {
  if (said.signed_at > now) check.refuse("signedAt", "signed_in_future", "lies in the future");
  if (*said.expires_at <= now) check.refuse("expiresAt", "already_expired", fmt::format("the authorization ended at {}", said.expires_at->text()));
  if (*said.expires_at > months_after(said.signed_at, Months{kAuthorizationMonthsMax})) {
    check.refuse("expiresAt", "expiry_too_late", fmt::format("must be at most {} months after signedAt", kAuthorizationMonthsMax));
  }
}

Result<NewAuthorization> checked(SqlReader& reader, const Actor& actor, const NewAuthorization& asked, Instant now) {
  std::vector<FieldError> refusals;
  FieldCheck check("", refusals);
  NewAuthorization said = asked;
  said.signer_name = check.required("signerName", asked.signer_name, kNameSizeMax);
  said.document_reference = check.text("documentReference", asked.document_reference, kNameSizeMax);
  if (said.scopes.empty()) check.refuse("scopes", "missing", "must name at least one scope");
  std::ranges::sort(said.scopes);
  said.scopes.erase(std::ranges::unique(said.scopes).begin(), said.scopes.end());
  if (!said.expires_at) said.expires_at = months_after(said.signed_at, Months{kAuthorizationMonths});
  check_times(said, now, check);
  check_accounts(reader, actor, said, check);
  if (said.document && !find_file(reader, actor.partner, *said.document)) check.refuse("documentId", "file_not_found", "no uploaded file has this id");
  if (refusals.empty()) return said;
  return gathered("authorization_invalid", "The authorization has fields that cannot be taken.", std::move(refusals));
}

}  // namespace

std::string_view text_of(AuthorizationScope scope) { return word_in(kScopes, scope); }
Result<AuthorizationScope> parse_authorization_scope(std::string_view text) { return value_in(kScopes, text); }
std::string_view text_of(AuthorizationMethod method) { return word_in(kMethods, method); }
Result<AuthorizationMethod> parse_authorization_method(std::string_view text) { return value_in(kMethods, text); }
std::string_view text_of(AuthorizationState state) { return word_in(kStates, state); }
std::string_view text_of(LetterSignature signature) { return word_in(kSignatures, signature); }
Result<LetterSignature> parse_letter_signature(std::string_view text) { return value_in(kSignatures, text); }

AuthorizationState Authorization::state_at(Instant now) const {
  if (revoked_at && *revoked_at <= now) return AuthorizationState::revoked;
  if (signature == LetterSignature::declined) return AuthorizationState::declined;
  if (signature == LetterSignature::awaited && now < *said.expires_at) return AuthorizationState::pending;
  return *said.expires_at <= now ? AuthorizationState::expired : AuthorizationState::valid;
}

namespace {

Result<Authorization> create(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewAuthorization& asked, LetterSignature signature) {
  if (auto customer = customer_to_change(transaction, actor.partner, asked.customer); !customer) return std::move(customer).error();
  const Instant now = desk.clock.now();
  auto said = checked(transaction, actor, asked, now);
  if (!said) return std::move(said).error();
  Authorization authorization{.id = make_id<AuthorizationTag>(now, desk.random), .partner = actor.partner, .said = *std::move(said), .signature = signature, .created_at = now};
  insert_authorization(transaction, authorization, actor.application);
  publish(transaction, desk, signature == LetterSignature::made ? "authorization.created" : "authorization.requested", authorization, now);
  return authorization;
}

}  // namespace

Result<Authorization> create_authorization(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewAuthorization& asked) {
  return create(transaction, desk, actor, asked, LetterSignature::made);
}

Result<Authorization> request_authorization(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewAuthorization& asked) {
  NewAuthorization said = asked;
  said.signed_at = desk.clock.now();
  said.method = AuthorizationMethod::esign;
  return create(transaction, desk, actor, said, LetterSignature::awaited);
}

bool settle_authorization(SqlTransaction& transaction, const PartyDesk& desk, Authorization authorization, Instant signed_at) {
  const Instant now = desk.clock.now();
  if (authorization.signature != LetterSignature::awaited || authorization.revoked_at) return false;
  authorization.signature = LetterSignature::made;
  authorization.said.signed_at = signed_at;
  ++authorization.version;
  if (!update_signature(transaction, authorization)) return false;
  publish(transaction, desk, "authorization.signed", authorization, now, AuthorizationState::pending);
  return true;
}

bool decline_authorization(SqlTransaction& transaction, const PartyDesk& desk, Authorization authorization, const std::string& reason) {
  if (authorization.signature != LetterSignature::awaited || authorization.revoked_at) return false;
  authorization.signature = LetterSignature::declined;
  authorization.revocation_reason = reason;
  ++authorization.version;
  if (!update_signature(transaction, authorization)) return false;
  publish(transaction, desk, "authorization.declined", authorization, desk.clock.now(), AuthorizationState::pending);
  return true;
}

Error authorization_not_found(const AuthorizationId& id) {
  return {ErrorKind::not_found, "authorization_not_found", fmt::format("There is no authorization {}.", id.text())};
}

Result<Authorization> revoke_authorization(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const AuthorizationId& id, const std::string& reason) {
  auto authorization = find_authorization(transaction, actor.partner, id);
  if (!authorization) return authorization_not_found(id);
  std::vector<FieldError> refusals;
  authorization->revocation_reason = FieldCheck("", refusals).required("reason", reason, kAuthorizationReasonSizeMax);
  if (!refusals.empty()) return gathered("authorization_invalid", "The revocation needs a reason.", std::move(refusals));
  const Instant now = desk.clock.now();
  const AuthorizationState state = authorization->state_at(now);
  if (state != AuthorizationState::valid && state != AuthorizationState::pending) {
    return Error{ErrorKind::conflict, "authorization_state_conflict", fmt::format("The authorization is {}; only a valid or pending one is revoked.", text_of(state))};
  }
  authorization->revoked_at = now;
  ++authorization->version;
  if (!update_revocation(transaction, *authorization)) return version_conflict(authorization->version, authorization->version - 1);
  publish(transaction, desk, "authorization.revoked", *authorization, now, state);
  return std::move(*authorization);
}

std::int64_t expire_authorizations(SqlTransaction& transaction, const PartyDesk& desk, std::int64_t limit) {
  const Instant now = desk.clock.now();
  std::int64_t told = 0;
  for (const Authorization& authorization : list_ended_authorizations(transaction, now, limit)) {
    if (!mark_expiry_told(transaction, authorization.id)) continue;
    publish(transaction, desk, "authorization.expired", authorization, now,
            authorization.signature == LetterSignature::awaited ? AuthorizationState::pending : AuthorizationState::valid);
    ++told;
  }
  return told;
}

const Authorization* covering(std::span<const Authorization> of_customer, const ServiceAccountId& account, AuthorizationScope scope, Instant now) {
  const Authorization* longest = nullptr;
  for (const Authorization& each : of_customer) {
    const bool covers = std::ranges::find(each.said.scopes, scope) != each.said.scopes.end() &&
                        (each.said.accounts.empty() || std::ranges::find(each.said.accounts, account) != each.said.accounts.end());
    if (!covers || each.state_at(now) != AuthorizationState::valid) continue;
    if (longest == nullptr || *each.said.expires_at > *longest->said.expires_at) longest = &each;
  }
  return longest;
}

std::optional<Authorization> find_covering_authorization(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, const ServiceAccountId& account,
                                                         AuthorizationScope scope, Instant now) {
  const std::vector<Authorization> all = read_authorizations_of_customers(reader, partner, std::span(&customer, 1));
  const Authorization* found = covering(all, account, scope, now);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace switchyard::contracting
