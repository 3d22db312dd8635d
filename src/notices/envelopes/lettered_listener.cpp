#include <algorithm>

#include "notices/envelopes/envelope_letters.hpp"
#include "notices/envelopes/followed_envelope_store.hpp"
#include "notices/envelopes/letter_writing.hpp"

namespace switchyard::notices {
namespace {

// Those who were invited, each address once, as the envelope knows them now.
std::vector<const signing::SignerProgress*> invited_signers(SqlReader& reader, const FollowedEnvelope& followed, const signing::Envelope& envelope) {
  const auto invitations = invitations_of(reader, followed.id);
  std::vector<const signing::SignerProgress*> invited;
  for (const signing::SignerProgress& each : envelope.signers) {
    const bool was_asked = std::ranges::any_of(invitations, [&](const Invitation& one) { return one.role == each.signer.role && one.address == each.signer.email; });
    if (was_asked) invited.push_back(&each);
  }
  return invited;
}

// To everybody who was invited but the one in `but`.
void write_to_signers(SqlTransaction& transaction, const EnvelopeLetterParts& parts, signing::EnvelopeDesk& desk, const FollowedEnvelope& followed, LetterKind kind,
                      const LetterValues& values, std::optional<signing::SignerRole> but = {}) {
  const auto envelope = desk.find(transaction, followed.subject);
  if (!envelope || envelope->id != followed.id) return;
  for (const signing::SignerProgress* each : invited_signers(transaction, followed, *envelope)) {
    if (but && each->signer.role == *but) continue;
    write_letter(transaction, parts, {.kind = kind, .envelope = followed, .receiver = {.name = each->signer.name, .address = each->signer.email}, .language = each->signer.language,
                                      .values = values});
  }
}

// The one text of the signed papers that fits a letter.
const signing::FinishedDocument* attachable(std::span<const signing::FinishedDocument> documents) {
  for (const signing::FinishedDocument& document : documents) {
    if (document.kind == signing::FinishedDocument::Kind::combined && document.bytes.size() <= kAttachedDocumentSizeMax) return &document;
  }
  return nullptr;
}

std::string safe_file_name(const std::string& name) {
  std::string safe;
  for (const char c : name) safe += c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ? '_' : c;
  constexpr std::size_t kSizeMax = 150;
  return safe.empty() || safe.size() > kSizeMax ? "signed.pdf" : safe;
}

}  // namespace

Result<void> LetteredListener::hear(SqlTransaction& transaction, const signing::EnvelopeNews& news) {
  auto heard = inner_.hear(transaction, news);
  if (!heard) return heard;
  const auto followed = find_followed(transaction, news.envelope);
  if (!followed) return {};
  using Kind = signing::EnvelopeNewsKind;
  const LetterValues values{{"who", news.signer_name}, {"reason", news.reason}};
  switch (news.kind) {
    case Kind::viewed: return {};
    case Kind::signer_done: look_again_at(transaction, followed->id, parts_.clock.now()); return {};
    case Kind::customer_side_done:
      if (followed->sign_by && news.at >= *followed->sign_by) write_to_partner(transaction, parts_, *followed, LetterKind::signed_late, values);
      return {};
    case Kind::declined:
      write_to_partner(transaction, parts_, *followed, LetterKind::declined, values);
      write_to_signers(transaction, parts_, desk_, *followed, LetterKind::declined_signer, values, news.role);
      break;
    case Kind::voided:
      write_to_partner(transaction, parts_, *followed, LetterKind::voided, values);
      write_to_signers(transaction, parts_, desk_, *followed, LetterKind::voided_signer, values);
      break;
    case Kind::failed: write_to_partner(transaction, parts_, *followed, LetterKind::failed, values); break;
    case Kind::completed: break;
  }
  close_followed(transaction, followed->id);
  return {};
}

Result<void> LetteredListener::keep(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, std::span<const signing::FinishedDocument> documents) {
  auto kept = inner_.keep(transaction, subject, documents);
  if (!kept) return kept;
  const auto followed = find_followed_of(transaction, subject);
  if (!followed) return {};
  const auto envelope = desk_.find(transaction, subject);
  if (!envelope || envelope->id != followed->id) return {};
  const signing::FinishedDocument* document = attachable(documents);
  const LetterValues values{{document == nullptr ? "too_large" : "attached", "yes"}};
  std::vector<MailAttachment> attachments;
  if (document != nullptr) attachments.push_back({safe_file_name(document->file_name), "application/pdf", document->bytes});
  for (const signing::SignerProgress* each : invited_signers(transaction, *followed, *envelope)) {
    write_letter(transaction, parts_, {.kind = LetterKind::completed, .envelope = *followed, .receiver = {.name = each->signer.name, .address = each->signer.email},
                                       .language = each->signer.language, .values = values, .attachments = attachments});
  }
  return {};
}

}  // namespace switchyard::notices
