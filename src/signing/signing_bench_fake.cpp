#include "signing/signing_bench_fake.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "signing/envelope_jobs.hpp"
#include "signing/envelope_words.hpp"
#include "signing/inbox_store.hpp"
#include "signing/signing_migrations.hpp"

namespace switchyard::signing {
namespace {

std::vector<Migration> migrations() {
  std::vector<Migration> all(outbox::outbox_migrations().begin(), outbox::outbox_migrations().end());
  all.insert(all.end(), signing_migrations().begin(), signing_migrations().end());
  return all;
}

constexpr std::string_view kKeyRing = "00000001 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

}  // namespace

Result<std::string> RememberingProvider::create(const EnvelopeOrder& order) {
  if (!create_refusals.empty()) {
    Error refusal = create_refusals.front();
    create_refusals.pop_front();
    return refusal;
  }
  const std::string id = fmt::format("00000000-0000-4000-8000-{:012}", envelopes.size() + 1);
  Made& made = envelopes[id];
  made.order = order;
  made.now = {.id = id, .state = EnvelopeState::sent, .state_at = kMorning};
  for (const OrderedSigner& each : order.signers) made.now.recipients.push_back({.recipient = each.recipient});
  if (!is_create_answer_lost) return id;
  is_create_answer_lost = false;
  return Error{ErrorKind::unavailable, "signing_provider_unavailable", "timeout"};
}

Result<std::optional<std::string>> RememberingProvider::find_by_transaction(const std::string& transaction) {
  ++lookups;
  for (const auto& [id, made] : envelopes) {
    if (made.order.transaction == transaction) return std::optional(id);
  }
  return std::optional<std::string>();
}

Result<std::string> RememberingProvider::recipient_view(const ViewOrder& order) {
  if (view_refusal) return *view_refusal;
  return fmt::format("https://provider.example/view?recipient={}&name={}&return={}", order.recipient, order.name, order.return_url);
}

Result<void> RememberingProvider::void_envelope(const std::string& envelope_id, const std::string& reason) {
  voids.push_back(reason);
  if (void_refusal) return *void_refusal;
  ProviderEnvelope& now = envelopes.at(envelope_id).now;
  if (now.state == EnvelopeState::completed) return Error{ErrorKind::conflict, "envelope_completed", "too late"};
  now.state = EnvelopeState::voided;
  return {};
}

Result<void> RememberingProvider::resend(const std::string& envelope_id) {
  ++envelopes.at(envelope_id).resent;
  return {};
}

Result<void> RememberingProvider::correct_signer(const SignerCorrection& correction) {
  envelopes.at(correction.envelope_id).corrections.push_back(correction);
  return {};
}

Result<ProviderEnvelope> RememberingProvider::read(const std::string& envelope_id) {
  ++reads;
  return envelopes.at(envelope_id).now;
}

Result<std::vector<EnvelopeChange>> RememberingProvider::changed_since(Instant) {
  std::vector<EnvelopeChange> changes;
  for (const auto& [id, made] : envelopes) changes.push_back({.id = id, .state = made.now.state});
  return changes;
}

Result<std::string> RememberingProvider::download(const std::string&, FinishedFile file) {
  if (!is_sealed) return Error{ErrorKind::unavailable, "signing_provider_unavailable", "not sealed"};
  return std::string(file == FinishedFile::combined ? "%PDF-1.7 signed" : "%PDF-1.7 certificate");
}

bool RememberingProvider::is_genuine(std::string_view, std::span<const std::string> signatures) const {
  return std::ranges::find(signatures, "genuine") != signatures.end();
}

Result<ProviderEvent> RememberingProvider::parse_event(std::string_view body) const {
  const auto found = events.find(body);
  if (found != events.end()) return found->second;
  return Error{ErrorKind::invalid, "callback_malformed", "unknown body"};
}

Result<void> NotingListener::hear(SqlTransaction&, const EnvelopeNews& news) {
  if (refusal) {
    Error error = *refusal;
    refusal.reset();
    return error;
  }
  heard.push_back(news);
  return {};
}

Result<void> NotingListener::keep(SqlTransaction&, const EnvelopeSubject&, std::span<const FinishedDocument> documents) {
  kept.insert(kept.end(), documents.begin(), documents.end());
  return {};
}

std::string NotingListener::words() const {
  std::string all;
  for (const EnvelopeNews& each : heard) all += fmt::format("{}{}", all.empty() ? "" : " ", text_of(each.kind));
  return all;
}

Result<PaperBytes> OnePaper::paper(SqlReader&, const EnvelopeSubject&, const std::string& document) {
  if (document == "doc_missing") return Error{ErrorKind::not_found, "document_not_found", "There is no such paper."};
  return PaperBytes{.document = document, .title = "Agreement", .bytes = "%PDF-1.7 paper", .sha256 = {}, .places = {{.kind = PaperPlace::Kind::sign, .x = 72'000, .y = 500'000}}};
}

SigningBench::SigningBench() : database_(GetParam(), migrations()) {
  auto sealer = adapters::SodiumSealer::from_key_ring(kKeyRing);
  sealer_ = *std::move(sealer);
  parts_.emplace(SigningParts{.environment = EnvironmentName::test,
                              .database = *database_,
                              .clock = clock_,
                              .security_clock = SecurityClock{clock_},
                              .random = random_,
                              .outbox = outbox_,
                              .sealer = *sealer_,
                              .jose = jose_,
                              .providers = *this,
                              .public_url = [] { return std::string("https://switchyard.example"); },
                              .log = log_,
                              .metrics = metrics_});
  desk_ = make_envelope_desk(*parts_);
}

NewEnvelope SigningBench::agreement() {
  return {.subject = {.partner = "prt_1", .purpose = EnvelopePurpose::agreement, .id = "ctr_1", .document_version = 1},
          .papers = {{.document = "doc_1", .title = "Agreement"}},
          .signers = {{.role = SignerRole::customer, .name = "Ana Ruiz", .email = "ana@bakery.example", .title = "Owner", .access_code = "4711"},
                      {.role = SignerRole::agency, .name = "Bo Lee", .email = "bo@agency.example", .routing_order = 2}},
          .title = "Agreement SY-1 for Bakery LLC",
          .sign_by = kMorning + Duration::hours(5)};
}

Result<EnvelopeId> SigningBench::send(const NewEnvelope& asked) {
  return write([&](SqlTransaction& transaction) { return desk_->send(transaction, asked); });
}

EnvelopeId SigningBench::sent(const NewEnvelope& asked) {
  auto id = send(asked);
  run_jobs();
  return *id;
}

void SigningBench::run_jobs() {
  const SigningNeighbours neighbours{.listener = listener_, .papers = papers_};
  const std::pair<std::string_view, outbox::JobHandler> handlers[] = {
      {"signing.create_envelope", envelope_creator(*parts_, neighbours)}, {"signing.void_envelope", envelope_voider(*parts_, neighbours)},
      {"signing.resend_envelope", envelope_resender(*parts_)},            {"signing.correct_signer", signer_corrector(*parts_)},
      {"signing.refresh_envelope", envelope_refresher(*parts_, neighbours)}, {"signing.fetch_documents", document_fetcher(*parts_, neighbours)},
      {"signing.apply_connect", callback_applier(*parts_, neighbours)},   {"signing.sweep", change_sweeper(*parts_)}};
  for (int round = 0; round < 3; ++round) {
    for (const auto& [kind, handler] : handlers) {
      outbox::run_pending_jobs({.database = *database_, .clock = SecurityClock{clock_}, .random = random_, .log = log_, .metrics = metrics_}, kind, handler);
    }
  }
}

Envelope SigningBench::envelope() {
  std::optional<Envelope> found;
  database_->read([&](SqlReader& reader) { found = desk_->find(reader, subject_); });
  return found.value();
}

void SigningBench::call_back(std::string_view event, std::string_view generated) {
  const ProviderEnvelope now = provider.only().now;
  const std::string body = fmt::format("{}/{}", event, generated);
  provider.events[body] = {.event = std::string(event), .envelope_id = now.id, .generated_at = std::string(generated), .envelope = now};
  database_->write([&](SqlTransaction& transaction) {
    const KeptCallback callback{.id = make_id<CallbackTag>(clock_.now(), random_), .provider = "bench", .body = body};
    insert_callback(transaction, callback, clock_.now());
    enqueue_signing_job(transaction, *parts_, kConnectJob, {.subject = callback.id.text()});
    return true;
  });
}

void SigningBench::sign(std::string_view recipient, Instant at) {
  ProviderEnvelope& now = provider.only().now;
  bool all = true;
  for (ProviderRecipient& each : now.recipients) {
    if (each.recipient == recipient) {
      each.is_done = true;
      each.delivered_at = at - Duration::minutes(3);
      each.signed_at = at;
    }
    all = all && each.is_done;
  }
  now.state = all ? EnvelopeState::completed : EnvelopeState::sent;
  now.state_at = at;
}

}  // namespace switchyard::signing
