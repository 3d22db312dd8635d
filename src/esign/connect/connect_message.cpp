#include "esign/connect/connect_message.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "esign/connect/message_signature.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kFractionDigits = 7;

std::string quoted(std::string_view text) { return boost::json::serialize(boost::json::string(text)); }

// "2026-11-24T12:00:00.1230000Z"
std::string time_text(Instant instant) {
  std::string text = instant.text();
  text.pop_back();
  if (text.find('.') == std::string::npos) text += '.';
  const std::size_t digits = text.size() - text.find('.') - 1;
  return text + std::string(kFractionDigits - digits, '0') + 'Z';
}

}  // namespace

std::string connect_body(const ConnectMessage& message) {
  const ConnectEvent& event = message.event;
  const bool is_template = event.envelope.empty();
  const std::string& subject = is_template ? event.template_id.text() : event.envelope.text();
  std::string body = fmt::format(R"({{"event":{},"apiVersion":"v2.1","uri":{},"retryCount":{},"configurationId":{},"generatedDateTime":"{}","data":{{"accountId":{},"userId":{})",
                                 quoted(event.name), quoted(fmt::format("/restapi/v2.1/accounts/{}/{}/{}", event.account.text(), is_template ? "templates" : "envelopes", subject)),
                                 message.retry_count, message.configuration, time_text(event.at), quoted(event.account.text()), quoted(event.user.text()));
  if (!event.recipient_id.empty()) body += fmt::format(R"(,"recipientId":{})", quoted(event.recipient_id));
  body += fmt::format(R"(,"{}":{})", is_template ? "templateId" : "envelopeId", quoted(subject));
  if (!message.summary.empty()) body += fmt::format(R"(,"envelopeSummary":{})", message.summary);
  return body + "}}";
}

std::vector<std::pair<std::string, std::string>> connect_headers(const KeyedDigest& digest, const std::vector<Secret>& keys, std::string_view body) {
  std::vector<std::pair<std::string, std::string>> headers{{"Content-Type", "application/json; charset=utf-8"}};
  if (keys.empty()) return headers;
  headers.emplace_back("X-Authorization-Digest", "HMACSHA256");
  for (std::size_t i = 0; i < keys.size(); ++i) headers.emplace_back(fmt::format("X-DocuSign-Signature-{}", i + 1), message_signature(digest, keys[i].reveal(), body));
  return headers;
}

}  // namespace switchyard::esign
