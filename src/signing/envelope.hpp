// A request for signatures, as contracts and authorizations see it: what is signed, by whom, in which order, and how far it is.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "values/id.hpp"
#include "values/instant.hpp"

namespace switchyard::signing {

struct EnvelopeTag { static constexpr std::string_view kPrefix = "env"; };
using EnvelopeId = Id<EnvelopeTag>;

// What the envelope is for. A countersignature is a second envelope, of the supplier, over a contract that the customer's side has signed.
enum class EnvelopePurpose : std::uint8_t { agreement, authorization, countersignature };

// What is signed. One living envelope for each: a new one voids none by itself, the caller does.
struct EnvelopeSubject {
  std::string partner;                  // prt_…
  EnvelopePurpose purpose = EnvelopePurpose::agreement;
  std::string id;                       // ctr_… or aut_…
  std::int64_t document_version = 1;
  auto operator<=>(const EnvelopeSubject&) const = default;
};

enum class SignerRole : std::uint8_t { customer, co_signer, agency, supplier };

struct Signer {
  SignerRole role = SignerRole::customer;
  std::string name;                     // 1 to 100 characters.
  std::string email;
  std::string title = {};
  std::int64_t routing_order = 1;       // Equal numbers sign beside each other; a greater one waits for all smaller.
  bool is_embedded = true;              // Signs behind our own link; else the provider writes to him.
  std::string access_code = {};         // Asked before anything is shown; empty: none.
  std::string language = "en";
  bool is_written_to = true;            // Of an embedded one: he gets our letter with the link. False: whoever sent it shows the link himself.
};

struct CopyReceiver {
  std::string name;
  std::string email;
};

// In the order in which signers read them.
struct EnvelopePaper {
  std::string document;                 // doc_…: the key of PaperSource.
  std::string title;
};

enum class EnvelopeState : std::uint8_t {
  queued,      // Committed here; the provider has not confirmed it yet.
  sent,
  delivered,   // All who can act have opened it.
  completed,
  declined,
  voided,
  failed       // The provider refused it for good; the reason says why.
};

struct SignerProgress {
  Signer signer;
  std::string provider_recipient = {};  // The provider's id of him.
  std::optional<Instant> delivered_at = {};
  std::optional<Instant> signed_at = {};     // The provider's instant.
  std::optional<Instant> declined_at = {};
  std::string declined_reason = {};
};

struct Envelope {
  EnvelopeId id;
  EnvelopeSubject subject;
  EnvelopeState state = EnvelopeState::queued;
  std::string provider_envelope = {};   // GUID; empty while queued.
  std::vector<SignerProgress> signers = {};
  std::optional<Instant> sign_by = {};
  std::string reason = {};              // Of a decline, void or failure.
  Instant created_at{};
  Instant changed_at{};                 // When its state last moved.
};

}  // namespace switchyard::signing
