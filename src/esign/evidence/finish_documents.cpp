#include "esign/evidence/finish_documents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/pdf/find_text.hpp"
#include "documents/seal/seal.hpp"
#include "esign/evidence/certificate.hpp"
#include "esign/evidence/certificate_words.hpp"
#include "esign/evidence/evidence_chain.hpp"
#include "esign/evidence/evidence_file.hpp"
#include "esign/evidence/mark_stamps.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int32_t kHeaderLeft = 18'000;
constexpr std::int32_t kHeaderTop = 7'000;
constexpr std::int32_t kHeaderHeight = 9'000;
constexpr std::int32_t kHeaderSize = 6'500;
constexpr std::int32_t kHeaderPageMin = 60'000;  // Narrower or lower pages have no room for it.

// Each document was taken under the usual limits; together they have more, up to what a seal takes.
constexpr documents::PdfLimits kTogether{.size_bytes_max = documents::kSealedSizeMax, .pages_max = documents::kSealedPagesMax, .objects_max = documents::kSealedObjectsMax};

using Pages = std::vector<std::string_view>;

FinishedFile finished(documents::PdfPages made) { return {std::move(made.bytes), std::move(made.sha256), made.pages}; }
FinishedFile finished(documents::SealedPdf made) { return {std::move(made.bytes), std::move(made.sha256), made.pages}; }

std::vector<documents::Stamp> headers(const std::vector<documents::PageSize>& pages, const std::string& words) {
  std::vector<documents::Stamp> stamps;
  for (std::size_t at = 0; at < pages.size(); ++at) {
    if (pages[at].width < kHeaderPageMin || pages[at].height < kHeaderPageMin) continue;
    const documents::Box box{kHeaderLeft, kHeaderTop, pages[at].width - 2 * kHeaderLeft, kHeaderHeight};
    stamps.push_back({static_cast<int>(at) + 1, box, documents::StampText{words, kHeaderSize, "#5c6978"}});
  }
  return stamps;
}

Result<FinishedFile> stamp_document(const EnvelopeDocument& document, const std::string& header, std::string_view language, Instant at) {
  const auto flat = documents::flatten(document.bytes, kTogether);
  if (!flat) return flat.error();
  const auto pages = documents::search_pdf(flat->bytes, {}, true, kTogether);
  if (!pages) return pages.error();
  auto stamps = headers(pages->pages, header);
  for (const auto& mark : document.marks) {
    for (auto& stamp : stamps_of(mark, language)) stamps.push_back(std::move(stamp));
  }
  auto placed = documents::place(flat->bytes, stamps, at, kTogether);
  if (!placed) return std::move(placed).error();
  return finished(*std::move(placed));
}

struct Basis {
  CertificateBasis certificate;
  EvidenceChain chain;
  std::string evidence;  // The chain as a file.
};

int count_marks(const std::vector<EnvelopeDocument>& documents, MarkKind kind) {
  int count = 0;
  for (const auto& document : documents)
    count += static_cast<int>(std::count_if(document.marks.begin(), document.marks.end(), [&](const Mark& mark) { return mark.kind == kind; }));
  return count;
}

Result<Basis> basis_of(const StampedEnvelope& stamped, const std::vector<std::string>& evidence) {
  Basis basis;
  basis.evidence = evidence_file(evidence);
  auto chain = read_evidence(basis.evidence);
  if (!chain) return std::move(chain).error();
  basis.chain = *std::move(chain);
  basis.certificate.source_pages = stamped.combined.pages;
  basis.certificate.stamped_sha256 = stamped.combined.sha256;
  return basis;
}

// One of the envelope's files, each sealed by itself.
struct Sealer {
  const CompletionFacts& facts;
  const Basis& basis;
  const documents::SealingKey& key;

  [[nodiscard]] documents::SealOptions options(std::string_view kind) const {
    documents::SealOptions options;
    options.at = facts.ended_at;
    options.title = facts.subject;
    options.name = "Switchyard";
    options.reason = fmt::format("{}: {}", certificate_words(facts.language).envelope, certificate_words_of(facts.status, facts.language));
    options.time_stamp = documents::TimeStampWish::none;
    options.properties = {{std::string(kPropertyEnvelope), facts.envelope_id},
                          {std::string(kPropertyKind), std::string(kind)},
                          {std::string(kPropertyEvidenceHead), basis.chain.head},
                          {std::string(kPropertyStampedSha256), basis.certificate.stamped_sha256}};
    return options;
  }

  [[nodiscard]] documents::SealOptions with_evidence(documents::SealOptions options) const {
    options.attachments.push_back({.name = std::string(kEvidenceFileName),
                                   .content_type = "application/x-ndjson",
                                   .description = "Hash-chained record of the envelope's events",
                                   .bytes = basis.evidence});
    return options;
  }

  [[nodiscard]] Result<documents::SealedPdf> seal(std::string_view pdf, const documents::SealOptions& how) const {
    return documents::seal_pdf(pdf, key, how);
  }
};

Result<documents::SealedPdf> combined_with(const FinishedFile& combined, const documents::RenderedPdf& certificate, const Sealer& sealer) {
  const Pages both = {combined.bytes, certificate.bytes};
  const auto joined = documents::combine(both, sealer.facts.ended_at, kTogether);
  if (!joined) return joined.error();
  auto options = sealer.with_evidence(sealer.options("combined"));
  options.time_stamp = documents::TimeStampWish::if_configured;
  return sealer.seal(joined->bytes, options);
}

// Sealed alone: what the envelope's single files are.
Result<void> seal_each(const StampedEnvelope& stamped, const Sealer& sealer, FinishedEnvelope& made) {
  for (const auto& document : stamped.documents) {
    auto sealed = sealer.seal(document.bytes, sealer.options("document"));
    if (!sealed) return std::move(sealed).error();
    made.documents.push_back(finished(*std::move(sealed)));
  }
  auto alone = sealer.seal(stamped.combined.bytes, sealer.options("documents"));
  if (!alone) return std::move(alone).error();
  made.combined_alone = finished(*std::move(alone));
  return {};
}

}  // namespace

Result<StampedEnvelope> stamp_documents(std::string_view envelope_id, std::string_view language, const std::vector<EnvelopeDocument>& documents,
                                        Instant at) {
  const auto header = fmt::format("{} ID: {}", certificate_words(language).envelope, envelope_id);
  StampedEnvelope stamped;
  Pages pages;
  for (std::size_t index = 0; index < documents.size(); ++index) {
    auto one = stamp_document(documents[index], header, language, at);
    if (!one) return at_field(std::move(one).error(), fmt::format("/documents/{}", index));
    stamped.documents.push_back(*std::move(one));
  }
  for (const auto& document : stamped.documents) pages.push_back(document.bytes);
  if (pages.size() == 1) {
    stamped.combined = stamped.documents.front();
    return stamped;
  }
  auto combined = documents::combine(pages, at, kTogether);
  if (!combined) return std::move(combined).error();
  stamped.combined = finished(*std::move(combined));
  return stamped;
}

Result<FinishedEnvelope> finish_documents(const std::vector<EnvelopeDocument>& documents, const CompletionFacts& facts,
                                          const std::vector<std::string>& evidence, const documents::SealingKey& key) {
  const auto stamped = stamp_documents(facts.envelope_id, facts.language, documents, facts.ended_at);
  if (!stamped) return stamped.error();
  auto basis = basis_of(*stamped, evidence);
  if (!basis) return std::move(basis).error();
  basis->certificate.signatures = count_marks(documents, MarkKind::signature);
  basis->certificate.initials = count_marks(documents, MarkKind::initials);
  const auto certificate = render_certificate(facts, basis->certificate, basis->chain, key.certificate());
  if (!certificate) return certificate.error();
  const Sealer sealer{facts, *basis, key};
  FinishedEnvelope made;
  auto combined = combined_with(stamped->combined, *certificate, sealer);
  if (!combined) return std::move(combined).error();
  made.time_stamped = combined->time_stamped;
  made.note = combined->note;
  made.combined = finished(*std::move(combined));
  auto alone = sealer.seal(certificate->bytes, sealer.with_evidence(sealer.options("certificate")));
  if (!alone) return std::move(alone).error();
  made.certificate = finished(*std::move(alone));
  if (auto each = seal_each(*stamped, sealer, made); !each) return each.error();
  made.stamped_sha256 = basis->certificate.stamped_sha256;
  made.evidence_head = basis->chain.head;
  return made;
}

Result<FinishedFile> certify(const StampedEnvelope& stamped, const CompletionFacts& facts, const std::vector<std::string>& evidence,
                             const documents::SealingKey& key) {
  auto basis = basis_of(stamped, evidence);
  if (!basis) return std::move(basis).error();
  const auto certificate = render_certificate(facts, basis->certificate, basis->chain, key.certificate());
  if (!certificate) return certificate.error();
  const Sealer sealer{facts, *basis, key};
  auto sealed = sealer.seal(certificate->bytes, sealer.with_evidence(sealer.options("certificate")));
  if (!sealed) return std::move(sealed).error();
  return finished(*std::move(sealed));
}

}  // namespace switchyard::esign
