#include "esign/envelopes/sender_acts.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/tab_json.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

http::Response tabs_answer(int status, const std::vector<Tab>& tabs, std::string_view recipient_id) {
  http::JsonWriter json(2048);
  write_tabs(json, tabs, recipient_id);
  return answer(status, std::move(json).text());
}

http::Response list(const Call& call) {
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  const Recipient* recipient = envelope->recipient(call.capture(1));
  if (recipient == nullptr) return refusal(esign_refusal("UNKNOWN_ENVELOPE_RECIPIENT"));
  return tabs_answer(200, recipient->tabs, recipient->recipient_id);
}

using Act = Result<std::vector<Tab>> (*)(const EsignService&, const Sender&, const EnvelopeId&, std::string_view, const std::vector<Tab>&);

http::Response acted(const Call& call, int status, Act act) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const auto sent = parse_tabs(*body);
  if (!sent) return refusal(sent.error());
  const auto tabs = act(call.service, call.sender(), *id, call.capture(1), *sent);
  if (!tabs) return refusal(tabs.error());
  return tabs_answer(status, *tabs, call.capture(1));
}

}  // namespace

void add_tab_routes(http::Router& router, const FacePointer& face) {
  constexpr std::string_view kTabs = "/envelopes/{envelopeId}/recipients/{recipientId}/tabs";
  face->gate.add(router, http::Method::get, kTabs, list);
  face->gate.add(router, http::Method::post, kTabs, [](const Call& call) { return acted(call, 201, create_tabs); }, {"application/json"});
  face->gate.add(router, http::Method::put, kTabs, [](const Call& call) { return acted(call, 200, update_tabs); }, {"application/json"});
  face->gate.add(router, http::Method::del, kTabs, [](const Call& call) { return acted(call, 200, delete_tabs); }, {"application/json"});
}

}  // namespace switchyard::esign
