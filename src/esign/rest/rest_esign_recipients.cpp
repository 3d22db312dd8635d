#include "esign/envelopes/consumer_disclosure.hpp"
#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/recipient_json.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

http::Response list(const Call& call) {
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  http::JsonWriter json(2048);
  write_recipients(json, *envelope, {.with_tabs = call.query.flag("include_tabs"), .with_secrets = true});
  return answer(200, std::move(json).text());
}

http::Response outcomes_answer(int status, const Result<std::vector<RecipientOutcome>>& outcomes) {
  if (!outcomes) return refusal(outcomes.error());
  http::JsonWriter json;
  json.begin_object();
  write_outcomes(json, *outcomes);
  json.end_object();
  return answer(status, std::move(json).text());
}

using Act = Result<std::vector<RecipientOutcome>> (*)(const EsignService&, const Sender&, const EnvelopeId&, const std::vector<Recipient>&, bool);

Result<std::vector<RecipientOutcome>> acted(const Call& call, Act act) {
  const auto id = envelope_id_of(call);
  if (!id) return id.error();
  const auto body = parse_body(call.request.body);
  if (!body) return body.error();
  const auto recipients = parse_recipients(*body);
  if (!recipients) return recipients.error();
  return act(call.service, call.sender(), *id, *recipients, call.query.flag("resend_envelope"));
}

// What a creation answers: the recipients as they are now.
http::Response create(const Call& call) {
  const auto outcomes = acted(call, add_recipients);
  if (!outcomes) return refusal(outcomes.error());
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  http::JsonWriter json(2048);
  write_recipients(json, *envelope, {.with_tabs = false, .with_secrets = true});
  return answer(201, std::move(json).text());
}

http::Response update(const Call& call) { return outcomes_answer(200, acted(call, change_recipients)); }

http::Response removed(const Call& call, const std::vector<std::string>& ids) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto outcomes = delete_recipients(call.service, call.sender(), *id, ids);
  if (!outcomes) return refusal(outcomes.error());
  return list(call);
}

http::Response remove_one(const Call& call) { return removed(call, {call.capture(1)}); }

http::Response remove_many(const Call& call) {
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const auto recipients = parse_recipients(*body);
  if (!recipients) return refusal(recipients.error());
  std::vector<std::string> ids;
  for (const Recipient& recipient : *recipients) ids.push_back(recipient.recipient_id);
  return removed(call, ids);
}

void write_disclosure(http::JsonWriter& json, const ConsumerDisclosure& disclosure) {
  json.begin_object()
      .member("accountEsignId", disclosure.version)
      .member("esignText", disclosure.text)
      .member("esignAgreement", disclosure.text)
      .member("languageCode", disclosure.language)
      .member("companyName", disclosure.company)
      .member("companyPhone", "")
      .member("mustAgreeToEsign", "true")
      .member("enableEsign", "true")
      .member("useBrand", "true")
      .member("pdfId", "")
      .member("copyCostPerPage", "0")
      .member("copyFeeCollectionMethod", "")
      .member("allowCDWithdraw", "true")
      .member("withdrawByEmail", disclosure.withdraw_email.empty() ? "false" : "true")
      .member("withdrawEmail", disclosure.withdraw_email)
      .member("changeEmail", disclosure.withdraw_email)
      .member("withdrawByMail", "false")
      .member("withdrawByPhone", "false")
      .member("withdrawConsequences", "")
      .member("version", disclosure.version)
      .member("sha256", disclosure.sha256)
      .end_object();
}

http::Response show_disclosure(const Call& call, const std::string& language) {
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  if (envelope->recipient(call.capture(1)) == nullptr) return refusal(esign_refusal("UNKNOWN_ENVELOPE_RECIPIENT"));
  std::optional<Account> account;
  call.service.database.read([&](SqlReader& reader) { account = find_account(reader, call.account); });
  if (!account) return refusal(esign_refusal("ENVELOPE_DOES_NOT_EXIST"));
  http::JsonWriter json(8192);
  write_disclosure(json, consumer_disclosure(*account, language, call.service.jose));
  return answer(200, std::move(json).text());
}

}  // namespace

void add_recipient_routes(http::Router& router, const FacePointer& face) {
  const EsignGate& gate = face->gate;
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/recipients", list);
  gate.add(router, http::Method::post, "/envelopes/{envelopeId}/recipients", create, {"application/json"});
  gate.add(router, http::Method::put, "/envelopes/{envelopeId}/recipients", update, {"application/json"});
  gate.add(router, http::Method::del, "/envelopes/{envelopeId}/recipients", remove_many, {"application/json"});
  gate.add(router, http::Method::del, "/envelopes/{envelopeId}/recipients/{recipientId}", remove_one);
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/recipients/{recipientId}/consumer_disclosure", [](const Call& call) { return show_disclosure(call, call.query.text("langcode")); });
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/recipients/{recipientId}/consumer_disclosure/{langCode}", [](const Call& call) { return show_disclosure(call, call.capture(2)); });
}

}  // namespace switchyard::esign
