// Parts of an envelope: custom fields, form data, audit events, notification.
#include "esign/envelopes/envelope_listing.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/events/audit_events.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

http::Response fields_answer(int status, const std::vector<CustomField>& fields) {
  http::JsonWriter json;
  write_custom_fields(json, fields);
  return answer(status, std::move(json).text());
}

http::Response list_fields(const Call& call) {
  const auto envelope = envelope_of(call);
  return envelope ? fields_answer(200, envelope->custom_fields) : refusal(envelope.error());
}

using FieldsAct = Result<std::vector<CustomField>> (*)(const EsignService&, const Sender&, const EnvelopeId&, const std::vector<CustomField>&);

http::Response change_fields(const Call& call, int status, FieldsAct act) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const auto sent = parse_custom_fields(*body);
  if (!sent) return refusal(sent.error());
  const auto fields = act(call.service, call.sender(), *id, *sent);
  return fields ? fields_answer(status, *fields) : refusal(fields.error());
}

void write_values(http::JsonWriter& json, const std::vector<FormValue>& values) {
  json.key("formData").begin_array();
  for (const FormValue& value : values) {
    json.begin_object().member("name", value.name).member("value", value.value).member("originalValue", value.original_value).end_object();
  }
  json.end_array();
}

http::Response form_data(const Call& call) {
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  const auto values = form_values(*envelope);
  std::vector<FormValue> all;
  for (const RecipientFormValues& one : values) all.insert(all.end(), one.values.begin(), one.values.end());
  http::JsonWriter json(2048);
  json.begin_object().member("envelopeId", envelope->id.text()).member("status", text_of(envelope->status)).member("emailSubject", envelope->email_subject);
  if (envelope->sent_at) json.member("sentDateTime", wire_time(*envelope->sent_at));
  write_values(json, all);
  json.key("recipientFormData").begin_array();
  for (const RecipientFormValues& one : values) {
    json.begin_object().member("recipientId", one.recipient->guid.text()).member("name", one.recipient->name).member("email", one.recipient->email);
    if (one.recipient->signed_at) json.member("signedTime", wire_time(*one.recipient->signed_at));
    write_values(json, one.values);
    json.end_object();
  }
  json.end_array().end_object();
  return answer(200, std::move(json).text());
}

http::Response list_events(const Call& call) {
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  std::vector<AuditEvent> events;
  call.service.database.read([&](SqlReader& reader) { events = audit_events(reader, envelope->id); });
  http::JsonWriter json(4096);
  json.begin_object().key("auditEvents").begin_array();
  for (const AuditEvent& event : events) {
    json.begin_object().key("eventFields").begin_array();
    for (const auto& [name, value] : event.fields) json.begin_object().member("name", name).member("value", value).end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return answer(200, std::move(json).text());
}

http::Response notification_answer(const Notification& notification) {
  http::JsonWriter json;
  write_notification(json, notification);
  return answer(200, std::move(json).text());
}

http::Response show_notification(const Call& call) {
  const auto envelope = envelope_of(call);
  return envelope ? notification_answer(envelope->notification) : refusal(envelope.error());
}

http::Response change_notification(const Call& call) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const auto wanted = parse_notification(*body);
  if (!wanted) return refusal(wanted.error());
  EnvelopeUpdate update;
  update.notification = *wanted;
  const auto envelope = update_envelope(call.service, call.sender(), *id, update);
  return envelope ? notification_answer(envelope->notification) : refusal(envelope.error());
}

}  // namespace

void add_envelope_part_routes(http::Router& router, const FacePointer& face) {
  const EsignGate& gate = face->gate;
  constexpr std::string_view kFields = "/envelopes/{envelopeId}/custom_fields";
  gate.add(router, http::Method::get, kFields, list_fields);
  gate.add(router, http::Method::post, kFields, [](const Call& call) { return change_fields(call, 201, create_custom_fields); }, {"application/json"});
  gate.add(router, http::Method::put, kFields, [](const Call& call) { return change_fields(call, 200, update_custom_fields); }, {"application/json"});
  gate.add(router, http::Method::del, kFields, [](const Call& call) { return change_fields(call, 200, delete_custom_fields); }, {"application/json"});
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/form_data", form_data);
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/audit_events", list_events);
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/notification", show_notification);
  gate.add(router, http::Method::put, "/envelopes/{envelopeId}/notification", change_notification, {"application/json"});
}

}  // namespace switchyard::esign
