// Envelopes with their signers, papers and copies, as they are kept. Called inside the use cases' transactions; throws DatabaseError.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"
#include "signing/envelope.hpp"

namespace switchyard::signing {

struct KeptSigner {
  std::string recipient;                // "1": unique within the envelope.
  SignerProgress progress;              // Its signer's access code is empty here.
  std::optional<std::string> access_code_sealed = {};
};

struct KeptEnvelope {
  Envelope envelope{.id = EnvelopeId(Uuid{}), .subject = {}};  // Its list of signers is empty here: they stand below.
  std::vector<KeptSigner> signers = {};
  std::string provider = {};            // ProviderShelf's name.
  std::string title = {};
  std::string message = {};
  std::string language = "en";
  std::string supplier = {};
  std::optional<Instant> asked_at = {};   // When the provider was last asked how it stands; real time.
  std::optional<Instant> resent_at = {};  // Real time.
  std::optional<std::string> void_reason = {};  // Somebody wants it voided.
  std::optional<Instant> kept_at = {};    // When its finished documents were kept; real time.

  // False once it has ended or is being taken back: its subject may then have another.
  [[nodiscard]] bool is_living() const;
  [[nodiscard]] KeptSigner* signer(std::string_view recipient);
  [[nodiscard]] const KeptSigner* signer_of(SignerRole role) const;
  // As the desk shows it.
  [[nodiscard]] Envelope shown() const;
};

struct NewEnvelopeRows {
  KeptEnvelope envelope;
  std::vector<EnvelopePaper> papers;
  std::vector<CopyReceiver> copies;
};

// False where the subject has a living envelope.
bool insert_envelope(SqlTransaction& transaction, const NewEnvelopeRows& rows);
// State, provider's id, times and reasons, and what is known of its signers.
void update_envelope(SqlTransaction& transaction, const KeptEnvelope& envelope);

[[nodiscard]] std::optional<KeptEnvelope> find_envelope(SqlReader& reader, const EnvelopeId& id);
[[nodiscard]] std::optional<KeptEnvelope> find_provider_envelope(SqlReader& reader, std::string_view provider_envelope);
// The latest of it.
[[nodiscard]] std::optional<KeptEnvelope> find_envelope_of(SqlReader& reader, const EnvelopeSubject& subject);
[[nodiscard]] std::vector<EnvelopePaper> papers_of(SqlReader& reader, const EnvelopeId& id);
[[nodiscard]] std::vector<CopyReceiver> copies_of(SqlReader& reader, const EnvelopeId& id);

// Living ones whose time to sign had ended by `now`, the longest overdue first.
[[nodiscard]] std::vector<EnvelopeId> overdue_envelopes(SqlReader& reader, Instant now, int limit);

struct EnvelopeCount {
  EnvelopeState state;
  std::int64_t count;
};
[[nodiscard]] std::vector<EnvelopeCount> count_envelopes(SqlReader& reader);

}  // namespace switchyard::signing
