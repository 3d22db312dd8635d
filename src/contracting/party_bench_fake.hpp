// An environment's desk of parties for tests: a database of any engine, the product's market, a clock that stands still, two partners.
#pragma once

#include <memory>
#include <string>

#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/sodium/sodium_sealer.hpp"
#include "adapters/test_databases_fake.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/files/database_vault.hpp"
#include "contracting/party_desk.hpp"
#include "contracting/service_accounts/service_account_actions.hpp"
#include "market/loaded_market.hpp"
#include "ports/clock_fake.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::contracting {

class JoseDigest final : public pricing::FileDigest {
 public:
  [[nodiscard]] std::string sha256_hex(std::string_view bytes) const override;

 private:
  adapters::OpensslJose jose_;
};

// Pages as the test says.
class SaidPages final : public PageCounter {
 public:
  [[nodiscard]] Result<std::int64_t> count_pages(std::string_view pdf) const override;
};

struct PartyBench {
  explicit PartyBench(Engine engine);

  TestDatabase database;
  FixedClock clock{*Instant::parse("2026-11-24T15:00:00Z")};
  SeededRandom random;
  outbox::Outbox outbox{SecurityClock{clock}, random};
  std::shared_ptr<const market::Market> market = market::embedded_market();
  std::unique_ptr<adapters::SodiumSealer> sealer;
  JoseDigest digest;
  access::AuditRelay audit{SecurityClock{clock}, random, EnvironmentName::test};
  DatabaseVault vault;
  SaidPages pages;
  Actor actor;
  Actor other;  // Another partner.

  [[nodiscard]] PartyDesk desk() { return {clock, random, outbox, market, *sealer, digest, audit, vault, &pages}; }

  // Committed where it is done; a refusal undoes it.
  template <class T>
  Result<T> write(const std::function<Result<T>(SqlTransaction&)>& work) {
    return write_result<T>(*database, work);
  }
  template <class Work>
  auto read(Work work) {
    std::optional<decltype(work(std::declval<SqlReader&>()))> answer;
    database->read([&](SqlReader& reader) { answer.emplace(work(reader)); });
    return *std::move(answer);
  }
  [[nodiscard]] std::int64_t count(std::string_view sql);
  // The events of a type, each "subject payload", in order.
  [[nodiscard]] std::vector<std::string> events(std::string_view type);

  // Runs the jobs that remove bytes.
  void remove_bytes();

  Customer customer(const std::string& legal_name = "Lincoln Park Bread LLC");
  Result<Customer> create(const CustomerForm& form) { return create(form, actor); }
  Result<Customer> create(const CustomerForm& form, const Actor& by);
  Result<std::vector<ServiceAccount>> add(const CustomerId& customer, const std::vector<ServiceAccountDetails>& accounts);
};

// ComEd, Chicago. `last` makes the number one of its own: ten digits.
[[nodiscard]] ServiceAccountDetails comed_account(int last = 17);
[[nodiscard]] CustomerForm bread_form(const std::string& legal_name = "Lincoln Park Bread LLC");
// "pointer code; pointer code"
[[nodiscard]] std::string fields_of(const Error& error);

}  // namespace switchyard::contracting
