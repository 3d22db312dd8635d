#include "esign/ceremony/rest_pages.hpp"

#include <fmt/format.h>

#include "esign/ceremony/letter_form.hpp"
#include "http/json_writer.hpp"
#include "values/html_text.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kSeedPlace = "%CEREMONY%";
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; ";
constexpr std::string_view kTrustedTypes = "; require-trusted-types-for 'script'; trusted-types switchyard pdfjs 'allow-duplicates'";

// JSON that no HTML parser ends: "</script>" and "<!--" cannot stand in it.
std::string within_script(std::string json) {
  std::string out;
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string seed_of(const Session& session, std::string_view secret) {
  http::JsonWriter json;
  json.begin_object().member("sessionId", session.session_id);
  if (!secret.empty()) json.member("secret", secret);
  json.member("language", session.language).member("api", "/esign/signing/api").member("assets", "/esign/signing/assets").end_object();
  return within_script(std::move(json).text());
}

struct DoorWords {
  std::string_view code;
  std::string_view title_en;
  std::string_view text_en;
  std::string_view title_es;
  std::string_view text_es;
};

constexpr DoorWords kDoors[] = {
    {"ttl_expired", "This link has been used or is too old", "For your safety a signing link opens once, within five minutes. Go back to where you found it and open it again: nothing is lost.",
     "Este enlace ya se usó o venció", "Por su seguridad, un enlace de firma se abre una sola vez, en cinco minutos. Vuelva a donde lo encontró y ábralo de nuevo: no se pierde nada."},
    {"view_unknown", "This link is not known", "Check that the whole address was copied, or ask the sender for a new one.", "Este enlace no existe",
     "Revise que se copió la dirección completa o pida un enlace nuevo al remitente."},
};

}  // namespace

PageShell::PageShell(std::span<const EmbeddedFile> assets) {
  std::string_view index;
  for (const EmbeddedFile& file : assets) {
    if (file.path == "index.html") index = file.bytes;
  }
  const auto at = index.find(kSeedPlace);
  if (at == std::string_view::npos) {
    before_ =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sign</title></head><body><p>The signing page is not part of this build.</p>"
        "<script type=\"application/json\" id=\"ceremony\">";
    after_ = "</script></body></html>";
    return;
  }
  before_ = index.substr(0, at);
  after_ = index.substr(at + kSeedPlace.size());
}

http::Response PageShell::page(const Session& session, std::string_view secret) const {
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = before_ + seed_of(session, secret) + after_;
  if (session.language == "es") {
    const auto at = response.body.find("<html lang=\"en\"");
    if (at != std::string::npos) response.body.replace(at, 15, "<html lang=\"es\"");
  }
  response.compressible = false;  // It holds a secret.
  set_page_headers(response, session.options.frame_ancestors);
  return response;
}

void set_page_headers(http::Response& response, const std::vector<std::string>& ancestors) {
  std::string policy = std::string(kPolicy) + "frame-ancestors";
  if (ancestors.empty()) policy += " 'none'";
  for (const std::string& origin : ancestors) policy += " " + origin;
  policy += kTrustedTypes;
  response.set_header("content-security-policy", std::move(policy));
  if (ancestors.empty()) response.set_header("x-frame-options", "DENY");
  response.set_header("cache-control", "no-store");
  response.set_header("referrer-policy", "no-referrer");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("cross-origin-resource-policy", "same-origin");
  response.set_header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  response.set_header("x-robots-tag", "noindex, nofollow");
}

http::Response plain_page(int status, std::string_view language, std::string_view title, std::string_view inner) {
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = fmt::format(
      "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\"><title>{}</title>"
      "<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/esign/signing/plain.css\"></head><body><main><h1>{}</h1>{}</main></body></html>",
      language, html_escaped(title), html_escaped(title), inner);
  response.compressible = false;
  set_page_headers(response, {});
  return response;
}

http::Response closed_door_page(const ClosedDoor& door) {
  if (!door.end.url.empty()) {
    http::Response response;
    response.status = 303;
    response.content_type.clear();
    set_page_headers(response, {});
    response.set_header("location", door.end.url);
    return response;
  }
  const bool is_spanish = door.language == "es";
  std::string title = is_spanish ? "Este documento no se puede abrir" : "This document cannot be opened";
  std::string text = page_words(door.code, door.language);
  for (const DoorWords& words : kDoors) {
    if (words.code != door.code) continue;
    title = is_spanish ? words.title_es : words.title_en;
    text = is_spanish ? words.text_es : words.text_en;
  }
  return plain_page(door.code == "view_unknown" ? 404 : 410, door.language, title, fmt::format("<p>{}</p>", html_escaped(text)));
}

http::Response letter_page(const LetterDoor& door, std::string_view action) {
  const bool is_spanish = door.language == "es";
  const std::string_view label = door.is_finished ? (is_spanish ? "Ver el documento" : "See the document") : (is_spanish ? "Revisar y firmar" : "Review and sign");
  const std::string from = fmt::format(fmt::runtime(is_spanish ? "De {}, por medio de {}." : "From {}, by way of {}."), door.sender, door.brand);
  const std::string inner = fmt::format("<p>{}</p><form method=\"post\" action=\"{}\"><button type=\"submit\">{}</button></form>", html_escaped(from), html_escaped(action), label);
  return plain_page(200, door.language, door.title, inner);
}

std::string_view plain_style() {
  return ":root{color-scheme:light dark}body{margin:0;background:#f7f6f2;color:#1c1b18;font:16px/24px 'IBM Plex Sans',system-ui,sans-serif}"
         "main{max-width:34rem;margin:0 auto;padding:3rem 1rem;overflow-wrap:anywhere}h1{font-size:1.625rem;line-height:2rem}"
         "button{min-height:44px;padding:0 1.25rem;border:1px solid #0a5a66;border-radius:3px;background:#0a5a66;color:#fff;font:inherit;font-weight:600;cursor:pointer}"
         "button.quiet{background:transparent;color:inherit;border-color:#817c71}input{min-height:44px;padding:0 .5rem;font:inherit;width:100%;box-sizing:border-box;border:1px solid #817c71;"
         "border-radius:3px;background:#fff;color:#1c1b18}label{display:block;margin:.75rem 0}:focus-visible{outline:2px solid #0b57d0;outline-offset:2px}.row{display:flex;gap:1rem;flex-wrap:wrap;margin-top:1.5rem}"
         ".alert{border-left:3px solid #a3241b;padding-left:.75rem}@media(prefers-color-scheme:dark){body{background:#111412;color:#ecebe5}"
         "button{background:#6cc5cf;border-color:#6cc5cf;color:#0b0d10}button.quiet{background:transparent;color:inherit;border-color:#7e867f}"
         "input{background:#191d1b;color:#ecebe5;border-color:#7e867f}:focus-visible{outline-color:#8ab4f8}}\n";
}

}  // namespace switchyard::esign
