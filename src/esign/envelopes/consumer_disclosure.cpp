#include "esign/envelopes/consumer_disclosure.hpp"

#include <fmt/format.h>

#include <cctype>

#include "esign/service.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kVersion = "2026-11-1";

// 15 USC 7001(c)(1)(B) asks for (i) paper, withdrawal with consequences and fees; (ii) what the consent covers; (iii) how to withdraw and to keep contact
// details up to date; (iv) copies on paper and their fee; (C)(i) hardware and software. {0} is the company.
constexpr std::string_view kEnglish =
    R"(ELECTRONIC RECORD AND SIGNATURE DISCLOSURE

{0} ("we", "us") asks you to read and sign documents electronically. Please read this before you agree. It tells you what your consent means and what rights you have.

Getting paper copies. You have the right to have the documents of this envelope on paper. You can download and print them here at any time before, while and after you sign. You can also ask us for a paper copy, without charge, by writing to us at the address from which your invitation came or that is printed in the documents.

Signing on paper instead, and withdrawing your consent. You do not have to sign electronically. If you would rather sign on paper, do not tick the box, close this page or choose "Decline", and ask us for paper documents. You may withdraw your consent at any time before you finish by leaving this page or choosing "Decline", and afterwards by writing to us. Withdrawing costs nothing. The consequence is that we then send further documents on paper, which takes longer; an offer whose time to sign ends meanwhile may no longer be available. What you have signed electronically before you withdraw stays valid.

What your consent covers. Your consent covers this envelope: the documents shown to you here, your signature on them, and the notices, confirmations and copies that belong to them. It does not cover other business between you and us.

Keeping in touch. Tell us when your e-mail address changes by writing to us, with your former and your new address, so that notices and copies reach you. There is no charge for that.

What you need. To read and keep the documents you need a device with a current version of a web browser (Chrome, Edge, Firefox or Safari) with JavaScript, an internet connection, an e-mail account if you are written to by e-mail, a program that shows PDF files, and a printer or storage if you want to keep copies. If these needs change in a way that could keep you from reading the documents, we tell you and ask for your consent anew.

Your agreement. By ticking the box you confirm that you can see this disclosure and the PDF documents on your device and can print or store them; that you have read it; and that you agree to receive the documents of this envelope electronically and to sign them electronically, with the same effect as a signature by hand.)";

constexpr std::string_view kSpanish =
    R"(DIVULGACIÓN SOBRE REGISTROS Y FIRMAS ELECTRÓNICAS

{0} ("nosotros") le pide que lea y firme documentos por vía electrónica. Lea este texto antes de aceptar. Le explica qué significa su consentimiento y qué derechos tiene.

Copias en papel. Usted tiene derecho a recibir en papel los documentos de este sobre. Puede descargarlos e imprimirlos aquí en cualquier momento: antes de firmar, mientras firma y después. También puede pedirnos una copia en papel, sin costo, escribiendo a la dirección desde la que llegó su invitación o que figura en los documentos.

Firmar en papel y retirar su consentimiento. No está obligado a firmar por vía electrónica. Si prefiere firmar en papel, no marque la casilla, cierre esta página o elija "Rechazar" y pídanos los documentos en papel. Puede retirar su consentimiento en cualquier momento antes de terminar, saliendo de esta página o eligiendo "Rechazar", y después escribiéndonos. Retirarlo no cuesta nada. La consecuencia es que los documentos siguientes se envían en papel, lo que tarda más; una oferta cuyo plazo de firma venza mientras tanto puede dejar de estar disponible. Lo que haya firmado por vía electrónica antes de retirar su consentimiento sigue siendo válido.

Qué abarca su consentimiento. Su consentimiento abarca este sobre: los documentos que se le muestran aquí, su firma en ellos y los avisos, confirmaciones y copias que les corresponden. No abarca otros asuntos entre usted y nosotros.

Cómo mantener el contacto. Si cambia su dirección de correo electrónico, escríbanos e indique la anterior y la nueva para que los avisos y las copias le lleguen. Esto no tiene costo.

Qué necesita. Para leer y conservar los documentos necesita un dispositivo con una versión actual de un navegador (Chrome, Edge, Firefox o Safari) con JavaScript, conexión a internet, una cuenta de correo electrónico si le escribimos por ese medio, un programa que muestre archivos PDF y una impresora o espacio de almacenamiento si desea guardar copias. Si estos requisitos cambian de un modo que pudiera impedirle leer los documentos, se lo diremos y le pediremos de nuevo su consentimiento.

Su aceptación. Al marcar la casilla confirma que puede ver esta divulgación y los documentos PDF en su dispositivo y que puede imprimirlos o guardarlos; que la ha leído; y que acepta recibir por vía electrónica los documentos de este sobre y firmarlos por vía electrónica, con el mismo efecto que una firma manuscrita.)";

bool is_spanish(std::string_view language) {
  return language.size() >= 2 && std::tolower(static_cast<unsigned char>(language[0])) == 'e' &&
         std::tolower(static_cast<unsigned char>(language[1])) == 's' && (language.size() == 2 || language[2] == '-' || language[2] == '_');
}

}  // namespace

ConsumerDisclosure consumer_disclosure(const Account& account, std::string_view language, const access::Jose& jose) {
  const bool spanish = is_spanish(language);
  const std::string company = account.settings.brand_name.empty() ? account.name : account.settings.brand_name;
  ConsumerDisclosure disclosure{.version = std::string(kVersion),
                                .language = spanish ? "es" : "en",
                                .company = company,
                                .text = fmt::format(fmt::runtime(spanish ? kSpanish : kEnglish), company),
                                .sha256 = {}};
  disclosure.sha256 = sha256_hex(jose, disclosure.text);
  return disclosure;
}

}  // namespace switchyard::esign
