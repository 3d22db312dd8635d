#include "esign/ceremony/code_letter.hpp"

#include <fmt/format.h>

#include "esign/ceremony/letter_form.hpp"

namespace switchyard::esign {

Mail code_letter(const Ceremony& ceremony, const Standing& standing, std::string_view code) {
  const bool is_spanish = standing.session.language == "es";
  const LetterContent content{
      .language = standing.session.language,
      .subject = is_spanish ? "Su código para firmar" : "Your code to sign",
      .paragraphs = {fmt::format(fmt::runtime(is_spanish ? "Introduzca este código en la página de firma de \"{}\". Es válido durante 10 minutos."
                                                         : "Enter this code on the signing page of \"{}\". It is good for 10 minutes."),
                                 standing.envelope.email_subject)},
      .code = std::string(code),
      .closing = is_spanish ? "Si usted no lo pidió, no haga nada: sin el código no se abre nada. Nunca se lo diga a nadie."
                            : "If you did not ask for it, do nothing: without the code nothing opens. Never tell it to anyone."};
  Mail mail = form_letter(brand_of(standing.account), ceremony.service.environment, content, {.name = standing.recipient.name, .address = standing.recipient.email});
  mail.category = "signing_code";
  mail.subject_id = standing.envelope.id.text();
  return mail;
}

}  // namespace switchyard::esign
