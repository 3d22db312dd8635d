// All SQL about configurations and deliveries of Connect. Used by esign/connect alone.
#pragma once

#include "esign/connect/connect_desk.hpp"
#include "esign/connect/connect_events.hpp"

namespace switchyard::esign {

// `notification` tells an envelope's own from each other. Gives it its id.
ConnectConfiguration insert_configuration(SqlTransaction& transaction, const ConnectConfiguration& asked, std::int64_t notification);
bool update_configuration(SqlTransaction& transaction, const ConnectConfiguration& changed);
[[nodiscard]] std::vector<ConnectConfiguration> configurations_of_envelope(SqlReader& reader, const EnvelopeId& envelope);
// Of any account.
[[nodiscard]] std::optional<ConnectConfiguration> configuration_of_id(SqlReader& reader, std::int64_t id);

// 0 where none was told.
[[nodiscard]] std::int64_t last_told_number(SqlReader& reader, const EnvelopeId& envelope);
void write_told_number(SqlTransaction& transaction, const EnvelopeId& envelope, std::int64_t number);

// A delivery with what its job needs.
struct KeptDelivery {
  ConnectDelivery delivery;
  AccountId account;
  std::string event_id;
  std::int64_t sequence = 0;
  std::int64_t run = 0;
};
struct NewDelivery {
  std::string_view id;
  std::int64_t configuration = 0;
  const ConnectEvent& event;
  Instant now;
};
// Behind all others of its configuration. True where it is the first that waits, so that its job is to be made.
bool insert_delivery(SqlTransaction& transaction, const NewDelivery& delivery);
[[nodiscard]] std::optional<KeptDelivery> delivery_of_id(SqlReader& reader, std::string_view id);
// The first that waits.
[[nodiscard]] std::optional<KeptDelivery> head_delivery(SqlReader& reader, std::int64_t configuration);

struct TryOutcome {
  ConnectDeliveryState state = ConnectDeliveryState::pending;
  std::int64_t tries = 0;
  std::int64_t status = 0;
  std::string_view error = {};
  Instant at;
};
// Writes the configuration's row too. False where another run has begun.
bool write_try(SqlTransaction& transaction, const KeptDelivery& kept, const TryOutcome& outcome);
// Its tries anew, at the end of its configuration's line unless it waits already; the run that its job must name.
std::int64_t restart_delivery(SqlTransaction& transaction, const KeptDelivery& kept);
// Of these envelopes, neither delivered nor untried, by sequence.
[[nodiscard]] std::vector<KeptDelivery> undelivered_of_envelope(SqlReader& reader, const AccountId& account, const EnvelopeId& envelope);
// Keeps the latest `kept_max` of a state.
void forget_deliveries(SqlTransaction& transaction, const AccountId& account, ConnectDeliveryState state, std::size_t kept_max);
void remove_delivery(SqlTransaction& transaction, std::string_view id);

}  // namespace switchyard::esign
