#include "esign/evidence/evidence_page_words.hpp"

#include <array>
#include <utility>

namespace switchyard::esign {
namespace {

constexpr PageWords kEnglish{
    .title = "Check a signed file",
    .lead = "Choose a signed PDF: its seal, its certificate of completion and its record of events are checked. The file is not kept.",
    .choose = "Signed PDF",
    .hint = "One file, 64 MB at most.",
    .check = "Check the file",
    .offline = "The same check runs without this site: switchyard evidence verify FILE.",
    .other_language = "Español",
    .fault = "Wrong:",
    .events = "What happened (UTC)",
    .holds = "The file is what was signed. Nothing in it was changed.",
    .wrong = "The file is not proved to be what was signed.",
    .envelope = "Envelope",
    .certificate = "Certificate of the seal",
    .fingerprint = "Its SHA-256",
    .file_hash = "SHA-256 of the file",
    .title_holds = "The file holds",
    .title_wrong = "The file does not hold",
    .another = "Check another file",
    .refused = "Nothing was checked.",
};
constexpr PageWords kSpanish{
    .title = "Comprobar un archivo firmado",
    .lead = "Elija un PDF firmado: se comprueban su sello, su certificado de finalización y su registro de sucesos. El archivo no se guarda.",
    .choose = "PDF firmado",
    .hint = "Un archivo, 64 MB como máximo.",
    .check = "Comprobar el archivo",
    .offline = "La misma comprobación funciona sin este sitio: switchyard evidence verify ARCHIVO.",
    .other_language = "English",
    .fault = "Mal:",
    .events = "Lo que ocurrió (UTC)",
    .holds = "El archivo es lo que se firmó. Nada en él ha cambiado.",
    .wrong = "No está probado que el archivo sea lo que se firmó.",
    .envelope = "Sobre",
    .certificate = "Certificado del sello",
    .fingerprint = "Su SHA-256",
    .file_hash = "SHA-256 del archivo",
    .title_holds = "El archivo es válido",
    .title_wrong = "El archivo no es válido",
    .another = "Comprobar otro archivo",
    .refused = "No se comprobó nada.",
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kSpanishFindings = {{
    {"pdf_unreadable", "El archivo no es un PDF que se pueda leer."},
    {"pdf_too_large", "El archivo es más grande que los que se sellan."},
    {"seal_missing", "El archivo no tiene sello."},
    {"seal_partial", "El sello no cubre todo el archivo: se añadió algo después de sellarlo."},
    {"seal_malformed", "El sello no está en la forma en que se hizo: se cambiaron bytes."},
    {"seal_several", "El archivo tiene varios sellos; un archivo sellado tiene uno."},
    {"cms_malformed", "La firma del sello no está en la forma en que se hizo."},
    {"signature_wrong", "El archivo se cambió después de sellarlo."},
    {"time_stamp_wrong", "El sello de tiempo se cambió o no corresponde a este archivo."},
    {"seal_holds", "El sello es válido para todo el archivo: no se ha cambiado ni un byte."},
    {"certificate_trusted", "El certificado del sello es de confianza aquí."},
    {"certificate_self_made", "El certificado del sello es propio de la instalación: compare su SHA-256 con lo que le diga el remitente."},
    {"certificate_unknown", "El certificado del sello es de una autoridad que aquí no es de confianza."},
    {"certificate_not_valid_then", "El sello dice que se hizo cuando su certificado no era válido."},
    {"certificate_expired", "El certificado del sello ha vencido desde entonces."},
    {"time_not_stamped", "Ninguna autoridad de sellado de tiempo atestigua la hora; las horas son las del servicio."},
    {"time_stamped", "Una autoridad de sellado de tiempo atestigua la hora del sello."},
    {"evidence_holds", "El registro adjunto es válido: cada suceso lleva el hash del anterior, como imprime el certificado."},
    {"evidence_broken", "El registro adjunto de sucesos no es válido."},
    {"evidence_foreign", "El registro adjunto es de otro sobre."},
    {"evidence_head_differs", "El hash del último suceso no es el que imprime el certificado de finalización."},
    {"evidence_elsewhere", "Este archivo se selló sin el registro: lo lleva el archivo con el certificado de finalización."},
    {"evidence_missing", "El archivo está sellado y sin cambios, pero no lleva el registro de ningún sobre."},
    {"original_same", "El original es uno de los documentos enviados a firmar, sin cambios."},
    {"original_differs", "El original no es ninguno de los documentos enviados a firmar."},
}};

}  // namespace

const PageWords& page_words(PageLanguage language) { return language == PageLanguage::spanish ? kSpanish : kEnglish; }

std::string_view finding_words(std::string_view code, PageLanguage language) {
  if (language != PageLanguage::spanish) return {};
  for (const auto& [each, words] : kSpanishFindings) {
    if (each == code) return words;
  }
  return {};
}

}  // namespace switchyard::esign
