#include "esign/evidence/certificate_words.hpp"

#include <array>

namespace switchyard::esign {
namespace {

constexpr CertificateWords kEnglish{"TEST ENVIRONMENT: these signatures bind nobody.", "the service", "not recorded", "Signer",
                                    "None: the sender vouches for the signer",          "Envelope",    "Signed by"};
constexpr CertificateWords kSpanish{"ENTORNO DE PRUEBA: estas firmas no obligan a nadie.", "el servicio", "no registrada", "Firmante",
                                    "Ninguna: el remitente responde por el firmante",      "Sobre",       "Firmado por"};

bool is_spanish(std::string_view language) { return language.starts_with("es"); }

struct EventWords {
  std::string_view english;
  std::string_view spanish;
};

EventWords event_words(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::created: return {"Created", "Creado"};
    case EvidenceKind::sent: return {"Sent", "Enviado"};
    case EvidenceKind::resent: return {"Sent again", "Reenviado"};
    case EvidenceKind::mail_sent: return {"E-mail sent", "Correo enviado"};
    case EvidenceKind::opened: return {"Opened", "Abierto"};
    case EvidenceKind::disclosure_accepted: return {"Disclosure accepted", "Divulgación aceptada"};
    case EvidenceKind::document_viewed: return {"Document seen to its end", "Documento visto hasta el final"};
    case EvidenceKind::authentication_passed: return {"Identity check passed", "Verificación superada"};
    case EvidenceKind::authentication_failed: return {"Identity check failed", "Verificación fallida"};
    case EvidenceKind::signature_adopted: return {"Signature adopted", "Firma adoptada"};
    case EvidenceKind::field_filled: return {"Field filled in", "Campo completado"};
    case EvidenceKind::finished_later: return {"Left to finish later", "Dejado para más tarde"};
    case EvidenceKind::recipient_signed: return {"Signed", "Firmado"};
    case EvidenceKind::recipient_declined: return {"Declined to sign", "Firma rechazada"};
    case EvidenceKind::reassigned: return {"Passed to another signer", "Pasado a otro firmante"};
    case EvidenceKind::corrected: return {"Corrected by the sender", "Corregido por el remitente"};
    case EvidenceKind::copy_delivered: return {"Copy delivered", "Copia entregada"};
    case EvidenceKind::expired: return {"Expired", "Vencido"};
    case EvidenceKind::voided: return {"Voided", "Anulado"};
    case EvidenceKind::declined: return {"Declined", "Rechazado"};
    case EvidenceKind::completed: return {"Completed", "Completado"};
  }
  return {};
}

struct StateWords {
  std::string_view state;
  std::string_view english;
  std::string_view spanish;
};
constexpr std::array<StateWords, 27> kStates = {{{"created", "Created", "Creado"},
                                                 {"sent", "Sent", "Enviado"},
                                                 {"delivered", "Viewed", "Visto"},
                                                 {"signed", "Signed", "Firmado"},
                                                 {"completed", "Completed", "Completado"},
                                                 {"declined", "Declined", "Rechazado"},
                                                 {"voided", "Voided", "Anulado"},
                                                 {"typed", "Typed, pre-selected style", "Escrita, estilo predefinido"},
                                                 {"drawn", "Drawn by hand", "Dibujada a mano"},
                                                 {"uploaded", "Uploaded picture", "Imagen cargada"},
                                                 {"documentId", "document", "documento"},
                                                 {"pages", "pages", "páginas"},
                                                 {"version", "version", "versión"},
                                                 {"language", "language", "idioma"},
                                                 {"reason", "reason", "motivo"},
                                                 {"method", "method", "método"},
                                                 {"kind", "kind", "tipo"},
                                                 {"signatureId", "signature id", "id de la firma"},
                                                 {"tabLabel", "field", "campo"},
                                                 {"value", "value", "valor"},
                                                 {"subject", "subject", "asunto"},
                                                 {"datesigned", "Date signed", "Fecha de firma"},
                                                 {"fullname", "Name", "Nombre"},
                                                 {"emailaddress", "E-mail", "Correo electrónico"},
                                                 {"company", "Company", "Empresa"},
                                                 {"title", "Title", "Cargo"},
                                                 {"envelopeid", "Envelope", "Sobre"}}};

}  // namespace

const CertificateWords& certificate_words(std::string_view language) { return is_spanish(language) ? kSpanish : kEnglish; }

std::string_view certificate_words_of(EvidenceKind kind, std::string_view language) {
  const auto words = event_words(kind);
  return is_spanish(language) ? words.spanish : words.english;
}

std::string certificate_words_of(std::string_view state, std::string_view language) {
  for (const auto& each : kStates) {
    if (each.state == state) return std::string(is_spanish(language) ? each.spanish : each.english);
  }
  return std::string(state);
}

}  // namespace switchyard::esign
