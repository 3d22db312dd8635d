#include <gtest/gtest.h>

#include <fmt/format.h>

#include "contracting/counting_transaction_fake.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/customers/tax_id.hpp"
#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class Customers : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};

  Result<Customer> update(const Customer& customer, std::int64_t version, const std::function<void(CustomerForm&)>& edit) {
    return bench.write<Customer>(
        [&](SqlTransaction& transaction) { return update_customer(transaction, bench.desk(), bench.actor, customer.id, version, edit); });
  }
  std::vector<std::string> names(const CustomerFilter& filter, const PageRequest& request = {}) {
    std::vector<std::string> names;
    for (const Customer& customer : page(filter, request).rows) names.push_back(customer.details.legal_name);
    return names;
  }
  Page<Customer> page(const CustomerFilter& filter, const PageRequest& request = {}) {
    return bench.read([&](SqlReader& reader) { return list_customers(reader, bench.actor.partner, filter, parse_page(request).value()).value(); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Customers, every_engine(), engine_name);

using Names = std::vector<std::string>;

TEST_P(Customers, AreReadBackAsTheyWereSaid) {
  CustomerForm form = bread_form();
  form.details.dba = " Lincoln Park Bread ";
  form.details.duns = "08-146-6849";
  form.details.your_reference = "crm-77";
  form.details.contacts[0].consents_to_email = true;
  form.details.billing_address = UsAddress{.line1 = "PO Box 9", .line2 = "Suite 2", .city = "Evanston", .state = "il", .zip = "60201-1234"};
  const Customer made = bench.create(form).value();

  const auto read = bench.read([&](SqlReader& reader) { return find_customer(reader, bench.actor.partner, made.id); });

  ASSERT_TRUE(read);
  EXPECT_EQ(read->details, made.details);
  EXPECT_EQ(read->details.dba, "Lincoln Park Bread");
  EXPECT_EQ(read->details.duns, "081466849");
  EXPECT_EQ(read->details.billing_address->state, "IL");
  EXPECT_EQ(read->details.contacts[0].phone, "+13125550142");
  EXPECT_EQ(read->version, 1);
  EXPECT_EQ(read->created_at.text(), "2026-11-24T15:00:00Z");
}

TEST_P(Customers, NameEveryWrongFieldAtOnce) {
  CustomerForm form = bread_form(" ");
  form.details.duns = "123";
  form.details.legal_address->zip = "10001";
  form.details.billing_address = UsAddress{.line1 = "", .city = "X", .state = "ZZ", .zip = "1"};
  form.details.contacts[0].email = "ana at bread";
  form.details.contacts[0].phone = "555-0142";
  form.tax_id = GivenTaxId{TaxIdKind::ein, Secret("12-34")};

  const auto refused = bench.create(form);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "customer_invalid");
  EXPECT_EQ(fields_of(refused.error()),
            "/legalName missing; /duns duns_invalid; /legalAddress/zip zip_state_mismatch; /billingAddress/line1 missing; /billingAddress/state state_unknown; "
            "/billingAddress/zip invalid_zip; /contacts/0/email email_invalid; /contacts/0/phone phone_invalid; /taxId tax_id_invalid");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM customers"), 0);
}

TEST_P(Customers, OfAnotherPartnerAreNotFound) {
  const Customer made = bench.customer();
  EXPECT_FALSE(bench.read([&](SqlReader& reader) { return find_customer(reader, bench.other.partner, made.id); }));
  const auto refused = bench.write<Customer>([&](SqlTransaction& transaction) {
    return update_customer(transaction, bench.desk(), bench.other, made.id, 1, [](CustomerForm&) {});
  });
  EXPECT_EQ(refused.error().code, "customer_not_found");
}

TEST_P(Customers, TakeAChangeOfTheVersionThatWasSeenAlone) {
  const Customer made = bench.customer();
  const auto changed = update(made, 1, [](CustomerForm& form) { form.details.dba = "Bread"; });
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->version, 2);
  EXPECT_EQ(changed->details.contacts[0].id, made.details.contacts[0].id);

  const auto stale = update(made, 1, [](CustomerForm& form) { form.details.dba = "Cake"; });
  EXPECT_EQ(stale.error().code, "version_conflict");
  EXPECT_EQ(stale.error().kind, ErrorKind::conflict);
}

TEST_P(Customers, RefuseAContactOfAnother) {
  const Customer made = bench.customer();
  const Customer stranger = bench.customer("Other Inc");
  const auto refused = update(made, 1, [&](CustomerForm& form) { form.details.contacts = stranger.details.contacts; });
  EXPECT_EQ(fields_of(refused.error()), "/contacts/0/id contact_unknown");
}

TEST_P(Customers, HaveAReferenceOnceAnApplication) {
  CustomerForm form = bread_form();
  form.details.your_reference = "crm-1";
  ASSERT_TRUE(bench.create(form));
  EXPECT_EQ(bench.create(form).error().code, "your_reference_taken");
  EXPECT_TRUE(bench.create(form, bench.other));
  const Customer plain = bench.customer();
  EXPECT_EQ(update(plain, 1, [](CustomerForm& each) { each.details.your_reference = "crm-1"; }).error().code, "your_reference_taken");
}

TEST_P(Customers, ShowTheLastFourOfATaxIdAndSealTheRest) {
  CustomerForm form = bread_form();
  form.tax_id = GivenTaxId{TaxIdKind::ein, Secret("36-5551234")};
  const Customer made = bench.create(form).value();
  EXPECT_EQ(made.tax_id, (MaskedTaxId{TaxIdKind::ein, "1234"}));
  const auto read = bench.read([&](SqlReader& reader) { return find_customer(reader, bench.actor.partner, made.id); });
  EXPECT_EQ(read->tax_id, made.tax_id);

  const auto opened = bench.read([&](SqlReader& reader) { return open_tax_ids(reader, *bench.sealer, bench.actor.partner, std::span(&made.id, 1)); });
  EXPECT_EQ(opened->at(made.id).reveal(), "36-5551234");
  const auto stranger = bench.read([&](SqlReader& reader) { return open_tax_ids(reader, *bench.sealer, bench.other.partner, std::span(&made.id, 1)); });
  EXPECT_TRUE(stranger->empty());

  const auto kept = update(made, 1, [](CustomerForm& each) { each.details.dba = "Bread"; });
  EXPECT_EQ(kept->tax_id, made.tax_id);
  const auto removed = update(made, 2, [](CustomerForm& each) { each.removes_tax_id = true; });
  EXPECT_FALSE(removed->tax_id);
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM customers WHERE tax_id_sealed IS NOT NULL"), 0);
}

TEST_P(Customers, HaveTheirTaxIdsSealedAnewAfterARotation) {
  const std::string old_line(adapters::new_sealing_key_line().reveal());
  bench.sealer = adapters::SodiumSealer::from_key_ring(old_line).value();
  CustomerForm form = bread_form();
  form.tax_id = GivenTaxId{TaxIdKind::ssn, Secret("123-45-6789")};
  const Customer made = bench.create(form).value();
  const std::string new_line(adapters::new_sealing_key_line().reveal());
  bench.sealer = adapters::SodiumSealer::from_key_ring(old_line + new_line).value();
  const auto reseal = [&] {
    return bench.write<ResealingPass>([&](SqlTransaction& transaction) { return reseal_tax_ids(transaction, *bench.sealer, {}, 10); })->resealed;
  };
  EXPECT_EQ(reseal(), 1);
  EXPECT_EQ(reseal(), 0);
  bench.sealer = adapters::SodiumSealer::from_key_ring(new_line).value();
  const auto opened = bench.read([&](SqlReader& reader) { return open_tax_ids(reader, *bench.sealer, bench.actor.partner, std::span(&made.id, 1)); });
  EXPECT_EQ(opened->at(made.id).reveal(), "123-45-6789");
}

TEST_P(Customers, ArePagedBothWays) {
  for (const char* name : {"alpha", "Bravo", "charlie", "Delta", "echo"}) {
    bench.customer(name);
    bench.clock.advance(Duration::seconds(1));
  }
  const CustomerFilter by_name{.sort = CustomerSort::legal_name, .descending = false};
  const auto first = page(by_name, {.first = 2});
  EXPECT_EQ(names(by_name, {.first = 2}), (Names{"alpha", "Bravo"}));
  EXPECT_TRUE(first.has_next);
  EXPECT_FALSE(first.has_previous);
  EXPECT_EQ(names(by_name, {.first = 2, .after = first.cursors[1]}), (Names{"charlie", "Delta"}));
  const auto end = page(by_name, {.last = 2});
  EXPECT_EQ(names(by_name, {.last = 2}), (Names{"Delta", "echo"}));
  EXPECT_TRUE(end.has_previous);
  EXPECT_EQ(names(by_name, {.last = 2, .before = end.cursors[0]}), (Names{"Bravo", "charlie"}));
  EXPECT_EQ(names(by_name, {.first = 9, .after = first.cursors[0], .before = end.cursors[1]}), (Names{"Bravo", "charlie", "Delta"}));
  EXPECT_EQ(names({}, {.first = 2}), (Names{"echo", "Delta"}));
  EXPECT_EQ(names({.sort = CustomerSort::updated_at}, {.last = 1}), (Names{"alpha"}));

  const auto wrong = bench.read([&](SqlReader& reader) {
    return list_customers(reader, bench.actor.partner, {}, parse_page({.after = first.cursors[0]}).value());
  });
  EXPECT_EQ(wrong.error().code, "cursor_invalid");
}

TEST_P(Customers, AreFoundByTheBeginningsOfTheirWords) {
  const Customer bread = bench.customer("Lincoln Park Bread LLC");
  bench.customer("Cafe Zoe");
  bench.clock.advance(Duration::seconds(1));
  bench.customer("Caf\u00e9 O\u2019Hare, Inc.");
  ASSERT_TRUE(bench.add(bread.id, {comed_account(17)}));

  EXPECT_EQ(names({.text = "linc bread"}), (Names{"Lincoln Park Bread LLC"}));
  EXPECT_EQ(names({.text = "ohare CAF"}), (Names{"Caf\u00e9 O\u2019Hare, Inc."}));
  EXPECT_EQ(names({.text = "cafe", .sort = CustomerSort::created_at, .descending = false}), (Names{"Cafe Zoe", "Caf\u00e9 O\u2019Hare, Inc."}));
  EXPECT_EQ(names({.text = "2145900017"}), (Names{"Lincoln Park Bread LLC"}));
  EXPECT_EQ(names({.text = "linc cafe"}), Names{});
  EXPECT_EQ(names({.text = " - "}).size(), 3u);
  EXPECT_EQ(names({.state = "IL"}).size(), 3u);
  EXPECT_EQ(names({.state = "OH"}), Names{});
  const std::int64_t count = bench.read([&](SqlReader& reader) { return count_customers(reader, bench.actor.partner, {.text = "cafe"}); });
  EXPECT_EQ(count, 2);

  ASSERT_TRUE(update(bread, 1, [](CustomerForm& form) { form.details.legal_name = "Halsted Bakers LLC"; }));
  EXPECT_EQ(names({.text = "linc"}), Names{});
  EXPECT_EQ(names({.text = "bakers 60614"}), (Names{"Halsted Bakers LLC"}));
}

TEST_P(Customers, CostTheSameStatementsHoweverMany) {
  std::vector<CustomerId> ids;
  for (int i = 0; i < 60; ++i) ids.push_back(bench.customer(fmt::format("Customer {}", i)).id);
  const auto statements = [&](const std::function<void(SqlReader&)>& work) {
    int count = 0;
    bench.database->write([&](SqlTransaction& transaction) {
      CountingTransaction counting(transaction);
      work(counting);
      count = counting.count;
      return false;
    });
    return count;
  };
  const auto read = [&](std::size_t many) {
    return statements([&](SqlReader& reader) { EXPECT_EQ(read_customers(reader, bench.actor.partner, std::span(ids).first(many)).size(), many); });
  };
  EXPECT_EQ(read(1), 2);
  EXPECT_EQ(read(60), 2);
  const auto list = [&](std::int64_t many) {
    return statements([&](SqlReader& reader) { (void)list_customers(reader, bench.actor.partner, {}, {.size = many}).value(); });
  };
  EXPECT_EQ(list(1), 2);
  EXPECT_EQ(list(50), 2);
}

}  // namespace
}  // namespace switchyard::contracting
