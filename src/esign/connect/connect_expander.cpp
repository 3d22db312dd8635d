#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "esign/connect/connect_delivery.hpp"
#include "esign/connect/connect_job.hpp"
#include "esign/connect/connect_store.hpp"
#include "esign/envelopes/envelope_store.hpp"

namespace switchyard::esign {
namespace {

bool listens(const ConnectConfiguration& configuration, const ConnectEvent& event) {
  return configuration.is_enabled && std::ranges::find(configuration.notification.events, event.name) != configuration.notification.events.end();
}

// The envelope's own notifications become configurations when its first event is told.
void keep_own_notifications(SqlTransaction& transaction, const EsignService& service, const Envelope& envelope) {
  std::int64_t number = 0;
  for (const EventNotification& notification : envelope.event_notifications) {
    insert_configuration(transaction, {.account = envelope.account, .envelope = envelope.id, .notification = notification, .created_at = service.security_clock.now()}, number++);
  }
}

void tell(SqlTransaction& transaction, const EsignService& service, const ConnectEvent& event, const std::vector<ConnectConfiguration>& configurations) {
  for (const ConnectConfiguration& configuration : configurations) {
    if (!listens(configuration, event)) continue;
    const std::string id = make_guid_text(service.random);
    const bool is_first = insert_delivery(transaction, {.id = id, .configuration = configuration.id, .event = event, .now = service.security_clock.now()});
    if (is_first) enqueue_delivery(transaction, service, {.delivery = id, .run = 1});
  }
}

// Everything of the envelope up to this event that was not told yet, in order, whichever of their jobs comes first.
void tell_up_to(SqlTransaction& transaction, const EsignService& service, const ConnectEvent& event) {
  const std::int64_t last = last_told_number(transaction, event.envelope);
  if (last >= event.number) return;
  if (last == 0) {
    const auto envelope = find_envelope_of_any_account(transaction, event.envelope);
    if (envelope) keep_own_notifications(transaction, service, *envelope);
  }
  auto configurations = list_connect_configurations(transaction, event.account);
  for (ConnectConfiguration& own : configurations_of_envelope(transaction, event.envelope)) configurations.push_back(std::move(own));
  for (const ConnectEvent& each : connect_events_of(transaction, event.envelope)) {
    if (each.number > last && each.number <= event.number) tell(transaction, service, each, configurations);
  }
  write_told_number(transaction, event.envelope, event.number);
}

Result<std::string> event_id_of(const std::string& payload) {
  boost::system::error_code failure;
  const auto value = boost::json::parse(payload, failure);
  const auto* object = failure ? nullptr : value.if_object();
  const auto* id = object == nullptr ? nullptr : object->if_contains("eventId");
  if (id == nullptr || !id->is_string()) return Error{ErrorKind::invalid, "connect_job_invalid", "The job names no event."};
  return std::string(id->get_string().data(), id->get_string().size());
}

}  // namespace

outbox::JobHandler connect_expander(const EsignService& service) {
  return [&service](const outbox::Job& job) -> Result<outbox::JobEffect> {
    auto id = event_id_of(job.payload);
    if (!id) return std::move(id).error();
    return outbox::JobEffect([&service, id = *id](SqlTransaction& transaction) -> Result<void> {
      const auto event = find_connect_event(transaction, id);
      if (!event) return {};
      if (event->envelope.empty()) tell(transaction, service, *event, list_connect_configurations(transaction, event->account));
      else tell_up_to(transaction, service, *event);
      return {};
    });
  };
}

}  // namespace switchyard::esign
