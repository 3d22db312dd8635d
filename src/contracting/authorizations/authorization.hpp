// A letter of authorization: the customer lets the partner ask for its usage, or sign for it, before there is any contract.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/actor.hpp"
#include "contracting/ids.hpp"
#include "contracting/page.hpp"
#include "contracting/party_desk.hpp"

namespace switchyard::contracting {

// How long one stands where its letter does not say: 12 months (letters of utilities say 6 to 12).
inline constexpr std::int32_t kAuthorizationMonths = 12;
inline constexpr std::int32_t kAuthorizationMonthsMax = 36;

enum class AuthorizationScope : std::uint8_t { usage_history, interval_usage, account_details, bills, enrollment };
[[nodiscard]] std::string_view text_of(AuthorizationScope scope);
[[nodiscard]] Result<AuthorizationScope> parse_authorization_scope(std::string_view text);

enum class AuthorizationMethod : std::uint8_t { wet_ink, esign, external_esign, voice };
[[nodiscard]] std::string_view text_of(AuthorizationMethod method);
[[nodiscard]] Result<AuthorizationMethod> parse_authorization_method(std::string_view text);

// `pending`: its letter was sent to be signed. `declined`: and nobody will.
enum class AuthorizationState : std::uint8_t { valid, expired, revoked, pending, declined };
[[nodiscard]] std::string_view text_of(AuthorizationState state);

// How far the letter's signature is.
enum class LetterSignature : std::uint8_t { made, awaited, declined };
[[nodiscard]] std::string_view text_of(LetterSignature signature);
[[nodiscard]] Result<LetterSignature> parse_letter_signature(std::string_view text);

struct NewAuthorization {
  CustomerId customer;
  std::vector<ServiceAccountId> accounts = {};    // Empty: all of the customer's, also those to come.
  std::vector<AuthorizationScope> scopes;
  Instant signed_at{};
  AuthorizationMethod method = AuthorizationMethod::wet_ink;
  std::string signer_name;
  std::optional<Instant> expires_at = {};         // Absent: kAuthorizationMonths after signed_at.
  std::optional<FileId> document = {};           // The uploaded letter.
  std::string document_reference = {};            // Of a document kept elsewhere.
};

struct Authorization {
  AuthorizationId id;
  access::PartnerId partner;
  NewAuthorization said;     // With expires_at filled in. While the signature is awaited, signed_at is when the letter was made.
  LetterSignature signature = LetterSignature::made;
  std::optional<Instant> revoked_at = {};
  std::string revocation_reason = {};  // Or of a decline.
  std::int64_t version = 1;
  Instant created_at{};

  [[nodiscard]] AuthorizationState state_at(Instant now) const;
};

// Publishes authorization.created. Refused: `customer_not_found`, `customer_erased`, `authorization_invalid` with fields (missing, account_unknown,
// signed_in_future, already_expired, expiry_too_late, file_not_found, wrong_count, repeated).
[[nodiscard]] Result<Authorization> create_authorization(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewAuthorization& asked);
// The same, of a letter that is sent to be signed: pending until then, without covering anything. `asked.signed_at` is of no use. Publishes
// authorization.requested.
[[nodiscard]] Result<Authorization> request_authorization(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const NewAuthorization& asked);
// The customer has signed, or will not. Publishes authorization.signed or authorization.declined; false where it was pending no longer.
[[nodiscard]] bool settle_authorization(SqlTransaction& transaction, const PartyDesk& desk, Authorization authorization, Instant signed_at);
[[nodiscard]] bool decline_authorization(SqlTransaction& transaction, const PartyDesk& desk, Authorization authorization, const std::string& reason);
// Publishes authorization.revoked. Refused: `authorization_not_found`, `authorization_state_conflict`.
[[nodiscard]] Result<Authorization> revoke_authorization(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const AuthorizationId& id,
                                                         const std::string& reason);
// Publishes authorization.expired, once each, for those that ended by now; how many it did, at most `limit`.
std::int64_t expire_authorizations(SqlTransaction& transaction, const PartyDesk& desk, std::int64_t limit);

[[nodiscard]] Error authorization_not_found(const AuthorizationId& id);
[[nodiscard]] std::optional<Authorization> find_authorization(SqlReader& reader, const access::PartnerId& partner, const AuthorizationId& id);
[[nodiscard]] std::vector<Authorization> read_authorizations(SqlReader& reader, const access::PartnerId& partner, std::span<const AuthorizationId> ids);
// Of all these customers, by customer, the latest first. Two statements up to a thousand customers.
[[nodiscard]] std::vector<Authorization> read_authorizations_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers);
// The one of a customer's that is valid now and covers this account and scope, the longest lasting; null where none does.
[[nodiscard]] const Authorization* covering(std::span<const Authorization> of_customer, const ServiceAccountId& account, AuthorizationScope scope, Instant now);
// The same, read.
[[nodiscard]] std::optional<Authorization> find_covering_authorization(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer,
                                                                       const ServiceAccountId& account, AuthorizationScope scope, Instant now);

}  // namespace switchyard::contracting
