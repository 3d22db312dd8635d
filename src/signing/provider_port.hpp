// What signing asks of a signature provider: envelopes made, watched and fetched. Every call blocks and reaches out: never inside a transaction.
// Implemented by adapters/docusign for DocuSign and for the built-in service alike.
//
// Refusals: kind rate_limited (asked too often: not_before() says until when) and unavailable (no answer, a lost login, a missing consent) may end
// otherwise later; every other kind is final. Codes stand in api/errors.md where partners see them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "signing/envelope.hpp"
#include "signing/paper_source_port.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::signing {

struct OrderedSigner {
  std::string recipient;                // Our id of him within the envelope: "1".
  std::string client_user;              // Not empty: embedded.
  Signer signer;
};

struct EnvelopeOrder {
  std::string transaction;              // Ours: looked up before it is tried again. env_….
  std::string title;                    // Of letters.
  std::string message;
  std::string language;
  std::vector<PaperBytes> papers;       // In order; the provider numbers them from 1.
  std::vector<OrderedSigner> signers;
  std::vector<CopyReceiver> copies;
  std::vector<std::pair<std::string, std::string>> custom_fields;
  std::int64_t expire_after_days = 120;
  std::int64_t remind_after_days = 3;   // 0: never.
  std::string supplier = {};            // Whose own template is laid under the papers, where the settings name one.
};

struct ProviderRecipient {
  std::string recipient;                // OrderedSigner::recipient.
  bool is_done = false;
  std::optional<Instant> delivered_at = {};
  std::optional<Instant> signed_at = {};
  std::optional<Instant> declined_at = {};
  std::string declined_reason = {};
};

// How an envelope stands there. Instants are the provider's.
struct ProviderEnvelope {
  std::string id;
  EnvelopeState state = EnvelopeState::sent;
  std::optional<Instant> state_at = {}; // When it came to that state.
  std::string reason = {};              // Of a void.
  std::vector<ProviderRecipient> recipients = {};
};

// One callback. Without `envelope` it only says that something happened: read() tells what.
struct ProviderEvent {
  std::string event;                    // "envelope-completed"
  std::string envelope_id;
  std::string recipient = {};
  std::string generated_at = {};        // As sent: part of the key under which it is applied once.
  std::optional<ProviderEnvelope> envelope = {};
};

struct ViewOrder {
  std::string envelope_id;
  std::string recipient;
  std::string client_user;
  std::string name;                     // Exactly as ordered or corrected.
  std::string email;
  std::string return_url;
  std::vector<std::string> frame_ancestors = {};
};

struct SignerCorrection {
  std::string envelope_id;
  std::string recipient;
  std::string client_user;
  Signer signer;
};

struct EnvelopeChange {
  std::string id;
  EnvelopeState state = EnvelopeState::sent;
};

enum class FinishedFile : std::uint8_t { combined, certificate };

// Safe to call from many threads.
class SigningProvider {
 public:
  virtual ~SigningProvider() = default;
  // The provider's id of the envelope, which is sent.
  virtual Result<std::string> create(const EnvelopeOrder& order) = 0;
  virtual Result<std::optional<std::string>> find_by_transaction(const std::string& transaction) = 0;
  // A URL for one opening within minutes: never stored, never mailed. signer_not_in_turn, envelope_ended, signer_mismatch.
  virtual Result<std::string> recipient_view(const ViewOrder& order) = 0;
  // Voided already is fine; envelope_completed and envelope_ended (declined) say that it was too late.
  virtual Result<void> void_envelope(const std::string& envelope_id, const std::string& reason) = 0;
  virtual Result<void> resend(const std::string& envelope_id) = 0;
  virtual Result<void> correct_signer(const SignerCorrection& correction) = 0;
  virtual Result<ProviderEnvelope> read(const std::string& envelope_id) = 0;
  virtual Result<std::vector<EnvelopeChange>> changed_since(Instant since) = 0;
  // The PDF, once it is sealed; unavailable before.
  virtual Result<std::string> download(const std::string& envelope_id, FinishedFile file) = 0;

  // Whether one of the signatures over the raw body is by one of our keys; in constant time.
  [[nodiscard]] virtual bool is_genuine(std::string_view body, std::span<const std::string> signatures) const = 0;
  // callback_malformed.
  [[nodiscard]] virtual Result<ProviderEvent> parse_event(std::string_view body) const = 0;
  // Before this instant of real time it is not to be asked; none: at once.
  [[nodiscard]] virtual std::optional<Instant> not_before() const = 0;
};

// The providers of one environment. An envelope stays with the one that it was made at. Safe to call from many threads.
class ProviderShelf {
 public:
  virtual ~ProviderShelf() = default;
  // The name under which a partner's envelopes are made ("docusign", "builtin/prt_…", "docusign/prt_…"); empty: signing is not set up.
  [[nodiscard]] virtual std::string name_for(std::string_view partner) const = 0;
  // Null while it is not (or no longer) there: a server that only starts, settings that changed.
  [[nodiscard]] virtual SigningProvider* find(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<std::string> names() const = 0;
};

}  // namespace switchyard::signing
