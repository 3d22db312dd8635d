#include "app/sandbox/sandbox_signer.hpp"

#include <algorithm>

#include "esign/accounts/account_desk.hpp"
#include "esign/envelopes/consumer_disclosure.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/envelopes/signer_acts.hpp"
#include "esign/envelopes/tab_filling.hpp"

namespace switchyard::app {
namespace {

using esign::Recipient;
using esign::Tab;
using esign::TabKind;

constexpr std::string_view kPriceEndField = "switchyardSignBy";

// "Ana Ruiz" signs short as AR.
std::string initials_of(std::string_view name) {
  std::string initials;
  bool is_at_word = true;
  for (const char c : name) {
    if (c == ' ') {
      is_at_word = true;
    } else if (is_at_word) {
      initials += c;
      is_at_word = false;
    }
  }
  return initials.substr(0, 8);
}

std::string filling(const Recipient& signer, const Tab& tab) {
  switch (tab.kind) {
    case TabKind::sign_here:
    case TabKind::initial_here:
    case TabKind::checkbox:
    case TabKind::radio: return "true";
    case TabKind::number: return "1";
    case TabKind::date: return "01/15/2027";
    case TabKind::email: return signer.email;
    case TabKind::list: return tab.items.empty() ? std::string() : tab.items.front().value;
    default: return "Text";
  }
}

// Radios of one group are missing until one of them is chosen: the first is.
esign::TabValues fillings(const Recipient& signer) {
  esign::TabValues values;
  std::string filled_group;
  for (const Tab& tab : signer.tabs) {
    if (!esign::is_missing(signer, tab)) continue;
    if (tab.kind == TabKind::radio && tab.group == filled_group) continue;
    if (tab.kind == TabKind::radio) filled_group = tab.group;
    values[tab.id] = filling(signer, tab);
  }
  return values;
}

esign::SignerPresence presence_of(const esign::Envelope& envelope, const Recipient& signer) {
  return {.envelope = envelope.id, .recipient = signer.guid, .ip = "127.0.0.1", .user_agent = "Switchyard Test call", .session = "test-call"};
}

Result<void> sign_one(SqlTransaction& transaction, const esign::EsignService& service, const esign::Envelope& envelope, const Recipient& signer) {
  const esign::SignerPresence who = presence_of(envelope, signer);
  if (auto opened = esign::record_opened(transaction, service, who); !opened) return opened.error();
  const auto account = esign::find_account(transaction, envelope.account);
  if (!account) return Error{ErrorKind::not_found, "esign_account_not_found", "The envelope's account is gone."};
  const auto disclosure = esign::consumer_disclosure(*account, signer.language, service.jose);
  if (auto agreed = esign::accept_disclosure(transaction, service, who, {.language = disclosure.language, .sha256 = disclosure.sha256}); !agreed) return agreed;
  for (const esign::Document& document : envelope.documents) {
    if (auto seen = esign::record_viewed_to_end(transaction, service, who, document.document_id); !seen) return seen;
  }
  const esign::Adoption adoption{.signature = esign::TypedName{signer.name}, .initials = esign::TypedName{initials_of(signer.name)}};
  if (auto adopted = esign::adopt_signature(transaction, service, who, adoption); !adopted) return adopted.error();
  if (auto finished = esign::finish_signing(transaction, service, who, fillings(signer)); !finished) return finished.error();
  return {};
}

const Recipient* next_signer(const esign::Envelope& envelope) {
  const auto found = std::ranges::find_if(envelope.recipients, [](const Recipient& one) { return one.signs() && one.can_act(); });
  return found == envelope.recipients.end() ? nullptr : &*found;
}

}  // namespace

Result<esign::Envelope> envelope_at_service(SqlReader& reader, const std::optional<signing::Envelope>& sent) {
  using signing::EnvelopeState;
  if (!sent) return Error{ErrorKind::not_found, "envelope_not_found", "Nothing of it was sent to be signed: send the contract first."};
  if (sent->state == EnvelopeState::queued) return Error{ErrorKind::unavailable, "envelope_not_ready", "The signing service is about to get the envelope; ask again in a second."};
  if (sent->state != EnvelopeState::sent && sent->state != EnvelopeState::delivered) return Error{ErrorKind::conflict, "envelope_ended", "The envelope is signed, declined or taken back."};
  const auto id = esign::EnvelopeId::parse(sent->provider_envelope);
  auto envelope = id ? esign::find_envelope_of_any_account(reader, *id) : std::nullopt;
  if (!envelope) return Error{ErrorKind::conflict, "signing_elsewhere", "Another provider than the built-in service has the envelope: sign it there."};
  return std::move(*envelope);
}

Result<void> sign_as_everybody(SqlTransaction& transaction, const esign::EsignService& service, const esign::EnvelopeId& id) {
  for (std::size_t turns = 0; turns < esign::kRecipientsMax; ++turns) {
    const auto envelope = esign::find_envelope_of_any_account(transaction, id);
    const Recipient* signer = envelope ? next_signer(*envelope) : nullptr;
    if (signer == nullptr) break;
    if (auto signed_ = sign_one(transaction, service, *envelope, *signer); !signed_) return signed_;
  }
  return {};
}

Result<void> decline_as_next(SqlTransaction& transaction, const esign::EsignService& service, const esign::EnvelopeId& id, std::string_view reason) {
  const auto envelope = esign::find_envelope_of_any_account(transaction, id);
  const Recipient* signer = envelope ? next_signer(*envelope) : nullptr;
  if (signer == nullptr) return Error{ErrorKind::conflict, "envelope_ended", "Nobody is left to sign it."};
  const esign::SignerPresence who = presence_of(*envelope, *signer);
  if (auto opened = esign::record_opened(transaction, service, who); !opened) return opened.error();
  if (auto declined = esign::decline_to_sign(transaction, service, who, reason); !declined) return declined.error();
  return {};
}

Result<void> forget_price_end(const esign::EsignService& service, const esign::Envelope& envelope) {
  if (envelope.custom_field(kPriceEndField).empty()) return {};
  const esign::Sender sender{.account = envelope.account, .user = envelope.sender, .ip = "127.0.0.1", .user_agent = "Switchyard Test call"};
  const esign::CustomField field{.name = std::string(kPriceEndField)};
  if (auto gone = esign::delete_custom_fields(service, sender, envelope.id, {field}); !gone) return gone.error();
  return {};
}

}  // namespace switchyard::app
