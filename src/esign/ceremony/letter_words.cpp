#include "esign/ceremony/letter_words.hpp"

#include <fmt/format.h>

namespace switchyard::esign {
namespace {

// {0} the envelope's title, {1} the sender, {2} who declined or the like, {3} the brand.
struct Words {
  LetterPurpose purpose;
  std::string_view language;
  std::string_view subject;
  std::string_view body;
  std::string_view button;
};

constexpr Words kWords[] = {
    {LetterPurpose::invitation, "en", "Please sign: {0}", "{1} sent you \"{0}\" to read and sign. It takes a few minutes, on a phone or a computer.", "Review and sign"},
    {LetterPurpose::invitation, "es", "Para firmar: {0}", "{1} le envió \"{0}\" para leer y firmar. Toma unos minutos, en un teléfono o una computadora.", "Revisar y firmar"},
    {LetterPurpose::reminder, "en", "Reminder to sign: {0}", "\"{0}\" from {1} still waits for your signature.", "Review and sign"},
    {LetterPurpose::reminder, "es", "Recordatorio de firma: {0}", "\"{0}\" de {1} todavía espera su firma.", "Revisar y firmar"},
    {LetterPurpose::copy, "en", "For your records: {0}", "{1} sent you a copy of \"{0}\". There is nothing to sign.", "See the document"},
    {LetterPurpose::copy, "es", "Para su archivo: {0}", "{1} le envió una copia de \"{0}\". No tiene que firmar nada.", "Ver el documento"},
    {LetterPurpose::completed, "en", "Signed by everyone: {0}", "Everyone has signed \"{0}\". The finished document with its certificate of completion is ready for you to keep.",
     "See the finished document"},
    {LetterPurpose::completed, "es", "Firmado por todos: {0}", "Todos han firmado \"{0}\". El documento final con su certificado de finalización está listo para que lo conserve.",
     "Ver el documento final"},
    {LetterPurpose::declined, "en", "Declined: {0}", "{2} declined to sign \"{0}\". It can no longer be signed by anyone.", ""},
    {LetterPurpose::declined, "es", "Rechazado: {0}", "{2} no aceptó firmar \"{0}\". Ya nadie puede firmarlo.", ""},
    {LetterPurpose::voided, "en", "Withdrawn: {0}", "\"{0}\" from {1} was withdrawn. There is nothing more for you to do.", ""},
    {LetterPurpose::voided, "es", "Retirado: {0}", "\"{0}\" de {1} fue retirado. No tiene que hacer nada más.", ""},
    {LetterPurpose::expiring, "en", "Soon over: {0}", "The time to sign \"{0}\" from {1} is soon over.", "Review and sign"},
    {LetterPurpose::expiring, "es", "Por vencer: {0}", "El plazo para firmar \"{0}\" de {1} está por vencer.", "Revisar y firmar"},
};

const Words& words_for(LetterPurpose purpose, std::string_view language) {
  const Words* english = &kWords[0];
  for (const Words& words : kWords) {
    if (words.purpose != purpose) continue;
    if (words.language == language) return words;
    if (words.language == "en") english = &words;
  }
  return *english;
}

const Recipient* who_declined(const Envelope& envelope) {
  for (const Recipient& recipient : envelope.recipients) {
    if (recipient.status == RecipientStatus::declined) return &recipient;
  }
  return nullptr;
}

// What someone wrote himself: the sender's message, the reason of a decline or of a void.
std::string own_words(const LetterFacts& facts) {
  switch (facts.purpose) {
    case LetterPurpose::declined: {
      const Recipient* decliner = who_declined(*facts.envelope);
      return decliner == nullptr ? std::string() : decliner->declined_reason;
    }
    case LetterPurpose::voided: return facts.envelope->voided_reason;
    case LetterPurpose::completed: return {};
    default: break;
  }
  if (facts.recipient != nullptr && !facts.recipient->email_body.empty()) return facts.recipient->email_body;
  return facts.envelope->email_blurb;
}

std::string closing(std::string_view language, std::string_view brand, bool has_link) {
  if (language == "es") {
    return fmt::format("Enviado por {}.{}", brand, has_link ? " El enlace es solo para usted: no reenvíe este mensaje." : "");
  }
  return fmt::format("Sent by {}.{}", brand, has_link ? " The link is for you alone: do not forward this message." : "");
}

}  // namespace

LetterContent letter_content(LetterFacts facts) {
  const Words& words = words_for(facts.purpose, facts.language);
  const Envelope& envelope = *facts.envelope;
  const Recipient* decliner = who_declined(envelope);
  const std::string title = facts.recipient != nullptr && !facts.recipient->email_subject.empty() ? facts.recipient->email_subject : envelope.email_subject;
  const std::string other = decliner == nullptr ? std::string() : decliner->name;
  const std::string sender = envelope.sender_name.empty() ? std::string(facts.brand) : envelope.sender_name;
  LetterContent content{.language = std::string(words.language)};
  content.subject = fmt::format(fmt::runtime(words.subject), title, sender, other, facts.brand);
  const std::string name = facts.recipient != nullptr ? facts.recipient->name : envelope.sender_name;
  if (!name.empty()) content.paragraphs.push_back(fmt::format(fmt::runtime(words.language == "es" ? "Hola, {}:" : "Hello {},"), name));
  content.paragraphs.push_back(fmt::format(fmt::runtime(words.body), title, sender, other, facts.brand));
  content.quoted = own_words(facts);
  if (facts.link && !words.button.empty()) content.button = LetterButton{std::string(words.button), facts.link->url};
  content.closing = closing(words.language, facts.brand, content.button.has_value());
  return content;
}

}  // namespace switchyard::esign
