#include "esign/ceremony/rest_session_json.hpp"

#include <fmt/format.h>

#include "esign/ceremony/letter_form.hpp"
#include "esign/ceremony/rest_tab_json.hpp"
#include "esign/ceremony/return_url.hpp"
#include "esign/envelopes/consumer_disclosure.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kWarnSeconds = 120;
constexpr std::int64_t kPollSeconds = 5;
constexpr std::int64_t kPollSecondsDone = 15;

std::string_view other_state(const Recipient& recipient) { return recipient.status == RecipientStatus::created ? "waiting" : text_of(recipient.status); }

void write_idle(http::JsonWriter& json, const Standing& standing) {
  json.key("idle").begin_object().member("expiresAt", standing.session.idle_until).member("serverNow", standing.now).member("warnSeconds", kWarnSeconds).end_object();
}

void write_stop(http::JsonWriter& json, const Standing& standing) {
  if (standing.phase != Phase::stopped) return;
  const SessionEnd end = standing.end("exception");
  json.key("stop").begin_object().member("code", standing.stop).member("message", page_words(standing.stop, standing.session.language));
  json.member("event", end.event).member("url", end.url).end_object();
}

void write_authentication(http::JsonWriter& json, const AuthenticationState& state) {
  json.begin_object().member("kind", text_of(state.kind)).member("passed", state.kind == AuthenticationKind::none).member("emailHint", state.email_hint);
  if (state.sent_at) json.member("codeSentAt", *state.sent_at);
  if (state.expires_at) json.member("codeExpiresAt", *state.expires_at);
  if (state.resend_after) json.member("resendAfter", *state.resend_after);
  json.member("triesLeft", state.tries_left).end_object();
}

void write_others(http::JsonWriter& json, const Standing& standing) {
  json.key("others").begin_array();
  for (const Recipient& other : standing.envelope.recipients) {
    if (other.guid == standing.recipient.guid || !other.signs() || !standing.has_passed()) continue;
    json.begin_object().member("name", other.name).member("routingOrder", other.routing_order).member("state", other_state(other));
    const auto& at = other.signed_at ? other.signed_at : other.declined_at ? other.declined_at : other.delivered_at ? other.delivered_at : other.sent_at;
    if (at) json.member("at", *at);
    json.end_object();
  }
  json.end_array();
}

void write_documents(http::JsonWriter& json, const Standing& standing, const std::vector<Reading>& readings) {
  json.key("documents").begin_array();
  if (standing.has_passed() && standing.phase != Phase::stopped) {
    for (const Document& document : standing.envelope.documents) {
      bool is_seen = standing.phase == Phase::done;
      for (const Reading& reading : readings) is_seen = is_seen || (reading.document_id == document.document_id && reading.is_seen_to_end);
      json.begin_object().member("documentId", document.document_id).member("name", document.name).member("pageCount", document.pages);
      json.key("pages").begin_array().end_array().member("sizeBytes", document.size_bytes);
      json.member("url", "/esign/signing/api/documents/" + document.document_id).member("seenToEnd", is_seen).end_object();
    }
  }
  json.end_array();
}

// "Ana María Lopez" -> "AML": the first characters of the first three names.
std::string initials_of(std::string_view name) {
  std::string initials;
  int count = 0;
  for (std::size_t at = 0; at < name.size() && count < 3; ++at) {
    if (name[at] == ' ' || (at > 0 && name[at - 1] != ' ')) continue;
    std::size_t end = at + 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
    initials += name.substr(at, end - at);
    ++count;
  }
  return initials;
}

void write_adopted(http::JsonWriter& json, const AdoptedSignature& adopted, const Standing& standing) {
  const auto* typed = std::get_if<TypedName>(&adopted.adoption.signature);
  const auto* typed_initials = std::get_if<TypedName>(&adopted.adoption.initials);
  const auto url_of = [](const MarkInk& ink, const char* url) { return std::holds_alternative<TypedName>(ink) ? std::string() : std::string(url); };
  json.begin_object().member("kind", text_of(adopted.adoption.kind)).member("name", typed != nullptr ? typed->text : standing.recipient.name);
  json.member("initials", typed_initials != nullptr ? typed_initials->text : initials_of(standing.recipient.name)).member("style", typed != nullptr ? "flowing" : "").member("adoptedAt", adopted.adopted_at);
  json.member("signatureUrl", url_of(adopted.adoption.signature, "/esign/signing/api/signature"));
  json.member("initialsUrl", url_of(adopted.adoption.initials, "/esign/signing/api/signature/initials"));
  json.end_object();
}

void write_brand(http::JsonWriter& json, const Ceremony& ceremony, const Standing& standing) {
  const LetterBrand brand = brand_of(standing.account);
  json.key("brand").begin_object().member("name", brand.name).member("accent", brand.accent).member("accentInk", brand.accent_ink);
  json.member("logoUrl", standing.account.settings.logo_png.empty() ? "" : "/esign/signing/api/logo?session=" + standing.session.session_id);
  json.member("isTest", ceremony.service.environment == EnvironmentName::test).end_object();
}

void write_disclosure(http::JsonWriter& json, const Ceremony& ceremony, const Standing& standing) {
  if (!standing.has_passed() || standing.phase == Phase::stopped || !standing.recipient.signs()) return;
  const ConsumerDisclosure text = consumer_disclosure(standing.account, standing.session.language, ceremony.service.jose);
  json.key("disclosure").begin_object().member("version", text.version).member("text", text.text);
  if (standing.recipient.disclosure_accepted_at) json.member("acceptedAt", *standing.recipient.disclosure_accepted_at);
  json.end_object();
}

void write_allowed(http::JsonWriter& json, const Standing& standing) {
  const bool is_under_way = standing.phase == Phase::consent || standing.phase == Phase::sign;
  json.key("allowed").begin_object().member("finish", standing.may_finish()).member("finishLater", is_under_way || standing.phase == Phase::authenticate);
  json.member("decline", standing.may_decline()).member("reassign", standing.may_reassign()).member("download", standing.may_read()).end_object();
}

void write_way_out(http::JsonWriter& json, const Standing& standing, const std::vector<Reading>& readings) {
  const bool has_way = !standing.session.return_url.empty();
  json.key("reading").begin_object().member("documentId", readings.empty() ? "" : readings.front().document_id).member("page", readings.empty() ? 1 : readings.front().page).end_object();
  json.key("exit").begin_object().member("kind", has_way ? "redirect" : "none").member("origin", has_way ? origin_of(standing.session.return_url) : "").end_object();
  json.key("messageOrigins").begin_array();
  for (const std::string& origin : standing.session.options.message_origins) json.value(origin);
  json.end_array();
}

}  // namespace

std::int64_t revision_of(const Envelope& envelope) { return envelope.changed_at.unix_ms() * 2 + (envelope.is_sealed ? 1 : 0); }

std::string session_json(const Ceremony& ceremony, const Standing& standing, const SessionDetails& details) {
  http::JsonWriter json(8192);
  json.begin_object().member("sessionId", standing.session.session_id).member("phase", text_of(standing.phase)).member("readOnly", standing.is_read_only);
  write_stop(json, standing);
  json.member("language", standing.session.language);
  json.key("envelope").begin_object().member("envelopeId", standing.envelope.id.text()).member("title", standing.envelope.email_subject);
  json.member("message", standing.has_passed() ? standing.envelope.email_blurb : "").member("status", text_of(standing.envelope.status)).end_object();
  json.key("sender").begin_object().member("name", standing.envelope.sender_name).member("email", standing.envelope.sender_email).end_object();
  write_brand(json, ceremony, standing);
  json.key("signer").begin_object().member("name", standing.recipient.name).member("email", standing.recipient.email).member("recipientId", standing.recipient.guid.text()).end_object();
  write_authentication(json.key("authentication"), details.authentication);
  write_disclosure(json, ceremony, standing);
  write_documents(json, standing, details.readings);
  write_tabs(json, standing);
  if (details.adopted && standing.has_passed()) write_adopted(json.key("signature"), *details.adopted, standing);
  json.key("signatureStyles").begin_array().value("flowing").value("upright").value("plain").end_array();
  write_others(json, standing);
  write_allowed(json, standing);
  if (standing.sign_by) json.key("deadline").begin_object().member("signBy", *standing.sign_by).member("passed", standing.is_past_deadline).end_object();
  json.member("businessNow", standing.business_now);
  write_idle(json, standing);
  write_way_out(json, standing, details.readings);
  json.member("sealed", standing.envelope.is_sealed).member("revision", revision_of(standing.envelope)).end_object();
  return std::move(json).text();
}

std::string events_json(const Standing& standing, std::int64_t since) {
  const std::int64_t revision = revision_of(standing.envelope);
  http::JsonWriter json(1024);
  json.begin_object().member("revision", revision).member("changed", revision != since).member("phase", text_of(standing.phase));
  write_stop(json, standing);
  write_others(json, standing);
  json.member("deadlinePassed", standing.is_past_deadline).member("sealed", standing.envelope.is_sealed);
  write_idle(json, standing);
  json.member("nextInSeconds", standing.phase == Phase::done && standing.envelope.is_sealed ? kPollSecondsDone : kPollSeconds).end_object();
  return std::move(json).text();
}

std::string authentication_json(const AuthenticationState& state) {
  http::JsonWriter json;
  write_authentication(json, state);
  return std::move(json).text();
}

std::string adopted_json(const AdoptedSignature& adopted, const Standing& standing) {
  http::JsonWriter json(1024);
  write_adopted(json, adopted, standing);
  return std::move(json).text();
}

std::string finished_json(const Finished& finished) {
  http::JsonWriter json;
  json.begin_object().member("event", finished.end.event).member("url", finished.end.url).member("envelopeStatus", finished.envelope_status).member("signedAt", finished.signed_at);
  json.key("waitingFor").begin_array();
  for (const std::string& name : finished.waiting_for) json.value(name);
  json.end_array().end_object();
  return std::move(json).text();
}

std::string end_json(const SessionEnd& end) {
  http::JsonWriter json;
  json.begin_object().member("event", end.event).member("url", end.url).end_object();
  return std::move(json).text();
}

std::string idle_json(const Standing& standing) {
  http::JsonWriter json;
  json.begin_object();
  write_idle(json, standing);
  json.end_object();
  return std::move(json).text();
}

}  // namespace switchyard::esign
