#include <algorithm>

#include <fmt/format.h>

#include "signing/envelope_store.hpp"
#include "signing/envelope_words.hpp"
#include "signing/journal_store.hpp"
#include "signing/link_store.hpp"
#include "signing/link_token.hpp"
#include "signing/new_envelope_check.hpp"
#include "signing/sealed_code.hpp"
#include "signing/signing.hpp"
#include "signing/signing_job.hpp"

namespace switchyard::signing {
namespace {

constexpr Duration kResendPause = Duration::minutes(1);
constexpr Duration kRefreshPause = Duration::minutes(15);

Error not_found() { return {ErrorKind::not_found, "envelope_not_found", "Nothing of this was sent for signature."}; }

Error ended(const KeptEnvelope& kept) {
  return {ErrorKind::conflict, "envelope_ended", fmt::format("Its signing has ended: {}.", kept.void_reason ? "voided" : text_of(kept.envelope.state))};
}

class Desk final : public EnvelopeDesk {
 public:
  explicit Desk(const SigningParts& parts) : parts_(parts) {}

  Result<EnvelopeId> send(SqlTransaction& transaction, const NewEnvelope& asked) override {
    auto checked = check_new_envelope(asked);
    if (!checked) return std::move(checked).error();
    const std::string provider = parts_.providers.name_for(asked.subject.partner);
    if (provider.empty()) return Error{ErrorKind::conflict, "signing_not_configured", "No signing provider is configured in this environment."};
    NewEnvelopeRows rows = rows_of(asked, provider);
    const EnvelopeId id = rows.envelope.envelope.id;
    if (!insert_envelope(transaction, rows)) return Error{ErrorKind::conflict, "envelope_exists", "It has been sent for signature and the envelope still lives; void it first."};
    enqueue_signing_job(transaction, parts_, kCreateJob, {.subject = id.text()}, id.text());
    return id;
  }

  Result<SigningLink> open_link(SqlTransaction& transaction, const EnvelopeSubject& subject, const LinkOptions& options) override {
    auto checked = check_link(options, parts_.environment);
    if (!checked) return std::move(checked).error();
    const auto kept = living(transaction, subject);
    if (!kept) return kept.error();
    const KeptSigner* signer = kept->signer_of(options.role);
    if (signer == nullptr) return Error{ErrorKind::unprocessable, "signer_not_found", fmt::format("The envelope has no signer in the role {}.", text_of(options.role))};
    if (!signer->progress.signer.is_embedded) {
      return Error{ErrorKind::conflict, "signer_not_embedded", "This signer signs from the provider's own letter and has no link of ours."};
    }
    const Secret token = make_link_token(parts_.environment, parts_.random);
    const KeptLink link{.id = make_id<LinkTag>(parts_.security_clock.now(), parts_.random), .envelope = kept->envelope.id, .recipient = signer->recipient,
                        .return_url = options.return_url, .frame_ancestors = options.frame_ancestors};
    insert_link(transaction, link, hash_of_token(parts_.jose, token.reveal()), parts_.security_clock.now());
    return SigningLink{.url = fmt::format("{}/sign/{}", parts_.public_url(), token.reveal()), .expires_at = kept->envelope.sign_by};
  }

  Result<void> void_envelope(SqlTransaction& transaction, const EnvelopeSubject& subject, std::string_view reason) override {
    auto kept = find_envelope_of(transaction, subject);
    if (!kept) return {};
    if (kept->envelope.state == EnvelopeState::completed) return Error{ErrorKind::conflict, "envelope_completed", "Everybody has signed; it can't be taken back."};
    if (!kept->is_living()) return {};
    kept->void_reason = reason.empty() ? "Voided by the sender" : std::string(reason.substr(0, 200));
    update_envelope(transaction, *kept);
    enqueue_signing_job(transaction, parts_, kVoidJob, {.subject = kept->envelope.id.text()});
    return {};
  }

  Result<void> resend(SqlTransaction& transaction, const EnvelopeSubject& subject) override {
    auto kept = living(transaction, subject);
    if (!kept) return std::move(kept).error();
    const Instant now = parts_.security_clock.now();
    if (kept->resent_at && now < *kept->resent_at + kResendPause) {
      return Error{ErrorKind::rate_limited, "envelope_resent_lately", "It was sent again less than a minute ago; wait a moment."};
    }
    kept->resent_at = now;
    update_envelope(transaction, *kept);
    enqueue_signing_job(transaction, parts_, kResendJob, {.subject = kept->envelope.id.text()});
    return {};
  }

  Result<void> correct_signer(SqlTransaction& transaction, const EnvelopeSubject& subject, const Signer& corrected) override {
    auto checked = check_signer(corrected);
    if (!checked) return checked;
    auto kept = living(transaction, subject);
    if (!kept) return std::move(kept).error();
    const KeptSigner* signer = kept->signer_of(corrected.role);
    if (signer == nullptr) return Error{ErrorKind::unprocessable, "signer_not_found", fmt::format("The envelope has no signer in the role {}.", text_of(corrected.role))};
    if (signer->progress.signed_at) return Error{ErrorKind::conflict, "signer_done", "This signer has signed; nothing of him can change."};
    const KeptCorrection correction{.id = make_id<CorrectionTag>(parts_.security_clock.now(), parts_.random), .envelope = kept->envelope.id, .recipient = signer->recipient,
                                    .name = corrected.name, .email = corrected.email, .title = corrected.title,
                                    .access_code_sealed = seal_code(parts_.sealer, kept->envelope.id, signer->recipient, corrected.access_code)};
    insert_correction(transaction, correction, parts_.security_clock.now());
    enqueue_signing_job(transaction, parts_, kCorrectJob, {.subject = correction.id.text()});
    return {};
  }

  Result<void> refresh(SqlTransaction& transaction, const EnvelopeSubject& subject) override {
    auto kept = find_envelope_of(transaction, subject);
    if (!kept) return not_found();
    const Instant now = parts_.security_clock.now();
    const bool is_fresh = kept->asked_at && now < *kept->asked_at + kRefreshPause;
    if (is_fresh || is_ended(kept->envelope.state) || kept->envelope.provider_envelope.empty()) return {};
    kept->asked_at = now;
    update_envelope(transaction, *kept);
    enqueue_signing_job(transaction, parts_, kRefreshJob, {.subject = kept->envelope.id.text()});
    return {};
  }

  std::optional<Envelope> find(SqlReader& reader, const EnvelopeSubject& subject) override {
    const auto kept = find_envelope_of(reader, subject);
    return kept ? std::optional(kept->shown()) : std::nullopt;
  }

 private:
  static Result<KeptEnvelope> living(SqlReader& reader, const EnvelopeSubject& subject) {
    auto kept = find_envelope_of(reader, subject);
    if (!kept) return not_found();
    if (!kept->is_living()) return ended(*kept);
    return std::move(*kept);
  }

  [[nodiscard]] NewEnvelopeRows rows_of(const NewEnvelope& asked, const std::string& provider) const {
    const Instant now = parts_.clock.now();
    NewEnvelopeRows rows{.envelope = {}, .papers = asked.papers, .copies = asked.copies};
    KeptEnvelope& kept = rows.envelope;
    kept.envelope = {.id = make_id<EnvelopeTag>(parts_.security_clock.now(), parts_.random), .subject = asked.subject, .sign_by = asked.sign_by, .created_at = now, .changed_at = now};
    kept.provider = provider;
    kept.title = asked.title;
    kept.message = asked.message;
    kept.language = asked.language;
    kept.supplier = asked.supplier;
    std::vector<Signer> signers = asked.signers;
    std::ranges::stable_sort(signers, {}, &Signer::routing_order);
    for (Signer& signer : signers) {
      KeptSigner& each = kept.signers.emplace_back(KeptSigner{.recipient = std::to_string(kept.signers.size() + 1), .progress = {}});
      each.access_code_sealed = seal_code(parts_.sealer, kept.envelope.id, each.recipient, signer.access_code);
      signer.access_code.clear();
      each.progress.signer = std::move(signer);
    }
    return rows;
  }

  const SigningParts parts_;
};

}  // namespace

std::unique_ptr<EnvelopeDesk> make_envelope_desk(const SigningParts& parts) { return std::make_unique<Desk>(parts); }

}  // namespace switchyard::signing
