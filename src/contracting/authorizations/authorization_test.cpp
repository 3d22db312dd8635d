#include "contracting/authorizations/authorization.hpp"

#include <gtest/gtest.h>

#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class Authorizations : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};
  const Customer customer = bench.customer();
  const std::vector<ServiceAccount> accounts = bench.add(customer.id, {comed_account(1), comed_account(2)}).value();

  NewAuthorization letter() {
    return {.customer = customer.id,
            .scopes = {AuthorizationScope::usage_history},
            .signed_at = *Instant::parse("2026-11-20T10:00:00-06:00"),
            .signer_name = "Ana Ruiz"};
  }
  Result<Authorization> create(const NewAuthorization& asked) {
    return bench.write<Authorization>([&](SqlTransaction& transaction) { return create_authorization(transaction, bench.desk(), bench.actor, asked); });
  }
  Result<Authorization> revoke(const AuthorizationId& id, const Actor& by) {
    return bench.write<Authorization>([&](SqlTransaction& transaction) { return revoke_authorization(transaction, bench.desk(), by, id, "moved away"); });
  }
  bool covers(const ServiceAccount& account, AuthorizationScope scope = AuthorizationScope::usage_history) {
    return bench.read([&](SqlReader& reader) {
      return find_covering_authorization(reader, bench.actor.partner, customer.id, account.id, scope, bench.clock.now()).has_value();
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Authorizations, every_engine(), engine_name);

TEST_P(Authorizations, StandForTwelveMonthsAndForAllAccountsWhereNothingElseIsSaid) {
  const auto made = create(letter());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->said.expires_at->text(), "2027-11-20T16:00:00Z");
  EXPECT_TRUE(covers(accounts[0]));
  EXPECT_FALSE(covers(accounts[0], AuthorizationScope::interval_usage));
  const auto read = bench.read([&](SqlReader& reader) { return find_authorization(reader, bench.actor.partner, made->id); });
  EXPECT_EQ(read->said.signer_name, "Ana Ruiz");
  EXPECT_EQ(read->state_at(bench.clock.now()), AuthorizationState::valid);
  EXPECT_FALSE(bench.read([&](SqlReader& reader) { return find_authorization(reader, bench.other.partner, made->id); }));
  ASSERT_EQ(bench.events("authorization.created").size(), 1u);
  EXPECT_NE(bench.events("authorization.created")[0].find("\"status\":\"valid\""), std::string::npos);
}

TEST_P(Authorizations, CoverTheAccountsThatTheyName) {
  NewAuthorization asked = letter();
  asked.accounts = {accounts[1].id};
  ASSERT_TRUE(create(asked));
  EXPECT_FALSE(covers(accounts[0]));
  EXPECT_TRUE(covers(accounts[1]));
}

TEST_P(Authorizations, NameEveryWrongField) {
  const Customer stranger = bench.customer("Other Inc");
  NewAuthorization asked = letter();
  asked.scopes.clear();
  asked.signer_name = "";
  asked.accounts = {accounts[0].id, accounts[0].id, bench.add(stranger.id, {comed_account(3)})->front().id};
  asked.signed_at = *Instant::parse("2026-11-25T00:00:00Z");
  asked.expires_at = *Instant::parse("2031-01-01T00:00:00Z");
  asked.document = FileId(Uuid{});
  EXPECT_EQ(fields_of(create(asked).error()),
            "/signerName missing; /scopes missing; /signedAt signed_in_future; /expiresAt expiry_too_late; /serviceAccountIds/1 repeated; "
            "/serviceAccountIds/2 account_unknown; /documentId file_not_found");
  NewAuthorization old = letter();
  old.signed_at = *Instant::parse("2025-11-20T10:00:00Z");
  EXPECT_EQ(fields_of(create(old).error()), "/expiresAt already_expired");
  EXPECT_EQ(bench.count("SELECT COUNT(*) FROM authorizations"), 0);
}

TEST_P(Authorizations, AreRevokedOnceByTheirPartner) {
  const AuthorizationId id = create(letter())->id;
  EXPECT_EQ(revoke(id, bench.other).error().code, "authorization_not_found");
  const auto revoked = revoke(id, bench.actor);
  ASSERT_TRUE(revoked);
  EXPECT_EQ(revoked->state_at(bench.clock.now()), AuthorizationState::revoked);
  EXPECT_FALSE(covers(accounts[0]));
  EXPECT_EQ(revoke(id, bench.actor).error().code, "authorization_state_conflict");
  EXPECT_EQ(bench.events("authorization.revoked").size(), 1u);
}

TEST_P(Authorizations, TellOnceThatTheyEnded) {
  ASSERT_TRUE(create(letter()));
  const auto expire = [&] {
    std::int64_t told = 0;
    bench.database->write([&](SqlTransaction& transaction) {
      told = expire_authorizations(transaction, bench.desk(), 100);
      return true;
    });
    return told;
  };
  EXPECT_EQ(expire(), 0);
  bench.clock.set(*Instant::parse("2027-11-20T16:00:00Z"));
  EXPECT_FALSE(covers(accounts[0]));
  EXPECT_EQ(expire(), 1);
  EXPECT_EQ(expire(), 0);
  ASSERT_EQ(bench.events("authorization.expired").size(), 1u);
  EXPECT_NE(bench.events("authorization.expired")[0].find("\"status\":\"expired\""), std::string::npos);
}

}  // namespace
}  // namespace switchyard::contracting
