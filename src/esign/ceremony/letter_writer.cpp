#include "esign/ceremony/letter_writer.hpp"

#include <fmt/format.h>

#include "esign/accounts/account_desk.hpp"
#include "esign/ceremony/letter_form.hpp"
#include "esign/ceremony/letter_words.hpp"
#include "esign/ceremony/view_desk.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/finished_documents.hpp"
#include "esign/envelopes/letters.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kAttachedSizeMax = 8u << 20;  // Bytes of a finished document that goes with its letter; a greater one is behind the link alone.

// Whether there is still cause for it.
bool is_due(const Letter& letter, const Envelope& envelope, const Recipient* recipient) {
  switch (letter.purpose) {
    case LetterPurpose::invitation:
    case LetterPurpose::reminder:
    case LetterPurpose::expiring: return !is_final(envelope.status) && recipient != nullptr && recipient->can_act();
    case LetterPurpose::copy: return !is_final(envelope.status) || envelope.status == EnvelopeStatus::completed;
    case LetterPurpose::completed: return envelope.status == EnvelopeStatus::completed;
    case LetterPurpose::declined: return envelope.status == EnvelopeStatus::declined;
    case LetterPurpose::voided: return envelope.status == EnvelopeStatus::voided;
  }
  return false;
}

// An embedded signer with a start URL goes through the application that vouches for him.
std::string link_for(SqlTransaction& transaction, const Ceremony& ceremony, const Letter& letter, const Envelope& envelope, const Recipient& recipient) {
  const bool is_ended = letter.purpose == LetterPurpose::declined || letter.purpose == LetterPurpose::voided;
  if (is_ended || (recipient.is_embedded() && recipient.embedded_start_url.empty())) return {};
  const std::string& start = recipient.embedded_start_url;
  if (recipient.is_embedded() && (start.starts_with("https://") || start.starts_with("http://"))) return start;
  return make_letter_link(transaction, ceremony, envelope, recipient);
}

Result<void> write_letter(SqlTransaction& transaction, const Ceremony& ceremony, const Letter& letter, const std::optional<DownloadedFile>& file) {
  const auto envelope = find_envelope_of_any_account(transaction, letter.envelope);
  const auto account = envelope ? find_account(transaction, envelope->account) : std::nullopt;
  if (!envelope || !account) return {};
  const Recipient* recipient = letter.recipient.empty() ? nullptr : envelope->recipient(letter.recipient);
  if ((recipient == nullptr && !letter.recipient.empty()) || !is_due(letter, *envelope, recipient)) return {};
  const MailAddress to = recipient == nullptr ? MailAddress{.name = envelope->sender_name, .address = envelope->sender_email}
                                              : MailAddress{.name = recipient->name, .address = recipient->email};
  if (to.address.empty()) return {};
  const LetterBrand brand = brand_of(*account);
  LetterFacts facts{.purpose = letter.purpose, .brand = brand.name, .envelope = &*envelope, .recipient = recipient};
  if (recipient != nullptr) {
    facts.language = recipient->language.starts_with("es") ? "es" : "en";
    if (const std::string url = link_for(transaction, ceremony, letter, *envelope, *recipient); !url.empty()) facts.link = LetterButton{"", url};
  }
  Mail mail = form_letter(brand, ceremony.service.environment, letter_content(facts), to);
  mail.category = fmt::format("signing_{}", text_of(letter.purpose));
  mail.subject_id = envelope->id.text();
  if (recipient != nullptr) mail.reply_to = envelope->sender_email;
  if (file) mail.attachments.push_back({.file_name = file->file_name, .content_type = "application/pdf", .bytes = file->bytes});
  const auto queued = ceremony.mail.enqueue(transaction, mail,
                                            fmt::format("esign:{}:{}:{}:{}", text_of(letter.purpose), envelope->id.text(), letter.recipient.text(), letter.at.unix_ms()));
  // An address that no letter can go to is the sender's mistake: the envelope stays, and the log says so.
  if (!queued) ceremony.service.log.write(LogLevel::warning, "a letter cannot be written: " + queued.error().message, {});
  return {};
}

}  // namespace

outbox::JobHandler letter_writer(const Ceremony& ceremony) {
  return [&ceremony](const outbox::Job& job) -> Result<outbox::JobEffect> {
    const auto letter = letter_of(job.payload);
    if (!letter) return Error{ErrorKind::invalid, "letter_malformed", "The job's payload names no letter."};
    std::optional<DownloadedFile> file;
    if (letter->purpose == LetterPurpose::completed) {
      std::optional<Envelope> envelope;
      ceremony.service.database.read([&](SqlReader& reader) { envelope = find_envelope_of_any_account(reader, letter->envelope); });
      if (envelope) {
        auto finished = download(ceremony.service, *envelope, "combined");
        if (!finished) return std::move(finished).error();
        if (finished->bytes.size() <= kAttachedSizeMax) file = std::move(*finished);
      }
    }
    return outbox::JobEffect([&ceremony, letter = *letter, file = std::move(file)](SqlTransaction& transaction) { return write_letter(transaction, ceremony, letter, file); });
  };
}

}  // namespace switchyard::esign
