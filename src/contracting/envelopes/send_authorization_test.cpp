#include "contracting/envelopes/send_authorization.hpp"

#include <gtest/gtest.h>

#include "contracting/envelopes/envelope_bench_fake.hpp"
#include "contracting/envelopes/issued_papers.hpp"

namespace switchyard::contracting {
namespace {

using News = signing::EnvelopeNewsKind;

class Letters : public ::testing::TestWithParam<Engine> {
 protected:
  EnvelopeBench bench_{GetParam()};
  const Customer customer_ = bench_.parties.customer();
  const std::vector<ServiceAccount> accounts_ = bench_.parties.add(customer_.id, {comed_account(1), comed_account(2)}).value();
  const Instant now_ = bench_.parties.clock.now();

  Result<SentLetter> send(const NewLetter& asked) {
    return bench_.write<SentLetter>([&](SqlTransaction& transaction) { return send_authorization(transaction, bench_.full_desk(), bench_.parties.actor, asked); });
  }
  NewLetter letter() { return {.customer = customer_.id, .scopes = {AuthorizationScope::usage_history}}; }
  Authorization stored(const AuthorizationId& id) {
    return bench_.parties.read([&](SqlReader& reader) { return find_authorization(reader, bench_.parties.actor.partner, id); }).value();
  }
  bool covers() {
    return bench_.parties.read([&](SqlReader& reader) {
      return find_covering_authorization(reader, bench_.parties.actor.partner, customer_.id, accounts_[0].id, AuthorizationScope::usage_history, bench_.parties.clock.now()).has_value();
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Letters, every_engine(), engine_name);

TEST_P(Letters, AreSentPendingAndStandOnceTheyAreSigned) {
  const auto sent = send(letter());
  ASSERT_TRUE(sent.has_value()) << sent.error().message << fields_of(sent.error());
  EXPECT_EQ(sent->link->url, "https://sign.example.com/sign/1");
  EXPECT_EQ(sent->authorization.state_at(now_), AuthorizationState::pending);
  EXPECT_EQ(sent->authorization.said.expires_at->text(), "2027-11-24T15:00:00Z");
  EXPECT_FALSE(covers());
  const signing::NewEnvelope& envelope = bench_.signer.last();
  EXPECT_EQ(envelope.title, "Letter of authorization of Lincoln Park Bread LLC");
  ASSERT_EQ(envelope.papers.size(), 1u);
  IssuedPapers papers;
  const auto paper = bench_.parties.read([&](SqlReader& reader) { return papers.paper(reader, envelope.subject, envelope.papers[0].document); });
  ASSERT_TRUE(paper.has_value());
  EXPECT_EQ(paper->places.size(), 2u);
  bench_.parties.clock.set(now_ + Duration::minutes(3));
  ASSERT_TRUE(bench_.tell(News::customer_side_done, now_ + Duration::minutes(2)).has_value());
  ASSERT_TRUE(bench_.tell(News::declined, now_ + Duration::minutes(2)).has_value());
  const Authorization signed_letter = stored(sent->authorization.id);
  EXPECT_EQ(signed_letter.state_at(bench_.parties.clock.now()), AuthorizationState::valid);
  EXPECT_EQ(signed_letter.said.signed_at, now_ + Duration::minutes(2));
  EXPECT_TRUE(covers());
  ASSERT_TRUE(bench_.keep(envelope.subject, {"%PDF-1.7 letter", "%PDF-1.7 certificate"}).has_value());
  EXPECT_TRUE(stored(sent->authorization.id).said.document.has_value());
  EXPECT_EQ(bench_.parties.events("authorization.requested").size(), 1u);
  EXPECT_EQ(bench_.parties.events("authorization.signed").size(), 1u);
  EXPECT_TRUE(bench_.parties.events("authorization.declined").empty());
}

TEST_P(Letters, ADeclineIsFinalAndSaysWhy) {
  const auto sent = send(letter());
  ASSERT_TRUE(bench_.tell(News::declined, now_, "Not now.").has_value());
  const Authorization declined = stored(sent->authorization.id);
  EXPECT_EQ(declined.state_at(now_), AuthorizationState::declined);
  EXPECT_EQ(declined.revocation_reason, "Not now.");
  ASSERT_TRUE(bench_.tell(News::customer_side_done, now_).has_value());
  EXPECT_FALSE(covers());
}

TEST_P(Letters, APendingOneIsTakenBackByItsRevocation) {
  const auto sent = send(letter());
  const auto revoked = bench_.write<Authorization>([&](SqlTransaction& transaction) {
    return revoke_letter(transaction, bench_.full_desk(), bench_.parties.actor, sent->authorization.id, "Wrong person.");
  });
  ASSERT_TRUE(revoked.has_value());
  EXPECT_EQ(bench_.signer.asked.back(), "void authorization 1 Wrong person.");
  ASSERT_TRUE(bench_.tell(News::customer_side_done, now_).has_value());
  EXPECT_EQ(stored(sent->authorization.id).state_at(now_), AuthorizationState::revoked);
}

TEST_P(Letters, ARefusalLeavesNothingBehind) {
  NewLetter asked = letter();
  asked.sending.signers = {{.role = signing::SignerRole::agency, .name = "Kim", .email = "kim@x.example"}};
  EXPECT_EQ(send(asked).error().code, "signers_invalid");
  asked = letter();
  asked.link.return_url = "ftp://x.example";
  EXPECT_EQ(send(asked).error().code, "return_url_invalid");
  asked = letter();
  asked.customer = bench_.parties.customer("Nobody's Shop LLC").id;
  EXPECT_EQ(send(asked).error().code, "accounts_empty");
  bench_.signs = false;
  EXPECT_EQ(send(letter()).error().code, "SIGNING_NOT_CONFIGURED");
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM authorizations"), 0);
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM issued_documents"), 0);
}

}  // namespace
}  // namespace switchyard::contracting
