#include "esign/evidence/certificate.hpp"

#include <fmt/format.h>

#include "documents/page/known_letters.hpp"
#include "documents/template/template.hpp"
#include "embedded/document_templates.hpp"
#include "esign/evidence/certificate_words.hpp"
#include "esign/evidence/mark_stamps.hpp"
#include "esign/evidence/sound_text.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

using documents::Record;
using documents::Rows;

constexpr std::size_t kCellSizeMax = 1'000;           // Bytes of a value in a table; the chain has all of it.
constexpr std::size_t kParagraphSizeMax = 15'000;
constexpr std::int32_t kSignatureWidth = 150'000;
constexpr std::int32_t kSignatureHeight = 40'000;
constexpr std::int32_t kInitialsWidth = 50'000;
constexpr std::int32_t kInitialsHeight = 26'000;

const documents::Template& template_of(std::string_view language) {
  const auto load = [](std::string_view name) {
    for (const auto& file : embedded_document_templates()) {
      if (file.path == std::string(name) + ".md") return documents::Template::parse(name, file.bytes).value();
    }
    ENSURE(false);
    return documents::Template::parse(name, "").value();
  };
  static const documents::Template english = load("certificate-of-completion-en");
  static const documents::Template spanish = load("certificate-of-completion-es");
  return language.starts_with("es") ? spanish : english;
}

Decimal whole(std::int64_t number) { return Decimal::parse(std::to_string(number)).value(); }

std::string time_text(Instant at) {
  auto text = at.text().substr(0, 19);
  text[10] = ' ';
  return text;
}

std::string cell(std::string_view text) {
  auto sound = sound_text(text, kCellSizeMax);
  return sound.size() + 4 < text.size() ? sound + " …" : sound;
}

void set_text(Record& record, std::string_view name, std::string_view text) {
  if (!text.empty()) record.text(name, cell(text));
}

void set_time(Record& record, std::string_view name, const std::optional<Instant>& at) {
  if (at) record.text(name, time_text(*at));
}

std::string or_dash(std::string_view text) { return text.empty() ? "--" : cell(text); }

Result<void> set_picture(Record& record, std::string_view name, const std::optional<MarkInk>& ink, std::int32_t width, std::int32_t height) {
  if (!ink) return {};
  auto picture = documents::picture_of(stamp_content(*ink, height), width, height);
  if (!picture) return picture.error();
  record.image(name, *std::move(picture));
  return {};
}

std::string disclosure_words(const AcceptedDisclosure& accepted) {
  return fmt::format("{}, version {} ({}), SHA-256 {}…", time_text(accepted.at), accepted.version, accepted.language, accepted.sha256.substr(0, 16));
}

Result<Record> signer_row(const SignerFacts& signer, std::size_t number, std::string_view language) {
  const auto& words = certificate_words(language);
  Record row;
  row.text("heading", cell(fmt::format("{} {}: {}", words.signer, number, signer.name.empty() ? signer.email : signer.name)));
  row.text("name", or_dash(signer.name)).text("email", or_dash(signer.email)).decimal("order", whole(signer.routing_order));
  row.text("status", certificate_words_of(signer.status, language));
  const bool no_security = signer.security_level.empty() || signer.security_level == "None";
  row.text("security", no_security ? std::string(words.no_security) : cell(signer.security_level));
  set_text(row, "role", signer.role);
  set_text(row, "ip", signer.ip);
  set_text(row, "userAgent", signer.user_agent);
  set_text(row, "session", signer.session);
  set_time(row, "sent", signer.sent_at);
  set_time(row, "viewed", signer.viewed_at);
  set_time(row, "signed", signer.signed_at);
  set_time(row, "declined", signer.declined_at);
  set_text(row, "declinedReason", signer.declined_reason);
  set_text(row, "reassignedFrom", signer.reassigned_from);
  if (signer.disclosure) row.text("disclosure", cell(disclosure_words(*signer.disclosure)));
  if (!signer.adoption.empty()) row.text("adoption", certificate_words_of(signer.adoption, language));
  set_text(row, "signatureId", signer.signature_id);
  if (auto drawn = set_picture(row, "signaturePicture", signer.signature, kSignatureWidth, kSignatureHeight); !drawn) return drawn.error();
  if (auto drawn = set_picture(row, "initialsPicture", signer.initials, kInitialsWidth, kInitialsHeight); !drawn) return drawn.error();
  return row;
}

std::string detail_words(const EvidenceEvent& event, std::string_view language) {
  std::string out;
  for (const auto& [name, value] : event.detail) {
    if (value.empty() || name.find("sha256") != std::string::npos) continue;
    const auto known = name.starts_with("document.") ? certificate_words_of("documentId", language) : certificate_words_of(name, language);
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", known, name == "kind" ? certificate_words_of(value, language) : value);
  }
  return out.size() > 300 ? sound_text(out, 300) + " …" : out;
}

Rows event_rows(const EvidenceChain& chain, std::string_view language) {
  Rows rows;
  for (const auto& event : chain.events) {
    Record row;
    row.text("at", time_text(event.at)).text("what", std::string(certificate_words_of(event.kind, language)));
    const auto& who = event.actor.name.empty() ? event.actor.email : event.actor.name;
    row.text("who", who.empty() ? std::string(certificate_words(language).service) : cell(who));
    set_text(row, "ip", event.ip);
    set_text(row, "session", event.session);
    set_text(row, "detail", detail_words(event, language));
    rows.push_back(std::move(row));
  }
  return rows;
}

Rows paragraphs_of(std::string_view text) {
  Rows rows;
  while (!text.empty()) {
    const auto end = text.find("\n\n");
    const auto paragraph = sound_text(text.substr(0, end), kParagraphSizeMax);
    if (paragraph.find_first_not_of(" \n") != std::string::npos) rows.push_back(Record().text("text", paragraph));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
  }
  return rows;
}

// The same with what no font has as "?": names, browsers and values come from anywhere, and a certificate must be.
Record printable(const Record& record) {
  Record out;
  for (const auto name : record.names()) {
    const auto* value = record.find(name);
    if (const auto* text = std::get_if<std::string>(value)) out.text(name, documents::with_known_letters(*text));
    if (const auto* number = std::get_if<Decimal>(value)) out.decimal(name, *number);
    if (const auto* flag = std::get_if<bool>(value)) out.flag(name, *flag);
    if (const auto* image = std::get_if<documents::Image>(value)) out.image(name, *image);
    if (const auto* rows = std::get_if<Rows>(value)) {
      Rows made;
      for (const auto& row : *rows) made.push_back(printable(row));
      out.rows(name, std::move(made));
    }
  }
  return out;
}

void set_envelope(Record& record, const CompletionFacts& facts) {
  const auto& words = certificate_words(facts.language);
  if (facts.environment == "test") record.text("environment.note", std::string(words.test_note));
  record.text("envelope.id", facts.envelope_id).text("envelope.subject", or_dash(facts.subject));
  record.text("envelope.status", certificate_words_of(facts.status, facts.language)).text("envelope.timeZone", facts.time_zone);
  set_time(record, "envelope.created", facts.created_at);
  set_time(record, "envelope.sent", facts.sent_at);
  set_time(record, "envelope.delivered", facts.delivered_at);
  set_time(record, "envelope.ended", facts.ended_at);
  set_text(record, "envelope.endReason", facts.end_reason);
  record.text("originator.name", or_dash(facts.originator.name));
  set_text(record, "originator.email", facts.originator.email);
  record.text("originator.ip", facts.originator.ip.empty() ? std::string(words.no_address) : cell(facts.originator.ip));
  set_text(record, "originator.account", facts.originator.account);
  record.text("originator.holder", or_dash(facts.originator.holder.empty() ? facts.originator.account : facts.originator.holder));
}

void set_basis(Record& record, const CertificateBasis& basis, const EvidenceChain& chain, const documents::SealCertificate& seal) {
  record.decimal("pages.source", whole(basis.source_pages)).decimal("signatures", whole(basis.signatures)).decimal("initials", whole(basis.initials));
  record.text("stamped.sha256", basis.stamped_sha256).text("evidence.head", chain.head);
  record.decimal("evidence.lines", whole(static_cast<std::int64_t>(chain.events.size())));
  record.text("seal.subject", cell(seal.subject)).text("seal.fingerprint", seal.sha256).flag("seal.selfMade", seal.self_signed);
}

void set_lists(Record& record, const CompletionFacts& facts, const EvidenceChain& chain) {
  Rows originals;
  for (const auto& original : facts.originals)
    originals.push_back(Record().text("name", or_dash(original.name)).decimal("pages", whole(original.pages)).text("sha256", original.sha256));
  record.rows("documents", std::move(originals));
  Rows copies;
  for (const auto& copy : facts.copies) {
    Record row;
    row.text("name", or_dash(copy.name)).text("email", or_dash(copy.email)).text("status", certificate_words_of(copy.status, facts.language));
    set_time(row, "sent", copy.sent_at);
    copies.push_back(std::move(row));
  }
  record.rows("copies", std::move(copies));
  Rows fields;
  for (const auto& field : facts.fields) {
    fields.push_back(Record()
                         .text("document", or_dash(field.document))
                         .decimal("page", whole(field.page))
                         .text("label", or_dash(certificate_words_of(field.label, facts.language)))
                         .text("value", or_dash(field.value))
                         .text("signer", or_dash(field.signer)));
  }
  record.rows("fields", std::move(fields));
  record.rows("events", event_rows(chain, facts.language));
  Rows disclosures;
  for (const auto& disclosure : facts.disclosures) {
    disclosures.push_back(Record()
                              .text("version", or_dash(disclosure.version))
                              .text("language", or_dash(disclosure.language))
                              .text("sha256", disclosure.sha256)
                              .rows("paragraphs", paragraphs_of(disclosure.text)));
  }
  record.rows("disclosures", std::move(disclosures));
}

}  // namespace

Result<documents::RenderedPdf> render_certificate(const CompletionFacts& facts, const CertificateBasis& basis, const EvidenceChain& chain,
                                                  const documents::SealCertificate& seal) {
  Record record;
  set_envelope(record, facts);
  set_basis(record, basis, chain, seal);
  set_lists(record, facts, chain);
  Rows signers;
  for (std::size_t at = 0; at < facts.signers.size(); ++at) {
    auto row = signer_row(facts.signers[at], at + 1, facts.language);
    if (!row) return std::move(row).error();
    signers.push_back(*std::move(row));
  }
  record.rows("signers", std::move(signers));
  const documents::RenderOptions options{.created_at = facts.ended_at,
                                         .contract_number = fmt::format("{} {}", certificate_words(facts.language).envelope, facts.envelope_id),
                                         .issuer = cell(facts.originator.account)};
  // Its own number of pages is in it: nearly always what was guessed from the number of lines, else it is set again.
  int pages = 2 + static_cast<int>(facts.disclosures.size() + chain.events.size() / 30);
  for (int attempt = 0; attempt < 3; ++attempt) {
    record.decimal("pages.certificate", whole(pages));
    auto rendered = documents::render(template_of(facts.language), record, options);
    if (!rendered && rendered.error().code == "glyph_missing") {
      record = printable(record);
      rendered = documents::render(template_of(facts.language), record, options);
    }
    if (!rendered || rendered->pages == pages || attempt == 2) return rendered;
    pages = rendered->pages;
  }
  ENSURE(false);
  return Error{};
}

}  // namespace switchyard::esign
