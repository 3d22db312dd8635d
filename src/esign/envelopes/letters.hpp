// Letters that an envelope causes to those the service writes to itself (remote signers, copies, senders): asked for in the transaction of the act, written by a
// job that makes the link and hands the letter to the MailQueue.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "esign/service.hpp"

namespace switchyard::esign {

inline constexpr std::string_view kWriteLetterJob = "esign.write_letter";

enum class LetterPurpose : std::uint8_t {
  invitation,   // It is his turn.
  reminder,
  copy,         // A carbon copy's turn, or certified delivery.
  completed,    // To everybody, with the documents.
  declined,     // To the sender and those who have signed or looked.
  voided,
  expiring
};
[[nodiscard]] std::string_view text_of(LetterPurpose purpose);

struct Letter {
  LetterPurpose purpose = LetterPurpose::invitation;
  EnvelopeId envelope;
  RecipientGuid recipient = {};   // Empty: the sender.
  Instant at{};                   // Names this letter: the same purpose, recipient and instant is one letter.
};

// JSON of the job's payload.
[[nodiscard]] std::string payload_of(const Letter& letter);
[[nodiscard]] std::optional<Letter> letter_of(std::string_view payload);

void ask_for_letter(SqlTransaction& transaction, const EsignService& service, const Letter& letter);

}  // namespace switchyard::esign
