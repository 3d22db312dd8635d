#include "notices/envelopes/letter_writing.hpp"

#include <fmt/format.h>

namespace switchyard::notices {
namespace {

constexpr std::size_t kNameSizeMax = 200;

void write(SqlTransaction& transaction, const EnvelopeLetterParts& parts, const EnvelopeLetter& letter, const LetterBrand& brand) {
  const FollowedEnvelope& envelope = letter.envelope;
  LetterValues values = letter.values;
  values["title"] = envelope.title;
  values["reference"] = envelope.subject.id;
  values["receiver"] = letter.receiver.name.empty() ? letter.receiver.address : letter.receiver.name;
  values["contact"] = brand.email;
  if (envelope.sign_by) values["sign_by"] = letter_time(*envelope.sign_by, letter.language);
  Mail mail = parts.shelf.write(letter.kind, letter.language, brand, std::move(values));
  mail.to = {letter.receiver};
  if (mail.to.front().name.size() > kNameSizeMax) mail.to.front().name.clear();
  mail.attachments = letter.attachments;
  mail.category = fmt::format("signing_{}", text_of(letter.kind));
  mail.subject_id = envelope.subject.id;
  const std::string id = envelope.id.text();
  const auto taken = parts.mail.enqueue(transaction, mail, fmt::format("{}:{}:{}:{}", mail.category, id, letter.receiver.address, letter.key));
  if (taken) return;
  parts.log.warning("a letter was not written", {{"envelope.id", std::string_view(id)}, {"letter.category", std::string_view(mail.category)},
                                                {"cause", std::string_view(taken.error().message)}});
}

}  // namespace

void write_letter(SqlTransaction& transaction, const EnvelopeLetterParts& parts, const EnvelopeLetter& letter) {
  write(transaction, parts, letter, parts.brand(letter.envelope.subject.partner));
}

void write_to_partner(SqlTransaction& transaction, const EnvelopeLetterParts& parts, const FollowedEnvelope& envelope, LetterKind kind, const LetterValues& values) {
  const LetterBrand brand = parts.brand(envelope.subject.partner);
  if (brand.email.empty()) return;
  write(transaction, parts, {.kind = kind, .envelope = envelope, .receiver = {.name = brand.name, .address = brand.email}, .language = brand.language, .values = values}, brand);
}

}  // namespace switchyard::notices
