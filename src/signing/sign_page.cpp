#include "signing/sign_page.hpp"

#include <array>

#include <fmt/format.h>

namespace switchyard::signing {
namespace {

struct Words {
  std::string_view title;
  std::string_view text;
};

struct PageRow {
  SignPage page;
  int status;
  int refresh_seconds;  // 0: never by itself.
  Words en;
  Words es;
};

constexpr std::array kPages{
    PageRow{SignPage::preparing, 200, 2,
            {"Your document is being prepared", "It will open by itself in a moment."},
            {"Su documento se está preparando", "Se abrirá solo en un momento."}},
    PageRow{SignPage::not_your_turn, 200, 0,
            {"It is not your turn yet", "Someone else signs before you. You can open this link again once they have signed."},
            {"Todavía no es su turno", "Otra persona firma antes que usted. Podrá abrir este enlace de nuevo cuando haya firmado."}},
    PageRow{SignPage::signed_already, 200, 0,
            {"You have signed this document", "Nothing more is needed from you. You will get the finished copy once everyone has signed."},
            {"Usted ya firmó este documento", "No hace falta nada más de su parte. Recibirá la copia final cuando todos hayan firmado."}},
    PageRow{SignPage::completed, 200, 0,
            {"This document is complete", "Everyone has signed. The finished copy was sent to all signers."},
            {"Este documento está completo", "Todos han firmado. La copia final se envió a todos los firmantes."}},
    PageRow{SignPage::declined, 410, 0,
            {"This document was declined", "A signer declined it, so it can no longer be signed. Please contact whoever sent it to you."},
            {"Este documento fue rechazado", "Un firmante lo rechazó y ya no se puede firmar. Póngase en contacto con quien se lo envió."}},
    PageRow{SignPage::voided, 410, 0,
            {"This document was withdrawn", "Its sender took it back, so it can no longer be signed. Please contact whoever sent it to you."},
            {"Este documento fue retirado", "Quien lo envió lo retiró y ya no se puede firmar. Póngase en contacto con esa persona."}},
    PageRow{SignPage::price_expired, 410, 0,
            {"The price has expired", "The time to sign at this price has ended. Nothing was signed. Please ask for a new price."},
            {"El precio ha vencido", "El plazo para firmar con este precio ha terminado. No se firmó nada. Pida un precio nuevo."}},
    PageRow{SignPage::failed, 410, 0,
            {"This document could not be prepared", "Something went wrong on our side, and nothing was signed. Please contact whoever sent it to you."},
            {"No se pudo preparar este documento", "Hubo un error de nuestra parte y no se firmó nada. Póngase en contacto con quien se lo envió."}},
    PageRow{SignPage::unknown_link, 404, 0,
            {"This link is not valid", "Please check that you opened the whole link from your message."},
            {"Este enlace no es válido", "Compruebe que abrió el enlace completo de su mensaje."}},
    PageRow{SignPage::provider_away, 503, 10,
            {"Signing is not available right now", "This page tries again by itself. Nothing is lost; you can also open the link later."},
            {"La firma no está disponible en este momento", "Esta página lo intenta de nuevo sola. No se pierde nada; también puede abrir el enlace más tarde."}},
    PageRow{SignPage::done, 200, 0,
            {"Thank you", "You can close this page. You will get the finished copy once everyone has signed."},
            {"Gracias", "Puede cerrar esta página. Recibirá la copia final cuando todos hayan firmado."}},
    PageRow{SignPage::done_later, 200, 0,
            {"You can finish later", "Open the link in your message again whenever you are ready."},
            {"Puede terminar más tarde", "Abra de nuevo el enlace de su mensaje cuando quiera."}},
    PageRow{SignPage::done_declined, 200, 0,
            {"You declined to sign", "Whoever sent the document will be told."},
            {"Usted rechazó firmar", "Se informará a quien envió el documento."}},
    PageRow{SignPage::done_expired, 200, 0,
            {"Your session has ended", "Open the link in your message again to go on."},
            {"Su sesión ha terminado", "Abra de nuevo el enlace de su mensaje para continuar."}},
    PageRow{SignPage::done_error, 200, 0,
            {"Something went wrong", "Open the link in your message again, or contact whoever sent it to you."},
            {"Algo salió mal", "Abra de nuevo el enlace de su mensaje o póngase en contacto con quien se lo envió."}},
};

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark}body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;display:grid;min-height:100vh;place-items:center;padding:1rem;box-sizing:border-box}"
    "main{max-width:34rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}p{margin:0}";

const PageRow& row_of(SignPage page) {
  for (const PageRow& row : kPages) {
    if (row.page == page) return row;
  }
  return kPages.front();
}

}  // namespace

std::string sign_page_html(SignPage page, std::string_view language) {
  const PageRow& row = row_of(page);
  const bool is_spanish = language.starts_with("es");
  const Words& words = is_spanish ? row.es : row.en;
  const std::string refresh = row.refresh_seconds > 0 ? fmt::format("<meta http-equiv=\"refresh\" content=\"{}\">", row.refresh_seconds) : "";
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"robots\" content=\"noindex\">{}<title>{}</title><style>{}</style></head>\n<body><main><h1>{}</h1><p role=\"status\">{}</p></main></body></html>\n",
      is_spanish ? "es" : "en", refresh, words.title, kStyle, words.title, words.text);
}

int status_of(SignPage page) { return row_of(page).status; }

}  // namespace switchyard::signing
