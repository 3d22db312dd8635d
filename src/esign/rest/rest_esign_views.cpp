#include "esign/ceremony/view_desk.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

const Ceremony& ceremony_of(const EsignFace& face, const Call& call) { return face.parts.ceremony_of(call.service.environment); }

http::Response url_answer(const Result<MadeView>& view) {
  if (!view) return refusal(view.error());
  http::JsonWriter json;
  json.begin_object().member("url", view->url).end_object();
  http::Response response = answer(201, std::move(json).text());
  response.compressible = false;
  return response;
}

ViewedRecipient viewed_recipient(const http::JsonValue& body) {
  return {.client_user_id = word_of(body, "clientUserId"),
          .email = word_of(body, "email"),
          .user_name = word_of(body, "userName"),
          .user_id = word_of(body, "userId"),
          .recipient_id = word_of(body, "recipientId")};
}

ViewOptions view_options(const http::JsonValue& body) {
  ViewOptions options{.frame_ancestors = texts_of(body, "frameAncestors"),
                      .message_origins = texts_of(body, "messageOrigins"),
                      .client_urls = {},
                      .authentication_method = word_of(body, "authenticationMethod"),
                      .authentication_instant = word_of(body, "authenticationInstant"),
                      .assertion_id = word_of(body, "assertionId"),
                      .security_domain = word_of(body, "securityDomain")};
  if (const http::JsonValue* urls = object_of(body, "clientURLs")) {
    for (const http::JsonMember& url : urls->members) {
      if (has_value(*urls, url.name)) options.client_urls.emplace_back(url.name, url.value.text);
    }
  }
  return options;
}

http::Response recipient_view(const EsignFace& face, const Call& call) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  return url_answer(make_recipient_view(ceremony_of(face, call), call.sender(), *id, {.who = viewed_recipient(*body), .return_url = text_of(*body, "returnUrl"), .options = view_options(*body)}));
}

http::Response revoke(const EsignFace& face, const Call& call) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const auto revoked = revoke_recipient_views(ceremony_of(face, call), call.sender(), *id, viewed_recipient(*body));
  return revoked ? answer(200, "{}") : refusal(revoked.error());
}

http::Response sender_view(const EsignFace& face, const Call& call, ViewKind kind) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  return url_answer(make_sender_view(ceremony_of(face, call), call.sender(), *id, {.kind = kind, .return_url = word_of(*body, "returnUrl")}));
}

}  // namespace

void add_view_routes(http::Router& router, const FacePointer& face) {
  const EsignGate& gate = face->gate;
  constexpr std::string_view kRecipient = "/envelopes/{envelopeId}/views/recipient";
  gate.add(router, http::Method::post, kRecipient, [face](const Call& call) { return recipient_view(*face, call); }, {"application/json"});
  gate.add(router, http::Method::del, kRecipient, [face](const Call& call) { return revoke(*face, call); }, {"application/json"});
  gate.add(router, http::Method::post, "/envelopes/{envelopeId}/views/sender", [face](const Call& call) { return sender_view(*face, call, ViewKind::sender); }, {"application/json"});
  gate.add(router, http::Method::post, "/envelopes/{envelopeId}/views/edit", [face](const Call& call) { return sender_view(*face, call, ViewKind::edit); }, {"application/json"});
  gate.add(router, http::Method::post, "/envelopes/{envelopeId}/views/correct", [face](const Call& call) { return sender_view(*face, call, ViewKind::correct); }, {"application/json"});
}

}  // namespace switchyard::esign
