// Letters about envelopes. app/ puts LetteredDesk between contracting and signing, and LetteredListener between signing and contracting: both do what they
// wrap, and write what letters it needs in the same transaction. Invitations and reminders follow by write_due_letters.
#pragma once

#include <functional>
#include <string>

#include "notices/letters/letter_shelf.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/log.hpp"
#include "ports/mail.hpp"
#include "signing/envelope_desk.hpp"
#include "signing/envelope_listener_port.hpp"

namespace switchyard::notices {

// A signed document of more than this is not attached.
inline constexpr std::size_t kAttachedDocumentSizeMax = 10 * 1024 * 1024;

// All outlive it; used from many threads.
struct EnvelopeLetterParts {
  Database& database;
  const Clock& clock;                    // Business time of the environment.
  MailQueue& mail;
  const LetterShelf& shelf;
  std::function<LetterBrand(const std::string& partner)> brand;
  Log& log;
};

class LetteredDesk final : public signing::EnvelopeDesk {
 public:
  LetteredDesk(signing::EnvelopeDesk& inner, EnvelopeLetterParts parts) : inner_(inner), parts_(std::move(parts)) {}

  // An envelope with a signer whom we write to is looked at from its commit on.
  Result<signing::EnvelopeId> send(SqlTransaction& transaction, const signing::NewEnvelope& asked) override;
  Result<signing::SigningLink> open_link(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, const signing::LinkOptions& options) override;
  Result<void> void_envelope(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, std::string_view reason) override;
  // Whoever's turn it is gets a new invitation.
  Result<void> resend(SqlTransaction& transaction, const signing::EnvelopeSubject& subject) override;
  Result<void> correct_signer(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, const signing::Signer& corrected) override;
  Result<void> refresh(SqlTransaction& transaction, const signing::EnvelopeSubject& subject) override;
  std::optional<signing::Envelope> find(SqlReader& reader, const signing::EnvelopeSubject& subject) override;

 private:
  signing::EnvelopeDesk& inner_;
  const EnvelopeLetterParts parts_;
};

class LetteredListener final : public signing::EnvelopeListener {
 public:
  // `desk` tells how envelopes stand.
  LetteredListener(signing::EnvelopeListener& inner, signing::EnvelopeDesk& desk, EnvelopeLetterParts parts) : inner_(inner), desk_(desk), parts_(std::move(parts)) {}

  Result<void> hear(SqlTransaction& transaction, const signing::EnvelopeNews& news) override;
  Result<void> keep(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, std::span<const signing::FinishedDocument> documents) override;

 private:
  signing::EnvelopeListener& inner_;
  signing::EnvelopeDesk& desk_;
  const EnvelopeLetterParts parts_;
};

// Invites those whose turn it is and reminds them; an envelope a transaction, safe beside other nodes. At every look of a worker; gives how many envelopes were
// looked at.
int write_due_letters(const EnvelopeLetterParts& parts, signing::EnvelopeDesk& desk);

}  // namespace switchyard::notices
