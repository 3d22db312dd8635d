#include <fmt/format.h>

#include "signing/envelope_jobs.hpp"
#include "signing/envelope_subject_job.hpp"
#include "signing/journal_store.hpp"
#include "signing/link_token.hpp"

namespace switchyard::signing {
namespace {

struct Wanted {
  FinishedFile file;
  FinishedDocument::Kind kind;
  std::string_view ending;
};
constexpr Wanted kWanted[] = {{FinishedFile::combined, FinishedDocument::Kind::combined, "signed"}, {FinishedFile::certificate, FinishedDocument::Kind::certificate, "certificate"}};

outbox::JobEffect keeping(const SigningParts& parts, EnvelopeListener& listener, const EnvelopeId& id, std::vector<FinishedDocument> documents) {
  return [parts, &listener, id, documents = std::move(documents)](SqlTransaction& transaction) -> Result<void> {
    auto kept = find_envelope(transaction, id);
    ENSURE(kept.has_value());
    if (kept->kept_at) return {};
    auto taken = listener.keep(transaction, kept->envelope.subject, documents);
    if (!taken) return taken;
    kept->kept_at = parts.security_clock.now();
    insert_finished(transaction, id, documents, *kept->kept_at);
    update_envelope(transaction, *kept);
    return {};
  };
}

Result<outbox::JobEffect> fetch(const SigningParts& parts, EnvelopeListener& listener, const outbox::Job& job) {
  const auto subject = subject_of(parts, job);
  if (!subject) return subject.error();
  const Envelope& envelope = subject->kept.envelope;
  if (subject->kept.kept_at || envelope.provider_envelope.empty()) return nothing_to_write();
  if (const auto until = subject->provider->not_before(); until) return postpone(parts, job, subject->order, *until);
  std::vector<FinishedDocument> documents;
  for (const Wanted& wanted : kWanted) {
    auto bytes = subject->provider->download(envelope.provider_envelope, wanted.file);
    if (!bytes && may_be_retried(bytes.error())) return again_later(parts, job, subject->order, *subject->provider, std::move(bytes).error());
    if (!bytes) return std::move(bytes).error();
    FinishedDocument& document = documents.emplace_back(
        FinishedDocument{.kind = wanted.kind, .file_name = fmt::format("{}-{}.pdf", envelope.subject.id, wanted.ending), .bytes = *std::move(bytes), .sha256 = {}});
    document.sha256 = sha256_hex(parts.jose, document.bytes);
  }
  return keeping(parts, listener, envelope.id, std::move(documents));
}

}  // namespace

outbox::JobHandler document_fetcher(const SigningParts& parts, const SigningNeighbours& neighbours) {
  return [parts, neighbours](const outbox::Job& job) { return fetch(parts, neighbours.listener, job); };
}

}  // namespace switchyard::signing
