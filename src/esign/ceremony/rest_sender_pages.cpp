// The sender's own plain pages: a draft looked at and sent, names and addresses of an envelope under way corrected. HTML forms without script.
#include <fmt/format.h>

#include "esign/ceremony/act.hpp"
#include "esign/ceremony/letter_form.hpp"
#include "esign/ceremony/rest_call.hpp"
#include "esign/ceremony/rest_pages.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "http/query_reader.hpp"
#include "values/html_text.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kFormBodyMax = 64 * 1024;

struct SenderCall {
  const Ceremony* ceremony = nullptr;
  Session session;
  Envelope envelope;
  std::string path;
};

http::Response unknown_page(std::string_view code) { return closed_door_page({.code = std::string(code), .end = {}, .language = "en"}); }

// The session behind the address; nothing where it has ended or waited too long.
std::optional<SenderCall> sender_call(const Ceremonies& ceremonies, const http::Request& request) {
  const std::string& secret = request.path_captures.at(0);
  const Ceremony* ceremony = ceremony_of(ceremonies, secret);
  if (ceremony == nullptr) return std::nullopt;
  const std::string hash = sha256_hex(ceremony->service.jose, secret);
  std::optional<SenderCall> call;
  ceremony->service.database.read([&](SqlReader& reader) {
    call.reset();
    auto session = find_session_by_secret(reader, hash);
    if (!session || !is_of_sender(session->kind) || session->ended_at || ceremony->service.security_clock.now() >= session->idle_until) return;
    auto envelope = find_envelope(reader, session->account, session->envelope);
    if (envelope) call = SenderCall{.ceremony = ceremony, .session = std::move(*session), .envelope = std::move(*envelope), .path = request.path};
  });
  return call;
}

std::string overview(const SenderCall& call) {
  std::string html = "<ul>";
  for (const Document& document : call.envelope.documents) html += fmt::format("<li>{} ({} pages)</li>", html_escaped(document.name), document.pages);
  html += "</ul><ol>";
  for (const Recipient& recipient : call.envelope.recipients) {
    html += fmt::format("<li value=\"{}\">{} &lt;{}&gt;, {}: {}</li>", recipient.routing_order, html_escaped(recipient.name), html_escaped(recipient.email), text_of(recipient.kind),
                        text_of(recipient.status));
  }
  return html + "</ol>";
}

std::string correction_fields(const SenderCall& call) {
  std::string html;
  for (const Recipient& recipient : call.envelope.recipients) {
    if (recipient.is_done()) continue;
    const std::string id = html_escaped(recipient.recipient_id);
    html += fmt::format("<label>Name of recipient {0}<input name=\"name:{0}\" maxlength=\"100\" value=\"{1}\"></label><label>E-mail of recipient {0}"
                        "<input name=\"email:{0}\" type=\"email\" maxlength=\"254\" value=\"{2}\"></label>",
                        id, html_escaped(recipient.name), html_escaped(recipient.email));
  }
  return html;
}

http::Response sender_page(const SenderCall& call, std::string_view alert) {
  const bool corrects = call.session.kind == ViewKind::correct;
  std::string inner = alert.empty() ? std::string() : fmt::format("<p class=\"alert\" role=\"alert\">{}</p>", html_escaped(alert));
  inner += overview(call) + fmt::format("<form method=\"post\" action=\"{}\">", html_escaped(call.path));
  if (corrects) inner += correction_fields(call);
  inner += fmt::format("<div class=\"row\"><button name=\"act\" value=\"{}\">{}</button><button class=\"quiet\" name=\"act\" value=\"leave\">{}</button></div></form>",
                       corrects ? "correct" : "send", corrects ? "Save and write again" : "Send now", corrects ? "Leave as it is" : "Keep as a draft");
  return plain_page(200, "en", call.envelope.email_subject.empty() ? "Envelope" : call.envelope.email_subject, inner);
}

// The session ends, and the browser goes back where it came from.
http::Response leave(const SenderCall& call, std::string_view event) {
  call.ceremony->service.database.write([&](SqlTransaction& transaction) {
    end_session(transaction, call.session.session_id, event, "", call.ceremony->service.security_clock.now());
    return true;
  });
  if (call.session.return_url.empty()) return plain_page(200, "en", "Done", "<p>You can close this page.</p>");
  return closed_door_page({.code = {}, .end = {std::string(event), way_back(call.session.options, call.session.return_url, event)}, .language = "en"});
}

Sender sender_of(const SenderCall& call) {
  return {.account = call.envelope.account, .user = call.envelope.sender, .client = {}, .ip = call.session.ip, .user_agent = call.session.user_agent};
}

http::Response correct(const SenderCall& call, http::QueryReader& form) {
  std::vector<Recipient> corrected;
  for (const Recipient& recipient : call.envelope.recipients) {
    if (recipient.is_done()) continue;
    // Names of parameters are kept by their place.
    const std::string name_field = "name:" + recipient.recipient_id;
    const std::string email_field = "email:" + recipient.recipient_id;
    const std::string name = form.optional_text(name_field, {.size_max = 100}).value_or(recipient.name);
    const std::string email = form.optional_text(email_field, {.size_max = 254}).value_or(recipient.email);
    if (name == recipient.name && email == recipient.email) continue;
    Recipient change;
    change.kind = recipient.kind;
    change.recipient_id = recipient.recipient_id;
    change.name = name;
    change.email = email;
    corrected.push_back(std::move(change));
  }
  if (corrected.empty()) return leave(call, "Save");
  const auto outcomes = change_recipients(call.ceremony->service, sender_of(call), call.envelope.id, corrected, true);
  if (!outcomes) return sender_page(call, outcomes.error().message);
  for (const RecipientOutcome& outcome : *outcomes) {
    if (outcome.error_code != "SUCCESS") return sender_page(call, outcome.message.empty() ? outcome.error_code : outcome.message);
  }
  return leave(call, "Save");
}

http::Response get_route(const Ceremonies& ceremonies, const http::Request& request) {
  const auto call = sender_call(ceremonies, request);
  return call ? sender_page(*call, {}) : unknown_page("session_unknown");
}

http::Response post_route(const Ceremonies& ceremonies, const http::Request& request) {
  const auto call = sender_call(ceremonies, request);
  if (!call) return unknown_page("session_unknown");
  auto form = http::QueryReader::of_form(request);
  if (!form) return sender_page(*call, form.error().message);
  const std::string act = form->optional_text("act", {.size_max = 20}).value_or("");
  if (act == "leave") return leave(*call, call->session.kind == ViewKind::correct ? "Cancel" : "Save");
  if (act == "correct" && call->session.kind == ViewKind::correct) return correct(*call, *form);
  if (act != "send" || call->session.kind == ViewKind::correct) return sender_page(*call, "Choose one of the buttons.");
  const auto sent = update_envelope(call->ceremony->service, sender_of(*call), call->envelope.id, {.status = EnvelopeStatus::sent});
  if (!sent) return sender_page(*call, sent.error().message);
  return leave(*call, "Send");
}

}  // namespace

void add_sender_routes(http::Router& router, const Ceremonies& ceremonies) {
  router.add({.method = http::Method::get, .pattern = "/esign/signing/sender/{secret}",
              .handler = [ceremonies](const http::Request& request) { return get_route(ceremonies, request); }, .answers = {"text/html"}});
  router.add({.method = http::Method::post, .pattern = "/esign/signing/sender/{secret}",
              .handler = [ceremonies](const http::Request& request) { return post_route(ceremonies, request); }, .body_size_max = kFormBodyMax,
              .content_types = {"application/x-www-form-urlencoded"}, .answers = {"text/html"}});
}

}  // namespace switchyard::esign
