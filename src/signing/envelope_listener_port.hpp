// Who hears what became of envelopes, and keeps what was signed. Called by signing's jobs in the transaction that writes the envelope's own state, in an
// order that may differ from that in which things happened: every call must bear being repeated and being late.
#pragma once

#include <span>
#include <string>

#include "ports/database.hpp"
#include "signing/envelope.hpp"
#include "values/result.hpp"

namespace switchyard::signing {

enum class EnvelopeNewsKind : std::uint8_t {
  viewed,             // The first signer has opened it.
  signer_done,        // One signer has finished.
  customer_side_done, // All signers but the supplier have: `at` is the latest of their instants. Comes after the last signer_done.
  completed,          // Everybody has, suppliers too.
  declined,           // `role` and `reason` say who and why.
  voided,             // By us, by the sender at the provider, or by its clock.
  failed              // The provider refused to send it; `reason` is for an operator and for the partner.
};

struct EnvelopeNews {
  EnvelopeId envelope;
  EnvelopeSubject subject;
  EnvelopeNewsKind kind = EnvelopeNewsKind::viewed;
  Instant at{};                         // When it happened, by the provider: never when the news came.
  SignerRole role = SignerRole::customer;
  std::string signer_name = {};
  std::string reason = {};
};

struct FinishedDocument {
  enum class Kind : std::uint8_t { combined, certificate };
  Kind kind = Kind::combined;
  std::string file_name;                // "SY-2026-000123-signed.pdf"
  std::string bytes;
  std::string sha256;                   // Hex, of the bytes.
};

class EnvelopeListener {
 public:
  virtual ~EnvelopeListener() = default;
  // An Error undoes the transaction, and the job tries again.
  virtual Result<void> hear(SqlTransaction& transaction, const EnvelopeNews& news) = 0;
  // Once after completion. The same documents twice are kept once (by their hash).
  virtual Result<void> keep(SqlTransaction& transaction, const EnvelopeSubject& subject, std::span<const FinishedDocument> documents) = 0;
};

}  // namespace switchyard::signing
