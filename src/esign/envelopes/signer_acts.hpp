// What a signer does in the ceremony. Every act is written in the caller's transaction (which may end a session or redeem a token with it), takes the
// envelope's lock first, and writes state, audit event, evidence, Connect event and letters together. From any thread.
//
// Refused by all: envelope_not_found, recipient_not_found (not_found); envelope_voided, envelope_expired, envelope_declined, envelope_completed,
// recipient_done (he is; a second finish is no error), recipient_not_in_sequence, envelope_not_sent (all conflict).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "esign/envelopes/envelope.hpp"
#include "esign/evidence/marks.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

// Who acts, and from where. `session` is a name of the session, never its secret.
struct SignerPresence {
  EnvelopeId envelope;
  RecipientGuid recipient;
  std::string ip = {};
  std::string user_agent = {};
  std::string session = {};
};

// He has opened the ceremony: `delivered`, once; each opening is an audit event. A certified delivery is done by it.
Result<Envelope> record_opened(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who);

// Checked against the text that consumer_disclosure() gives now: disclosure_outdated where the hash is another's.
struct AcceptedText {
  std::string language = "en";
  std::string sha256;
};
Result<void> accept_disclosure(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const AcceptedText& text);

// Seen to its last page.
Result<void> record_viewed_to_end(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, std::string_view document_id);

enum class AdoptionKind : std::uint8_t { typed, drawn, uploaded };
[[nodiscard]] std::string_view text_of(AdoptionKind kind);
[[nodiscard]] std::optional<AdoptionKind> parse_adoption_kind(std::string_view text);

inline constexpr std::size_t kStrokesMax = 500;
inline constexpr std::size_t kStrokePointsMax = 10'000;        // Of all strokes.
inline constexpr std::size_t kSignaturePngSizeMax = 512 * 1024;  // Bytes.

// Typed: TypedName (1 to 100 characters), or the Image of it that the signer saw. Drawn: StampInk (points 0 to 1000). Uploaded: Image, a PNG. Initials may be a
// TypedName in each.
struct Adoption {
  AdoptionKind kind = AdoptionKind::typed;
  MarkInk signature;
  MarkInk initials;
};
struct AdoptedSignature {
  std::string signature_id;      // GUID.
  Adoption adoption;
  Instant adopted_at{};
};
// signature_invalid, disclosure_missing. Takes the place of what was adopted before, as long as he is not done.
Result<AdoptedSignature> adopt_signature(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const Adoption& adoption);
[[nodiscard]] std::optional<AdoptedSignature> find_adopted(SqlReader& reader, const EnvelopeId& envelope, const RecipientGuid& recipient);

// Values of his typed tabs, by tab id; "true" and "false" for checkbox and radio; of sign and initial tabs "true" for placed. A draft that outlives the
// session: nothing is required yet. tab_not_found, tab_locked, tab_value_invalid (with the tab's id as the field).
using TabValues = std::map<TabId, std::string>;
Result<void> save_values(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const TabValues& values);

// Everything signed at once: values given here are saved first. disclosure_missing, signature_missing, tab_required (each a field), price_expired from the
// instant of the custom field switchyardSignBy on. The next order becomes `sent`; after the last one the envelope is completed and
// esign.finish_documents is asked for. Finishing again changes nothing and gives the envelope as it is.
Result<Envelope> finish_signing(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const TabValues& values);

// Ends the envelope for all. decline_not_allowed, reason_required (1 to 1000 characters).
Result<Envelope> decline_to_sign(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, std::string_view reason);

struct NewPerson {
  std::string name;
  std::string email;
  std::string reason = {};
};
// The tabs pass to another, with nothing typed; he is remote and is written to. reassign_not_allowed, person_invalid. Sessions of the former are the caller's to end.
Result<Envelope> reassign(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, const NewPerson& person);

// "access_code", "one_time_code", or what the application said of him ("Password", "SingleSignOn_Other"); a failure is an event as well.
Result<void> record_authentication(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who, std::string_view method, bool passed);

// He left to come back.
Result<void> finish_later(SqlTransaction& transaction, const EsignService& service, const SignerPresence& who);

// The instant from which Finish is refused, where a custom field switchyardSignBy holds one.
[[nodiscard]] std::optional<Instant> sign_by_of(const Envelope& envelope);

// Whether this recipient may hand it on.
[[nodiscard]] bool may_reassign(const Envelope& envelope, bool account_allows);

// Who an application means by (clientUserId, e-mail, name) or by userId: all must equal the envelope's own. UNKNOWN_ENVELOPE_RECIPIENT; where he is embedded and it is not
// his turn RECIPIENT_NOT_IN_SEQUENCE; ENVELOPE_INVALID_STATUS for a draft.
struct ViewedRecipient {
  std::string client_user_id = {};
  std::string email = {};
  std::string user_name = {};
  std::string user_id = {};
  std::string recipient_id = {};
};
Result<RecipientGuid> recipient_for_view(const Envelope& envelope, const ViewedRecipient& asked);

}  // namespace switchyard::esign
