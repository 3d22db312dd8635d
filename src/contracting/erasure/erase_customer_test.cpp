#include "contracting/erasure/erase_customer.hpp"

#include <gtest/gtest.h>

#include "contracting/authorizations/authorization.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/notes/note.hpp"
#include "contracting/party_bench_fake.hpp"
#include "contracting/search/search_index.hpp"
#include "contracting/usage/usage_request.hpp"

namespace switchyard::contracting {
namespace {

class OneHolder final : public CustomerHolder {
 public:
  std::optional<CustomerId> held;
  mutable int erased = 0;
  [[nodiscard]] std::optional<Error> needs(SqlReader&, const access::PartnerId&, const CustomerId& customer, Instant) const override {
    if (held != customer) return std::nullopt;
    return Error{ErrorKind::conflict, "customer_needed", "Contract ctr_1 needs the data until 2031-01-01."};
  }
  [[nodiscard]] bool was_touched_since(SqlReader&, const access::PartnerId&, const CustomerId& customer, Instant) const override { return touched == customer; }
  void erase(SqlTransaction&, const access::PartnerId&, const CustomerId&, Instant) const override { ++erased; }
  std::optional<CustomerId> touched;
};

class Erasure : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};
  OneHolder holder;
  std::vector<const CustomerHolder*> holders{&holder};

  // With everything that a customer can have.
  Customer full_customer() {
    CustomerForm form = bread_form();
    form.tax_id = GivenTaxId{TaxIdKind::ein, Secret("36-5551234")};
    form.details.your_reference = "crm-1";
    const Customer customer = bench.create(form).value();
    const ServiceAccountId account = bench.add(customer.id, {comed_account(1)})->front().id;
    bench.database->write([&](SqlTransaction& transaction) {
      const PartyDesk desk = bench.desk();
      const AccountUsage usage{.account = account,
                               .usage = {{.from = *Date::parse("2026-08-01"), .until = *Date::parse("2026-09-01"), .quantity = Energy::from_milli(1, EnergyUnit::kwh)}}};
      EXPECT_TRUE(record_usage(transaction, desk, bench.actor.partner, std::span(&usage, 1)));
      EXPECT_TRUE(create_authorization(transaction, desk, bench.actor,
                                       {.customer = customer.id, .scopes = {AuthorizationScope::usage_history}, .signed_at = bench.clock.now(), .signer_name = "Ana Ruiz"}));
      EXPECT_TRUE(request_usage(transaction, desk, bench.actor, std::span(&account, 1), UsageKind::hu));
      EXPECT_TRUE(store_file(transaction, desk, bench.actor, {.name = "bill of Ana.txt", .customer = customer.id}, "Ana's bill"));
      EXPECT_TRUE(store_file(transaction, desk, bench.actor, {.name = "meter.txt", .subject = account.text()}, "Ana's meter"));
      EXPECT_TRUE(add_note(transaction, desk, bench.actor, {.subject = customer.id.text(), .text = "Ana prefers mornings"}));
      return true;
    });
    return customer;
  }
  Result<ErasedCustomer> erase(const CustomerId& id, const Actor& by, const std::string& reason = "asked by mail") {
    return bench.write<ErasedCustomer>([&](SqlTransaction& transaction) { return erase_customer(transaction, bench.desk(), by, id, reason, holders); });
  }
  ForgettingPass forget(const std::optional<CustomerId>& after = {}, std::int64_t limit = 10) {
    ForgettingPass pass;
    bench.database->write([&](SqlTransaction& transaction) {
      pass = forget_untouched_customers(transaction, bench.desk(), after, limit, holders);
      return true;
    });
    return pass;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Erasure, every_engine(), engine_name);

TEST_P(Erasure, LeavesATombstoneAndNothingPersonal) {
  const Customer customer = full_customer();
  const auto erased = erase(customer.id, bench.actor);
  ASSERT_TRUE(erased);
  EXPECT_EQ(erased->accounts, 1);
  EXPECT_EQ(erased->files, 2);
  EXPECT_EQ(holder.erased, 1);
  bench.remove_bytes();
  const auto left = bench.read([&](SqlReader& reader) { return find_customer(reader, bench.actor.partner, customer.id); });
  ASSERT_TRUE(left);
  EXPECT_EQ(left->details.legal_name, "Erased customer");
  EXPECT_TRUE(left->details.contacts.empty());
  EXPECT_FALSE(left->tax_id);
  EXPECT_EQ(left->erased_at, bench.clock.now());
  for (const char* table : {"customer_contacts", "usage_records", "usage_requests", "notes", "search_words", "uploaded_file_parts"}) {
    EXPECT_EQ(bench.count("SELECT COUNT(*) FROM " + std::string(table)), 0) << table;
  }
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM service_accounts WHERE account_number LIKE '%2145%' OR service_line1 <> ''"), 0);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM authorizations WHERE signer_name <> '' OR revoked_at_ms IS NULL"), 0);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM uploaded_files WHERE name <> ''"), 0);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM outbox_jobs WHERE kind = 'audit.append' AND payload LIKE '%customer.erased%' AND payload NOT LIKE '%Ana%'"), 1);
  const auto page = bench.read([&](SqlReader& reader) { return list_customers(reader, bench.actor.partner, {}, {}).value(); });
  EXPECT_TRUE(page.rows.empty());
  EXPECT_EQ(erase(customer.id, bench.actor).error().code, "customer_erased");
  EXPECT_EQ(bench.add(customer.id, {comed_account(2)}).error().code, "customer_erased");
}

TEST_P(Erasure, IsRefusedWhereTheDataIsNeededOrAnothers) {
  const Customer customer = full_customer();
  EXPECT_EQ(erase(customer.id, bench.other).error().code, "customer_not_found");
  EXPECT_EQ(fields_of(erase(customer.id, bench.actor, " ").error()), "/reason missing");
  holder.held = customer.id;
  EXPECT_EQ(erase(customer.id, bench.actor).error().code, "customer_needed");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM notes"), 1);
}

TEST_P(Erasure, ForgetsWhomNobodyTouchedForAYear) {
  const Customer old = bench.customer("Old LLC");
  bench.clock.advance(Duration::seconds(1));
  const Customer kept = bench.customer("Kept LLC");
  bench.clock.advance(Duration::seconds(1));
  const Customer active = bench.customer("Active LLC");
  holder.held = kept.id;
  bench.clock.set(*Instant::parse("2027-06-01T00:00:00Z"));
  ASSERT_TRUE(bench.add(active.id, {comed_account(1)}));
  EXPECT_EQ(forget().erased, 0);
  bench.clock.set(*Instant::parse("2027-11-25T00:00:00Z"));

  holder.touched = old.id;
  EXPECT_EQ(forget().erased, 0);
  holder.touched.reset();
  const ForgettingPass first = forget({}, 1);
  EXPECT_EQ(first.erased, 1);
  EXPECT_EQ(first.next, old.id);
  const ForgettingPass second = forget(first.next, 1);
  EXPECT_EQ(second.erased, 0);
  EXPECT_EQ(second.next, kept.id);
  EXPECT_FALSE(forget(second.next, 1).next);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM customers WHERE erased_at_ms IS NOT NULL"), 1);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM outbox_jobs WHERE kind = 'audit.append' AND payload LIKE '%system%'"), 1);
}

}  // namespace
}  // namespace switchyard::contracting
