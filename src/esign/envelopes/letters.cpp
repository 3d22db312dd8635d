#include "esign/envelopes/letters.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace switchyard::esign {
namespace {

constexpr std::array<std::string_view, 7> kPurposes{"invitation", "reminder", "copy", "completed", "declined", "voided", "expiring"};

}  // namespace

std::string_view text_of(LetterPurpose purpose) { return kPurposes[static_cast<std::size_t>(purpose)]; }

std::string payload_of(const Letter& letter) {
  const auto purpose = text_of(letter.purpose);
  return boost::json::serialize(boost::json::object{{"purpose", boost::json::string_view(purpose.data(), purpose.size())},
                                                    {"envelopeId", letter.envelope.text()},
                                                    {"recipientGuid", letter.recipient.text()},
                                                    {"at", letter.at.unix_ms()}});
}

std::optional<Letter> letter_of(std::string_view payload) {
  boost::system::error_code wrong;
  const auto parsed = boost::json::parse(boost::json::string_view(payload.data(), payload.size()), wrong);
  if (wrong || !parsed.is_object()) return std::nullopt;
  const auto& members = parsed.as_object();
  const auto* purpose = members.if_contains("purpose");
  const auto* envelope = members.if_contains("envelopeId");
  const auto* recipient = members.if_contains("recipientGuid");
  const auto* at = members.if_contains("at");
  if (purpose == nullptr || envelope == nullptr || recipient == nullptr || at == nullptr) return std::nullopt;
  if (!purpose->is_string() || !envelope->is_string() || !recipient->is_string() || !at->is_int64()) return std::nullopt;
  const auto found = std::find(kPurposes.begin(), kPurposes.end(), std::string_view(purpose->as_string()));
  if (found == kPurposes.end()) return std::nullopt;
  return Letter{.purpose = static_cast<LetterPurpose>(found - kPurposes.begin()),
                .envelope = EnvelopeId::of_stored(envelope->as_string()),
                .recipient = RecipientGuid::of_stored(recipient->as_string()),
                .at = Instant::from_unix_ms(at->as_int64())};
}

void ask_for_letter(SqlTransaction& transaction, const EsignService& service, const Letter& letter) {
  const std::string payload = payload_of(letter);
  service.outbox.enqueue(transaction, {.kind = kWriteLetterJob, .payload = payload, .dedupe_key = payload});
}

}  // namespace switchyard::esign
