// What the suites of the signing service share: a database of each engine, an account with a user, a PDF of five pages, and short ways to send and sign.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/test_databases_fake.hpp"
#include "esign/esign.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log_fake.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::esign {

inline constexpr Instant kMonday = Instant::from_unix_ms(1'795'420'800'000);  // 2026-11-23T08:00:00Z

[[nodiscard]] std::vector<Migration> esign_test_migrations();

// Pages hold "/sn1/" and "/dt1/" on the last, compressed, with subset fonts; "/sn2/" on the first.
[[nodiscard]] const std::string& five_pages_fake();

// A signer of id "1" with a place to sign at "/sn1/" and a date at "/dt1/".
[[nodiscard]] Recipient signer_fake(std::string_view id = "1", std::int64_t order = 1, std::string_view client_user_id = "c1");
[[nodiscard]] EnvelopeDefinition definition_fake(std::vector<Recipient> recipients, EnvelopeStatus status = EnvelopeStatus::sent);

class EsignSuite : public ::testing::TestWithParam<Engine> {
 protected:
  EsignSuite();

  Result<Envelope> create(const EnvelopeDefinition& definition) { return create_envelope(service_, sender_, definition); }
  Envelope sent(std::vector<Recipient> recipients) { return create(definition_fake(std::move(recipients))).value(); }
  [[nodiscard]] Envelope stored(const EnvelopeId& id);
  [[nodiscard]] SignerPresence presence(const Envelope& envelope, std::string_view recipient_id = "1");

  template <class T>
  Result<T> in_transaction(const std::function<Result<T>(SqlTransaction&)>& work) {
    return write_result<T>(*database_, work);
  }
  Result<void> act(const std::function<Result<void>(SqlTransaction&)>& work);

  // Opens, accepts, adopts a typed name.
  void prepare_to_sign(const SignerPresence& who);
  // With every place to sign placed.
  Result<Envelope> finish(const SignerPresence& who, const TabValues& more = {});
  Envelope sign(const Envelope& envelope, std::string_view recipient_id = "1");
  [[nodiscard]] TabValues places_of(const SignerPresence& who);
  [[nodiscard]] std::vector<std::string> told(const EnvelopeId& id);
  [[nodiscard]] std::vector<std::string> jobs_of(std::string_view kind);

  TestDatabase database_{GetParam(), esign_test_migrations()};
  FixedClock clock_{kMonday};
  FixedClock real_clock_{kMonday};
  SeededRandom random_;
  KeptLog log_;
  std::unique_ptr<access::Jose> jose_ = std::make_unique<adapters::OpensslJose>();
  outbox::Outbox outbox_{SecurityClock{real_clock_}, random_};
  EsignService service_{.database = *database_,
                        .clock = clock_,
                        .security_clock = SecurityClock{real_clock_},
                        .random = random_,
                        .outbox = outbox_,
                        .jose = *jose_,
                        .log = log_};
  Sender sender_;
  Account account_;
};

}  // namespace switchyard::esign
