#include "contracting/usage/usage_request.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "contracting/authorizations/authorization.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/party_text.hpp"
#include "contracting/service_accounts/service_account_actions.hpp"
#include "contracting/usage/usage_store.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kUsageComplete = "usage.complete";
constexpr std::string_view kUsageInvalid = "usage.invalid";
constexpr std::size_t kReasonSizeMax = 500;

bool is_open(UsageRequestState state) { return state == UsageRequestState::submitted || state == UsageRequestState::pending; }

AuthorizationScope scope_of(UsageKind kind) { return kind == UsageKind::idr ? AuthorizationScope::interval_usage : AuthorizationScope::usage_history; }

// What judging many accounts at once needs, read in a few statements.
struct Known {
  std::map<ServiceAccountId, ServiceAccount> accounts;
  std::map<CustomerId, std::vector<Authorization>> authorizations;
  std::set<ServiceAccountId> waiting;  // Of this kind.
};

Known read_known(SqlReader& reader, const access::PartnerId& partner, std::span<const ServiceAccountId> ids, UsageKind kind) {
  Known known;
  std::vector<CustomerId> customers;
  for (ServiceAccount& account : read_service_accounts(reader, partner, ids)) {
    if (account.erased_at) continue;
    customers.push_back(account.customer);
    known.accounts.emplace(account.id, std::move(account));
  }
  for (Authorization& each : read_authorizations_of_customers(reader, partner, customers)) known.authorizations[each.said.customer].push_back(std::move(each));
  for (const UsageRequest& request : read_usage_requests(reader, partner, ids)) {
    if (request.kind == kind && is_open(request.state)) known.waiting.insert(request.account);
  }
  return known;
}

void publish(SqlTransaction& transaction, const PartyDesk& desk, std::string_view type, const UsageRequest& request, std::size_t rows) {
  const std::string partner = request.partner.text();
  const std::string subject = request.id.text();
  boost::json::object json = {{"usageRequestId", subject}, {"serviceAccountId", request.account.text()}, {"kind", text_of(request.kind)},
                              {"status", text_of(request.state)}, {"requestVersion", request.version}, {"rows", rows}};
  if (!request.reason.empty()) json["reason"] = boost::json::object{{"text", request.reason}};
  const std::string payload = boost::json::serialize(json);
  desk.outbox.publish(transaction, {.type = type, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = request.changed_at});
}

// An open request with its next state; written.
Result<UsageRequest> moved(SqlTransaction& transaction, const PartyDesk& desk, const UsageRequestId& id, UsageRequestState next, const std::string& reason) {
  auto request = find_usage_request_of_any_partner(transaction, id);
  if (!request) return Error{ErrorKind::not_found, "usage_request_not_found", fmt::format("There is no usage request {}.", id.text())};
  const bool is_allowed = is_open(request->state) && request->state != next;
  if (!is_allowed) {
    return Error{ErrorKind::conflict, "usage_request_state_conflict", fmt::format("The request is {}; it cannot become {}.", text_of(request->state), text_of(next))};
  }
  request->state = next;
  request->reason = reason;
  request->changed_at = desk.clock.now();
  ++request->version;
  if (!update_usage_request(transaction, *request)) return version_conflict(request->version, request->version - 1);
  return std::move(*request);
}

}  // namespace

Result<std::vector<UsageRequest>> request_usage(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, std::span<const ServiceAccountId> ids, UsageKind kind) {
  if (auto few = check_account_count(ids.size(), "/serviceAccountIds"); !few) return std::move(few).error();
  const Instant now = desk.clock.now();
  const Known known = read_known(transaction, actor.partner, ids, kind);
  std::vector<FieldError> refusals;
  std::vector<UsageRequest> requests;
  std::set<ServiceAccountId> seen;
  FieldCheck check("/serviceAccountIds", refusals);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string index = fmt::format("{}", i);
    const auto account = known.accounts.find(ids[i]);
    if (account == known.accounts.end()) {
      check.refuse(index, "service_account_not_found", "there is no such service account");
      continue;
    }
    if (!seen.insert(ids[i]).second) check.refuse(index, "repeated", "stands in the list twice");
    if (known.waiting.contains(ids[i])) check.refuse(index, "usage_request_open", "a request of this kind waits for its answer");
    const UsageRequestRule rule = usage_request_rule(account->second.details.utility_code, kind);
    const auto letters = known.authorizations.find(account->second.customer);
    const Authorization* letter = letters == known.authorizations.end() ? nullptr : covering(letters->second, ids[i], scope_of(kind), now);
    if (rule.authorization_required && letter == nullptr) {
      check.refuse(index, "authorization_required", fmt::format("no valid authorization of the customer covers this account and {}", text_of(scope_of(kind))));
    }
    requests.push_back({.id = make_id<UsageRequestTag>(now, desk.random), .partner = actor.partner, .account = ids[i], .kind = kind, .mode = rule.mode,
                        .authorization = letter == nullptr ? std::nullopt : std::optional(letter->id), .requested_at = now, .changed_at = now});
  }
  if (!refusals.empty()) return gathered("usage_requests_refused", "Usage cannot be asked for; no request was made.", std::move(refusals));
  insert_usage_requests(transaction, actor.application, requests);
  return requests;
}

Result<UsageRequest> mark_usage_request_pending(SqlTransaction& transaction, const PartyDesk& desk, const UsageRequestId& id) {
  return moved(transaction, desk, id, UsageRequestState::pending, "");
}

Result<UsageRequest> complete_usage_request(SqlTransaction& transaction, const PartyDesk& desk, const UsageRequestId& id, std::span<const NewUsage> usage) {
  if (usage.empty()) return at_field({ErrorKind::unprocessable, "usage_empty", "An answer has at least one row of usage."}, "/usage");
  auto request = moved(transaction, desk, id, UsageRequestState::complete, "");
  if (!request) return request;
  AccountUsage rows{.account = request->account, .usage = {usage.begin(), usage.end()}};
  for (NewUsage& row : rows.usage) row.source = UsageSource::requested;
  if (auto recorded = record_usage(transaction, desk, request->partner, std::span(&rows, 1)); !recorded) return std::move(recorded).error();
  publish(transaction, desk, kUsageComplete, *request, usage.size());
  return request;
}

Result<UsageRequest> refuse_usage_request(SqlTransaction& transaction, const PartyDesk& desk, const UsageRequestId& id, const std::string& reason) {
  std::vector<FieldError> refusals;
  const std::string text = FieldCheck("", refusals).required("reason", reason, kReasonSizeMax);
  if (!refusals.empty()) return gathered("usage_invalid", "The refusal needs a reason.", std::move(refusals));
  auto request = moved(transaction, desk, id, UsageRequestState::invalid, text);
  if (request) publish(transaction, desk, kUsageInvalid, *request, 0);
  return request;
}

}  // namespace switchyard::contracting
