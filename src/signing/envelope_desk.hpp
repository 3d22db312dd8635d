// What contracts and authorizations ask of signing. Every call writes in the caller's transaction and never reaches out: the provider is asked by
// jobs after the commit. What happens at the provider comes back through EnvelopeListener.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"
#include "signing/envelope.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::signing {

struct NewEnvelope {
  EnvelopeSubject subject;
  std::vector<EnvelopePaper> papers;    // 1 to 40.
  std::vector<Signer> signers;          // 1 to 10; of one role at most one.
  std::vector<CopyReceiver> copies = {};
  std::string language = "en";
  std::string title = {};               // The subject of letters: "Agreement SY-2026-000123 for Fountain Foods LLC".
  std::string message = {};             // A line or two to the signer.
  std::optional<Instant> sign_by = {};  // Business time. Our ceremony refuses Finish from then on; a job voids it elsewhere.
  std::string supplier = {};            // A supplier's own DocuSign template, where the settings name one, is laid under the papers.
};

// Our own long-lived link: it makes a fresh view of the provider's when it is opened, until the envelope ends.
struct SigningLink {
  std::string url;                      // PUBLIC_URL/sign/TOKEN
  std::optional<Instant> expires_at = {};  // sign_by, or none.
};

struct LinkOptions {
  SignerRole role = SignerRole::customer;
  std::string return_url = {};          // Where the ceremony ends, with event=… added; https, or http on loopback in Test. Empty: our own closing page.
  std::vector<std::string> frame_ancestors = {};  // Origins that may frame it; none: nobody.
};

// Safe to call from many threads.
class EnvelopeDesk {
 public:
  virtual ~EnvelopeDesk() = default;
  // Refused as envelope_exists (a living one of that subject), signer_invalid, envelope_too_large.
  virtual Result<EnvelopeId> send(SqlTransaction& transaction, const NewEnvelope& asked) = 0;
  // Refused as envelope_not_found, envelope_ended, signer_not_found, return_url_invalid, frame_ancestor_invalid.
  virtual Result<SigningLink> open_link(SqlTransaction& transaction, const EnvelopeSubject& subject, const LinkOptions& options) = 0;
  // Takes it back, if there is a living one; done already is fine. Refused as envelope_completed.
  virtual Result<void> void_envelope(SqlTransaction& transaction, const EnvelopeSubject& subject, std::string_view reason) = 0;
  // Writes to the signers whose turn it is again. At most once a minute (envelope_resent_lately).
  virtual Result<void> resend(SqlTransaction& transaction, const EnvelopeSubject& subject) = 0;
  // Name and address of one who has not signed; also changes his access code where one is given.
  virtual Result<void> correct_signer(SqlTransaction& transaction, const EnvelopeSubject& subject, const Signer& corrected) = 0;
  // Asks the provider how it stands, at most once in 15 minutes an envelope (answered from what is stored meanwhile).
  virtual Result<void> refresh(SqlTransaction& transaction, const EnvelopeSubject& subject) = 0;
  // The latest of that subject, living or ended.
  [[nodiscard]] virtual std::optional<Envelope> find(SqlReader& reader, const EnvelopeSubject& subject) = 0;
};

}  // namespace switchyard::signing
