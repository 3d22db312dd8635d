#include <boost/json.hpp>

#include "esign/connect/connect_events.hpp"

namespace switchyard::esign {
namespace {

std::string_view view(const std::string& text) { return text; }

#define CONNECT_EVENT_COLUMNS \
  "SELECT id, envelope_id, number, name, account_id, user_id, recipient_id, recipient_guid, template_id, happened_at_ms FROM esign_connect_events "

ConnectEvent event_of(const SqlRow& row) {
  return {.id = std::string(row.text(0)),
          .number = row.integer(2),
          .name = std::string(row.text(3)),
          .account = AccountId::of_stored(row.text(4)),
          .user = UserId::of_stored(row.text(5)),
          .envelope = EnvelopeId::of_stored(row.text(1)),
          .recipient_id = std::string(row.text(6)),
          .recipient = RecipientGuid::of_stored(row.text(7)),
          .template_id = TemplateId::of_stored(row.text(8)),
          .at = Instant::from_unix_ms(row.integer(9))};
}

std::int64_t next_number(SqlTransaction& transaction, const EnvelopeId& envelope) {
  std::int64_t number = 0;
  transaction.query("UPDATE esign_envelopes SET last_connect_event = last_connect_event + 1 WHERE id = $1 RETURNING last_connect_event",
                    {view(envelope.text())}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

}  // namespace

void emit_connect_event(SqlTransaction& transaction, const EsignService& service, const ConnectEvent& event) {
  const std::string id = make_guid_text(service.random);
  const std::int64_t number = event.envelope.empty() ? 0 : next_number(transaction, event.envelope);
  transaction.execute(
      "INSERT INTO esign_connect_events (id, envelope_id, number, name, account_id, user_id, recipient_id, recipient_guid, template_id, "
      "happened_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {view(id), view(event.envelope.text()), number, view(event.name), view(event.account.text()), view(event.user.text()),
       view(event.recipient_id), view(event.recipient.text()), view(event.template_id.text()), event.at.unix_ms()});
  const std::string payload = boost::json::serialize(boost::json::object{{"eventId", id}});
  service.outbox.enqueue(transaction, {.kind = kConnectEventJob, .payload = payload, .dedupe_key = id});
}

std::optional<ConnectEvent> find_connect_event(SqlReader& reader, std::string_view id) {
  std::optional<ConnectEvent> found;
  reader.query(CONNECT_EVENT_COLUMNS "WHERE id = $1", {id}, [&](const SqlRow& row) { found = event_of(row); });
  return found;
}

std::vector<ConnectEvent> connect_events_of(SqlReader& reader, const EnvelopeId& envelope) {
  std::vector<ConnectEvent> events;
  reader.query(CONNECT_EVENT_COLUMNS "WHERE envelope_id = $1 ORDER BY number", {view(envelope.text())},
               [&](const SqlRow& row) { events.push_back(event_of(row)); });
  return events;
}

}  // namespace switchyard::esign
