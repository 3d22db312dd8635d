// For tests: an environment with a provider that remembers, a listener that notes, papers, and a way to run jobs. The provider's answers are written from
// docs/signing.md; no recordings exist.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/sodium/sodium_sealer.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/test_databases_fake.hpp"
#include "outbox/run_pending_jobs.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"
#include "ports/random_fake.hpp"
#include "signing/signing.hpp"

namespace switchyard::signing {

inline constexpr Instant kMorning = Instant::from_unix_ms(1'796'126'400'000);  // 2026-12-01T12:00:00Z.

class RememberingProvider final : public SigningProvider {
 public:
  struct Made {
    EnvelopeOrder order;
    ProviderEnvelope now;
    int resent = 0;
    std::vector<SignerCorrection> corrections = {};
  };
  std::map<std::string, Made> envelopes;       // By id.
  std::deque<Error> create_refusals;           // Given once each, before anything is made.
  bool is_create_answer_lost = false;          // It is made, and the answer never comes.
  std::optional<Error> void_refusal;
  std::optional<Error> view_refusal;
  std::vector<std::string> voids;
  int reads = 0;
  int lookups = 0;
  std::optional<Instant> wait_until;
  bool is_sealed = true;

  [[nodiscard]] Made& only() { return envelopes.begin()->second; }

  Result<std::string> create(const EnvelopeOrder& order) override;
  Result<std::optional<std::string>> find_by_transaction(const std::string& transaction) override;
  Result<std::string> recipient_view(const ViewOrder& order) override;
  Result<void> void_envelope(const std::string& envelope_id, const std::string& reason) override;
  Result<void> resend(const std::string& envelope_id) override;
  Result<void> correct_signer(const SignerCorrection& correction) override;
  Result<ProviderEnvelope> read(const std::string& envelope_id) override;
  Result<std::vector<EnvelopeChange>> changed_since(Instant since) override;
  Result<std::string> download(const std::string& envelope_id, FinishedFile file) override;
  // The signature is "genuine"; the body is the key of `events`.
  [[nodiscard]] bool is_genuine(std::string_view body, std::span<const std::string> signatures) const override;
  [[nodiscard]] Result<ProviderEvent> parse_event(std::string_view body) const override;
  [[nodiscard]] std::optional<Instant> not_before() const override { return wait_until; }
  std::map<std::string, ProviderEvent, std::less<>> events;
};

class NotingListener final : public EnvelopeListener {
 public:
  std::vector<EnvelopeNews> heard;
  std::vector<FinishedDocument> kept;
  std::optional<Error> refusal;                // Given once.
  Result<void> hear(SqlTransaction& transaction, const EnvelopeNews& news) override;
  Result<void> keep(SqlTransaction& transaction, const EnvelopeSubject& subject, std::span<const FinishedDocument> documents) override;
  // "viewed signer_done customer_side_done".
  [[nodiscard]] std::string words() const;
};

class OnePaper final : public PaperSource {
 public:
  Result<PaperBytes> paper(SqlReader& reader, const EnvelopeSubject& subject, const std::string& document) override;
};

class SigningBench : public ::testing::TestWithParam<Engine>, public ProviderShelf {
 protected:
  SigningBench();
  [[nodiscard]] std::string name_for(std::string_view partner) const override { return is_set_up ? "bench" : std::string(partner).substr(0, 0); }
  [[nodiscard]] SigningProvider* find(std::string_view name) const override { return name == "bench" ? &provider : nullptr; }
  [[nodiscard]] std::vector<std::string> names() const override { return {"bench"}; }

  [[nodiscard]] static NewEnvelope agreement();
  Result<EnvelopeId> send(const NewEnvelope& asked);
  // Sent and made at the provider.
  EnvelopeId sent(const NewEnvelope& asked = agreement());
  // Runs every due job of every kind, as often as they make new ones.
  void run_jobs();
  [[nodiscard]] Envelope envelope();
  // The provider says so by a callback; its `generated` tells it from others.
  void call_back(std::string_view event, std::string_view generated);
  void sign(std::string_view recipient, Instant at);
  template <class Work>
  auto write(Work work) {
    std::optional<decltype(work(std::declval<SqlTransaction&>()))> outcome;
    database_->write([&](SqlTransaction& transaction) {
      outcome.emplace(work(transaction));
      return outcome->has_value();
    });
    return *std::move(outcome);
  }

  bool is_set_up = true;
  TestDatabase database_;
  FixedClock clock_{kMorning};
  SeededRandom random_;
  KeptLog log_;
  adapters::MetricsRegistry metrics_;
  adapters::OpensslJose jose_;
  outbox::Outbox outbox_{SecurityClock{clock_}, random_};
  std::unique_ptr<access::Sealer> sealer_;
  mutable RememberingProvider provider;
  NotingListener listener_;
  OnePaper papers_;
  std::optional<SigningParts> parts_;
  std::unique_ptr<EnvelopeDesk> desk_;
  const EnvelopeSubject subject_ = agreement().subject;
};

}  // namespace switchyard::signing
