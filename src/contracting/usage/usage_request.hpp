// Requests for usage history at a utility: made by partners, carried out by a utility's channel or by hand, answered with usage rows.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/actor.hpp"
#include "contracting/ids.hpp"
#include "contracting/party_desk.hpp"
#include "contracting/usage/usage_record.hpp"

namespace switchyard::contracting {

// Historical usage by billing period, or interval data.
enum class UsageKind : std::uint8_t { hu, idr };
[[nodiscard]] std::string_view text_of(UsageKind kind);  // "hu", "idr"
[[nodiscard]] Result<UsageKind> parse_usage_kind(std::string_view text);

// `none` is what an account without a request is shown as; it is never stored.
enum class UsageRequestState : std::uint8_t { none, submitted, pending, complete, invalid };
[[nodiscard]] std::string_view text_of(UsageRequestState state);
[[nodiscard]] Result<UsageRequestState> parse_usage_request_state(std::string_view text);

// How a utility is asked, by usage/reference/request_modes.csv; a utility that is not in it is asked by hand, with an authorization, and answers
// within no promised time.
enum class UsageRequestMode : std::uint8_t { manual, edi, portal, email };
[[nodiscard]] std::string_view text_of(UsageRequestMode mode);
[[nodiscard]] Result<UsageRequestMode> parse_usage_request_mode(std::string_view text);
struct UsageRequestRule {
  UsageRequestMode mode = UsageRequestMode::manual;
  bool authorization_required = true;
  std::optional<int> answer_business_days = {};  // Within which it usually answers.
};
[[nodiscard]] UsageRequestRule usage_request_rule(std::string_view utility_code, UsageKind kind);

struct UsageRequest {
  UsageRequestId id;
  access::PartnerId partner;
  ServiceAccountId account;
  UsageKind kind = UsageKind::hu;
  UsageRequestState state = UsageRequestState::submitted;
  UsageRequestMode mode = UsageRequestMode::manual;
  std::optional<AuthorizationId> authorization = {};
  std::string reason = {};  // Why it is invalid, for the partner.
  std::int64_t version = 1;
  Instant requested_at{};
  Instant changed_at{};
};

// One each of 1 to kAccountsPerCallMax accounts, all or none, for the same few statements. Refused: `usage_requests_refused` with fields "/serviceAccountIds/INDEX":
// service_account_not_found, repeated, authorization_required (none that is valid covers the account and the kind), usage_request_open (one of this
// kind waits for its answer); `accounts_empty`, `too_many_accounts`.
[[nodiscard]] Result<std::vector<UsageRequest>> request_usage(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor,
                                                              std::span<const ServiceAccountId> accounts, UsageKind kind);

// An operator's word on a request of any partner: handed to the utility; answered with rows (publishes usage.complete); refused by it
// (publishes usage.invalid).
// `usage_request_not_found`, `usage_request_state_conflict`, and as record_usage refuses.
[[nodiscard]] Result<UsageRequest> mark_usage_request_pending(SqlTransaction& transaction, const PartyDesk& desk, const UsageRequestId& id);
[[nodiscard]] Result<UsageRequest> complete_usage_request(SqlTransaction& transaction, const PartyDesk& desk, const UsageRequestId& id, std::span<const NewUsage> usage);
[[nodiscard]] Result<UsageRequest> refuse_usage_request(SqlTransaction& transaction, const PartyDesk& desk, const UsageRequestId& id, const std::string& reason);

// Of all these accounts, by account, the latest first. One statement up to a thousand accounts.
[[nodiscard]] std::vector<UsageRequest> read_usage_requests(SqlReader& reader, const access::PartnerId& partner, std::span<const ServiceAccountId> accounts);
// In no order; another partner's are left out.
[[nodiscard]] std::vector<UsageRequest> read_usage_requests_by_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const UsageRequestId> ids);
// Submitted and pending ones of all partners, the oldest first.
[[nodiscard]] std::vector<UsageRequest> list_open_usage_requests(SqlReader& reader, std::int64_t limit);

}  // namespace switchyard::contracting
