#include "esign/evidence/evidence_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "esign/evidence/certificate_words.hpp"
#include "esign/evidence/evidence_page_words.hpp"
#include "values/html_text.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff}"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem;overflow-wrap:anywhere}"
    "form,section{border:1px solid #5c6978;border-radius:.5rem;padding:1rem;margin:1.5rem 0}"
    "label{display:block;font-weight:600;margin-bottom:.5rem}input,button{font:inherit;max-width:100%}"
    "button{margin-top:1rem;padding:.6rem 1.2rem;min-height:44px;border:0;border-radius:.4rem;background:#1a4573;color:#fff;cursor:pointer}"
    "a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #b35c00;outline-offset:2px}"
    ".holds{color:#14532d}.wrong{color:#8b1a1a}dt{font-weight:600}dd{margin:0 0 .6rem;overflow-wrap:anywhere}li{margin:.3rem 0;overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{color:#e6ebf1;background:#12181f}a{color:#8ab8ff}button{background:#8ab8ff;color:#12181f}"
    ".holds{color:#7ddf9c}.wrong{color:#ff9d9d}}@media(forced-colors:active){button{border:1px solid}}";

std::string_view code_of(PageLanguage language) { return language == PageLanguage::spanish ? "es" : "en"; }

std::string form(PageLanguage language) {
  const auto& words = page_words(language);
  return fmt::format(
      "<form method=\"post\" action=\"/evidence/verify?lang={}\" enctype=\"multipart/form-data\"><label for=\"file\">{}</label>"
      "<input id=\"file\" name=\"file\" type=\"file\" accept=\"application/pdf,.pdf\" required aria-describedby=\"file-hint\">"
      "<p id=\"file-hint\">{}</p><button type=\"submit\">{}</button></form>",
      code_of(language), words.choose, words.hint, words.check);
}

std::string whole(PageLanguage language, std::string_view title, std::string_view content) {
  const auto& words = page_words(language);
  const auto other = language == PageLanguage::spanish ? PageLanguage::english : PageLanguage::spanish;
  return fmt::format(
      "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>"
      "<style>{}</style></head><body><main><h1>{}</h1>{}<p>{}</p><p><a href=\"/evidence?lang={}\" lang=\"{}\" hreflang=\"{}\">{}</a></p></main></body></html>",
      code_of(language), title, kStyle, title, content, words.offline, code_of(other), code_of(other), code_of(other), words.other_language);
}

void term(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out += fmt::format("<dt>{}</dt><dd>{}</dd>", name, html_escaped(value));
}

std::string findings(PageLanguage language, const EvidenceReport& report) {
  const auto& words = page_words(language);
  std::string out = "<ul>";
  for (const auto& finding : report.findings) {
    const auto translated = finding_words(finding.code, language);
    out += fmt::format("<li>{}{}</li>", finding.is_fault ? fmt::format("<strong>{}</strong> ", words.fault) : std::string(),
                       html_escaped(translated.empty() ? std::string_view(finding.message) : translated));
  }
  return out + "</ul>";
}

std::string events(PageLanguage language, const EvidenceChain& chain) {
  std::string out = fmt::format("<h3>{}</h3><ol>", page_words(language).events);
  for (const auto& event : chain.events) {
    const auto& who = event.actor.name.empty() ? event.actor.email : event.actor.name;
    out += fmt::format("<li>{}: {}{}</li>", html_escaped(event.at.text()), html_escaped(certificate_words_of(event.kind, code_of(language))),
                       who.empty() ? std::string() : ", " + html_escaped(who));
  }
  return out + "</ol>";
}

std::string file_section(PageLanguage language, const CheckedFile& file) {
  const auto& words = page_words(language);
  const auto& report = file.second;
  std::string out = fmt::format("<section><h2>{}</h2><p class=\"{}\" role=\"status\"><strong>{}</strong></p>", html_escaped(file.first),
                                report.holds() ? "holds" : "wrong", report.holds() ? words.holds : words.wrong);
  out += findings(language, report) + "<dl>";
  term(out, words.envelope, report.envelope_id);
  if (report.holds() && report.seal.certificate) {
    term(out, words.certificate, report.seal.certificate->subject);
    term(out, words.fingerprint, report.seal.certificate->sha256);
  }
  term(out, words.file_hash, report.seal.sha256);
  out += "</dl>";
  if (report.chain) out += events(language, *report.chain);
  return out + "</section>";
}

}  // namespace

std::string evidence_page(PageLanguage language) {
  const auto& words = page_words(language);
  return whole(language, words.title, fmt::format("<p>{}</p>{}", words.lead, form(language)));
}

std::string evidence_page(PageLanguage language, const std::vector<CheckedFile>& files) {
  const bool all = !files.empty() && std::all_of(files.begin(), files.end(), [](const auto& file) { return file.second.holds(); });
  std::string content;
  for (const auto& file : files) content += file_section(language, file);
  const auto& words = page_words(language);
  return whole(language, all ? words.title_holds : words.title_wrong, content + fmt::format("<h2>{}</h2>", words.another) + form(language));
}

std::string evidence_page(PageLanguage language, std::string_view refusal) {
  const auto& words = page_words(language);
  return whole(language, words.title, fmt::format("<p class=\"wrong\" role=\"alert\"><strong>{}</strong> {}</p>{}", words.refused, html_escaped(refusal), form(language)));
}

}  // namespace switchyard::esign
