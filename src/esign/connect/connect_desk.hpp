// Connect as accounts set it up and look at it: configurations, HMAC keys, what was delivered and what was not. Within the caller's transaction; from
// any thread. What an envelope says of itself (eventNotifications) needs no call here: it is read when the envelope's first event is told.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/sealer_port.hpp"
#include "esign/envelopes/envelope.hpp"
#include "esign/service.hpp"
#include "values/result.hpp"
#include "values/secret.hpp"

namespace switchyard::esign {

inline constexpr std::size_t kConnectConfigurationsMax = 50;   // Of an account.
inline constexpr std::size_t kConnectKeysMax = 100;            // Active ones of an account.
inline constexpr std::size_t kConnectLogsMax = 100;            // Kept of an account, of each kind.
inline constexpr std::size_t kConnectUrlSizeMax = 2048;

struct ConnectConfiguration {
  std::int64_t id = 0;                  // connectId, and configurationId of its messages; given by create.
  AccountId account;
  EnvelopeId envelope = {};             // Not empty: one envelope's own notification.
  std::string name = {};                // At most 100 characters.
  bool is_enabled = true;               // allowEnvelopePublish.
  EventNotification notification;       // Where, what and how.
  bool is_failing = false;              // Its last delivery failed: later ones wait behind it, in order.
  Instant created_at{};
};

// INVALID_REQUEST_PARAMETER where a notification could never be delivered: no https URL (in Test http to loopback is fine, and http to `own_urls`), user and password in it, events
// that this service does not know, a delivery mode other than SIM. For configurations, and for an envelope's own notifications when it is sent.
[[nodiscard]] Result<void> check_event_notification(const EventNotification& notification, EnvironmentName environment, const std::vector<std::string>& own_urls = {});
// Whether it lies below one of them.
[[nodiscard]] bool is_within(std::string_view url, const std::vector<std::string>& bases);
// The name as clients of any age write it, "Completed", "envelope-completed", "recipient-Delivered", as this service writes it; nothing where it is unknown.
[[nodiscard]] std::optional<std::string> connect_event_name(std::string_view written);

// Refused as check_event_notification, and INVALID_REQUEST_PARAMETER over the limits.
Result<ConnectConfiguration> create_connect_configuration(SqlTransaction& transaction, const EsignService& service, const ConnectConfiguration& asked);
// Writes name, is_enabled and notification of an account's own configuration. Refused too as CONNECT_CONFIGURATION_DOES_NOT_EXIST.
Result<void> change_connect_configuration(SqlTransaction& transaction, const EsignService& service, const ConnectConfiguration& changed);
// With what waits to be delivered for it. False where there is none.
bool remove_connect_configuration(SqlTransaction& transaction, const AccountId& account, std::int64_t id);
[[nodiscard]] std::optional<ConnectConfiguration> find_connect_configuration(SqlReader& reader, const AccountId& account, std::int64_t id);
// The account's own, by id; without those of envelopes.
[[nodiscard]] std::vector<ConnectConfiguration> list_connect_configurations(SqlReader& reader, const AccountId& account);

// HMAC keys: every message is signed with each that is active, so that they can be changed without a gap.
struct ConnectKey {
  std::string id;                       // A GUID.
  Instant created_at{};                 // Real time.
};
struct NewConnectKey {
  std::string id;
  Secret secret;                        // 44 characters of base64, its '=' included: the text itself is the key. Shown this once.
};
// Refused as CONNECT_KEY_LIMIT.
Result<NewConnectKey> create_connect_key(SqlTransaction& transaction, const EsignService& service, const access::Sealer& sealer, const AccountId& account);
// The oldest first: the n-th signs as X-DocuSign-Signature-n.
[[nodiscard]] std::vector<ConnectKey> list_connect_keys(SqlReader& reader, const AccountId& account);
bool remove_connect_key(SqlTransaction& transaction, const AccountId& account, std::string_view id);

enum class ConnectDeliveryState : std::uint8_t { pending, delivered, failed };
[[nodiscard]] std::string_view text_of(ConnectDeliveryState state);

struct ConnectDelivery {
  std::string id;                       // logId or failureId: a GUID.
  std::int64_t configuration = 0;
  std::string configuration_name = {};
  std::string url = {};
  EnvelopeId envelope = {};
  std::string event = {};               // "envelope-completed"
  ConnectDeliveryState state = ConnectDeliveryState::pending;
  std::int64_t tries = 0;
  std::int64_t status = 0;              // Of the last answer; 0: none came.
  std::string error = {};               // Why the last try failed.
  Instant created_at{};                 // Real time, as tried_at.
  std::optional<Instant> tried_at = {};
};
// Delivered ones of configurations that log, the latest first.
[[nodiscard]] std::vector<ConnectDelivery> list_connect_logs(SqlReader& reader, const AccountId& account);
// Those that failed at least once and are not delivered: waiting for their next try, or given up. The latest first.
[[nodiscard]] std::vector<ConnectDelivery> list_connect_failures(SqlReader& reader, const AccountId& account);
// Of either list.
[[nodiscard]] std::optional<ConnectDelivery> find_connect_delivery(SqlReader& reader, const AccountId& account, std::string_view id);
// One that is no longer pending, or all of them with an empty id. How many went.
std::int64_t remove_connect_logs(SqlTransaction& transaction, const AccountId& account, std::string_view id);

// What was not delivered of these envelopes is tried again at once, with all its tries anew; behind what waits for the same configuration. How many.
std::int64_t retry_connect(SqlTransaction& transaction, const EsignService& service, const AccountId& account, std::span<const EnvelopeId> envelopes);

}  // namespace switchyard::esign
