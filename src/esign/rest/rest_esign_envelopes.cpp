#include "esign/envelopes/sender_acts.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/envelope_json.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

http::Response create(const Call& call) {
  auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  auto definition = parse_definition(*body);
  if (!definition) return refusal(definition.error());
  const auto envelope = create_envelope(call.service, call.sender(), *definition);
  if (!envelope) return refusal(envelope.error());
  http::JsonWriter json;
  json.begin_object()
      .member("envelopeId", envelope->id.text())
      .member("uri", "/envelopes/" + envelope->id.text())
      .member("statusDateTime", wire_time(envelope->status_changed_at))
      .member("status", text_of(envelope->status))
      .end_object();
  return answer(201, std::move(json).text());
}

http::Response show(const Call& call) {
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  http::JsonWriter json(4096);
  write_envelope(json, *envelope, envelope_shown(call.query.list("include")));
  return answer(200, std::move(json).text());
}

http::Response update(const Call& call) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  auto wanted = parse_update(*body);
  if (!wanted) return refusal(wanted.error());
  wanted->resend = call.query.flag("resend_envelope");
  const auto envelope = update_envelope(call.service, call.sender(), *id, *wanted);
  if (!envelope) return refusal(envelope.error());
  http::JsonWriter json;
  json.begin_object().member("envelopeId", envelope->id.text()).end_object();
  return answer(200, std::move(json).text());
}

}  // namespace

void add_envelope_routes(http::Router& router, const FacePointer& face) {
  face->gate.add(router, http::Method::post, "/envelopes", create, {"application/json"});
  face->gate.add(router, http::Method::get, "/envelopes/{envelopeId}", show);
  face->gate.add(router, http::Method::put, "/envelopes/{envelopeId}", update, {"application/json"});
}

}  // namespace switchyard::esign
