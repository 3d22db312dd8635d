#include "notices/mail/mailbox_page.hpp"

#include <fmt/format.h>

#include "http/json_writer.hpp"
#include "notices/html_text.hpp"
#include "values/html_text.hpp"

namespace switchyard::notices {
namespace {

constexpr std::string_view kHead =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title><style>"
    ":root{{color-scheme:light dark}}body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#1b2430;background:#fff}}"
    "ul{{list-style:none;padding:0}}li{{border-top:1px solid #d8dee6;padding:.7rem 0;overflow-wrap:anywhere}}li a{{font-weight:600}}"
    "dl{{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}}dd{{margin:0;overflow-wrap:anywhere}}dt{{color:#4b5a6b}}"
    "pre{{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border:1px solid #d8dee6;padding:1rem}}iframe{{width:100%;height:44rem;border:1px solid #d8dee6;background:#fff}}"
    "form{{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}}label{{display:block}}input,button{{font:inherit;padding:.4rem;min-height:2.75rem}}"
    ":focus-visible{{outline:3px solid #1d4e89;outline-offset:2px}}a{{color:#1d4e89}}small{{color:#4b5a6b}}"
    "@media(prefers-color-scheme:dark){{body{{color:#e6ebf1;background:#12181f}}li,pre,iframe{{border-color:#2c3743}}a{{color:#8ab8ff}}small,dt{{color:#a7b4c2}}"
    ":focus-visible{{outline-color:#8ab8ff}}}}</style></head><body><main><h1>{}</h1>";
constexpr std::string_view kFoot = "</main></body></html>";

std::string address_text(const MailAddress& address) { return address.name.empty() ? address.address : fmt::format("{} <{}>", address.name, address.address); }

std::string receivers_text(const Letter& letter) {
  std::string text;
  for (const MailAddress& receiver : letter.mail.to) text += (text.empty() ? "" : ", ") + address_text(receiver);
  return text;
}

std::string definition(std::string_view term, std::string_view text) { return fmt::format("<dt>{}</dt><dd>{}</dd>", term, html_escaped(text)); }

std::string fate_of(const Letter& letter) {
  switch (letter.state) {
    case LetterState::queued: return "Waits for the mail server.";
    case LetterState::sent: return "Sent; what it said is no longer kept here.";
    case LetterState::refused: return "Refused: " + letter.reason;
    case LetterState::kept: return "Kept in this mailbox; not sent to anybody.";
  }
  return {};
}

}  // namespace

std::string mailbox_list_page(const MailboxList& list) {
  std::string html = fmt::format(kHead, "Mailbox", "Mailbox");
  html += "<p>Letters that Test wrote. The latest stands first.</p><form method=\"get\" action=\"/mailbox\">";
  html += fmt::format("<label>To (address)<br><input name=\"to\" type=\"email\" value=\"{}\"></label><label>About (id)<br><input name=\"about\" value=\"{}\"></label><button>Show</button></form>",
                      html_escaped(list.to), html_escaped(list.about));
  if (list.letters.empty()) return html + "<p>There is no letter yet.</p>" + std::string(kFoot);
  html += "<ul>";
  for (const Letter& letter : list.letters) {
    html += fmt::format("<li><a href=\"/mailbox/{}\">{}</a><br>To {}<br><small>{}, {}{}</small></li>", letter.id.text(), html_escaped(letter.mail.subject),
                        html_escaped(receivers_text(letter)), letter.created_at.text(), html_escaped(letter.mail.category), letter.attachments.empty() ? "" : ", with attachments");
  }
  html += "</ul>";
  if (list.has_more) {
    html += fmt::format("<p><a href=\"/mailbox?before={}&amp;to={}&amp;about={}\">Earlier letters</a></p>", list.letters.back().id.text(), html_escaped(list.to), html_escaped(list.about));
  }
  return html + std::string(kFoot);
}

std::string mailbox_letter_page(const Letter& letter) {
  const std::string id = letter.id.text();
  std::string html = fmt::format(kHead, html_escaped(letter.mail.subject), html_escaped(letter.mail.subject));
  html += "<p><a href=\"/mailbox\">All letters</a></p><dl>";
  const bool is_own_sender = letter.mail.from.address.empty();
  const std::string sender = letter.mail.from.name.empty() ? "Switchyard" : letter.mail.from.name;
  html += definition("From", is_own_sender ? sender + " (the installation's address)" : address_text(letter.mail.from));
  html += definition("To", receivers_text(letter));
  if (!letter.mail.reply_to.empty()) html += definition("Reply to", letter.mail.reply_to);
  html += definition("Written", letter.created_at.text()) + definition("Language", letter.mail.language) + definition("Kind", letter.mail.category);
  if (!letter.mail.subject_id.empty()) html += definition("About", letter.mail.subject_id);
  html += definition("State", fate_of(letter)) + "</dl>";
  if (!letter.attachments.empty()) html += "<h2>Attachments</h2><ul>";
  for (std::size_t i = 0; i < letter.attachments.size(); ++i) {
    const KeptAttachment& attachment = letter.attachments[i];
    html += fmt::format("<li><a href=\"/mailbox/{}/attachments/{}\" download>{}</a> <small>{}, {} bytes</small></li>", id, i, html_escaped(attachment.file_name),
                        html_escaped(attachment.content_type), attachment.size_bytes);
  }
  if (!letter.attachments.empty()) html += "</ul>";
  if (!letter.mail.html.empty()) {
    html += fmt::format("<h2>As HTML</h2><iframe title=\"The letter as HTML\" sandbox=\"allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation\" src=\"/mailbox/{}/html\"></iframe>", id);
  }
  if (!letter.mail.text.empty()) html += fmt::format("<h2>As text</h2><pre>{}</pre>", html_with_links(letter.mail.text));
  return html + std::string(kFoot);
}

std::string mailbox_json(const std::vector<Letter>& letters) {
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const Letter& letter : letters) {
    json.begin_object().member("id", letter.id.text()).member("state", std::string(text_of(letter.state))).member("category", letter.mail.category);
    json.member("about", letter.mail.subject_id).member("language", letter.mail.language).member("subject", letter.mail.subject).member("createdAt", letter.created_at);
    json.key("to").begin_array();
    for (const MailAddress& receiver : letter.mail.to) json.begin_object().member("name", receiver.name).member("address", receiver.address).end_object();
    json.end_array().member("text", letter.mail.text).key("attachments").begin_array();
    for (const KeptAttachment& attachment : letter.attachments) {
      json.begin_object().member("fileName", attachment.file_name).member("contentType", attachment.content_type).member("sizeBytes", attachment.size_bytes).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return std::move(json).text();
}

}  // namespace switchyard::notices
