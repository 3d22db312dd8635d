// One letter about an envelope, into the queue.
#pragma once

#include <string>

#include "notices/envelopes/envelope_letters.hpp"
#include "notices/envelopes/followed_envelope.hpp"

namespace switchyard::notices {

struct EnvelopeLetter {
  LetterKind kind = LetterKind::invitation;
  const FollowedEnvelope& envelope;
  MailAddress receiver;
  std::string language = "en";
  LetterValues values = {};               // Beside title, reference, sign_by, receiver and contact.
  std::vector<MailAttachment> attachments = {};
  std::string key = {};                   // With kind, envelope and receiver's address it names the letter: written once.
};

// A letter that no server could take (an address that is none) is logged and left out: it must not hold up what it speaks of.
void write_letter(SqlTransaction& transaction, const EnvelopeLetterParts& parts, const EnvelopeLetter& letter);
// To the partner's contact, where there is one.
void write_to_partner(SqlTransaction& transaction, const EnvelopeLetterParts& parts, const FollowedEnvelope& envelope, LetterKind kind, const LetterValues& values);

}  // namespace switchyard::notices
