#include "esign/ceremony/refusal.hpp"

namespace switchyard::esign {
namespace {

struct Words {
  std::string_view code;
  std::string_view en;
  std::string_view es;
};

constexpr Words kWords[] = {
    {"session_unknown", "This signing session is not known. Open the link again from where you found it.",
     "Esta sesión de firma no existe. Vuelva a abrir el enlace desde donde lo encontró."},
    {"session_ended", "This signing session has ended. Open the link again to come back.", "Esta sesión de firma ha terminado. Vuelva a abrir el enlace para continuar."},
    {"session_timeout", "The session ended because nothing happened for a while. What you typed is kept: open the link again.",
     "La sesión terminó por inactividad. Lo que escribió se conserva: vuelva a abrir el enlace."},
    {"authentication_required", "Enter your code first.", "Introduzca primero su código."},
    {"access_code_wrong", "This is not the access code. Check it and try again.", "Este no es el código de acceso. Revíselo e inténtelo de nuevo."},
    {"access_code_failed", "The access code was wrong too often. Ask the sender for it and come back in an hour.",
     "El código de acceso fue incorrecto demasiadas veces. Pídalo al remitente y vuelva en una hora."},
    {"email_code_wrong", "This is not the code that we sent. Check it and try again.", "Este no es el código que enviamos. Revíselo e inténtelo de nuevo."},
    {"email_code_expired", "This code is no longer good. Ask for a new one.", "Este código ya no es válido. Solicite uno nuevo."},
    {"email_code_too_soon", "A code was sent a moment ago. Wait before you ask for another.", "Se acaba de enviar un código. Espere antes de solicitar otro."},
    {"email_code_unneeded", "No code is needed here.", "Aquí no se necesita ningún código."},
    {"consent_required", "Agree to electronic records and signatures first.", "Acepte primero los registros y firmas electrónicos."},
    {"consent_outdated", "The terms have changed since you opened the page. Read them again.", "Los términos han cambiado desde que abrió la página. Léalos de nuevo."},
    {"price_expired", "The price in this document is no longer good, so it cannot be signed. Ask for a new one: what you typed is kept.",
     "El precio de este documento ya no es válido, por lo que no se puede firmar. Solicite uno nuevo: lo que escribió se conserva."},
    {"not_your_turn", "Someone else signs first. You will hear when it is your turn.", "Otra persona firma primero. Le avisaremos cuando sea su turno."},
    {"envelope_voided", "The sender has withdrawn this document. Nothing was signed.", "El remitente ha retirado este documento. No se firmó nada."},
    {"envelope_expired", "The time to sign this document is over. Ask the sender for a new one.", "El plazo para firmar este documento ha terminado. Pida uno nuevo al remitente."},
    {"envelope_declined", "This document was declined, so it can no longer be signed.", "Este documento fue rechazado y ya no se puede firmar."},
    {"envelope_completed", "Everyone has signed this document.", "Todos han firmado este documento."},
    {"already_signed", "You have signed this document.", "Usted ya firmó este documento."},
    {"reassigned", "This document was assigned to someone else.", "Este documento se asignó a otra persona."},
    {"view_revoked", "This link was taken back. Ask the sender for a new one.", "Este enlace fue retirado. Pida uno nuevo al remitente."},
    {"tabs_missing", "Some fields are still to be filled.", "Faltan campos por completar."},
    {"signature_missing", "Adopt your signature first.", "Adopte primero su firma."},
    {"tab_unknown", "There is no such field for you in this document.", "No hay tal campo para usted en este documento."},
    {"tab_locked", "This field cannot be changed.", "Este campo no se puede cambiar."},
    {"tab_value_invalid", "This value does not fit the field.", "Este valor no corresponde al campo."},
    {"signature_image_refused", "The picture must be a PNG of at most 4000 pixels a side.", "La imagen debe ser un PNG de 4000 píxeles por lado como máximo."},
    {"signature_image_too_large", "The picture may have at most 512 kB.", "La imagen puede tener 512 kB como máximo."},
    {"signature_invalid", "The signature cannot be used: a name of 1 to 100 characters, or a drawing that is not too long.",
     "La firma no se puede usar: un nombre de 1 a 100 caracteres o un dibujo no demasiado largo."},
    {"not_allowed", "The sender does not allow this.", "El remitente no lo permite."},
    {"reason_required", "Say why, in 1 to 500 characters.", "Indique el motivo, de 1 a 500 caracteres."},
    {"person_invalid", "Give the name and a working e-mail address of the other person.", "Indique el nombre y un correo electrónico válido de la otra persona."},
    {"document_not_found", "There is no such document here.", "No existe tal documento aquí."},
    {"not_ready", "The finished document is being prepared. Try again in a few seconds.", "El documento final se está preparando. Inténtelo de nuevo en unos segundos."},
};

}  // namespace

std::string page_words(std::string_view code, std::string_view language) {
  for (const Words& words : kWords) {
    if (words.code == code) return std::string(language == "es" ? words.es : words.en);
  }
  return std::string(code);
}

Refusal refusal(ErrorKind kind, std::string_view code, std::string_view language) {
  return Refusal{.error = Error{kind, std::string(code), page_words(code, language)}};
}

}  // namespace switchyard::esign
