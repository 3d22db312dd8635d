#include "access/server_keys.hpp"

#include "access/access_fixture_fake.hpp"
#include "access/access_store.hpp"

namespace switchyard::access {
namespace {

class ServerSigningKeys : public AccessFixture {
 protected:
  std::vector<ServerKey> keys() {
    std::vector<ServerKey> all;
    database_->read([&](SqlReader& reader) { all = store::all_server_keys(reader); });
    return all;
  }
  ServerKey key_in(ServerKeyState state) {
    for (const ServerKey& key : keys()) {
      if (key.state == state) return key;
    }
    ADD_FAILURE() << "no key is " << text_of(state);
    return keys().front();
  }
  std::string me_code(std::string_view token) { return code_of(call(request_of(http::Method::get, "/v1/me", client_, token))); }
  bool is_published(const std::string& kid) { return directory_.current()->jwks.find(kid) != std::string::npos; }
};
INSTANTIATE_TEST_SUITE_P(Engines, ServerSigningKeys, every_engine(), engine_name);

TEST_P(ServerSigningKeys, AreMadeOnceAndLieSealed) {
  server_keys_.ensure();
  ASSERT_EQ(keys().size(), 2u);
  for (const ServerKey& key : keys()) {
    EXPECT_EQ(key.algorithm, JwsAlgorithm::es256);
    EXPECT_EQ(key.sealed_private->find("PRIVATE"), std::string::npos);
    EXPECT_TRUE(sealer_->open(*key.sealed_private, "server_keys/" + key.id.text()));
    EXPECT_FALSE(sealer_->open(*key.sealed_private, "server_keys/another"));
  }
}

TEST_P(ServerSigningKeys, ArePublishedBeforeTheySignAndUntilTheirLastTokenHasExpired) {
  const ServerKey first = key_in(ServerKeyState::active);
  const ServerKey second = key_in(ServerKeyState::next);
  EXPECT_TRUE(is_published(second.kid));
  EXPECT_EQ(server_keys_.rotate("cli").error().code, "key_too_fresh");
  clock_.advance(Duration::minutes(10));
  const std::string token = token_of(client_);
  ASSERT_TRUE(server_keys_.rotate("cli"));
  directory_.refresh();
  EXPECT_EQ(directory_.current()->signing_key->public_key().kid, second.kid);
  EXPECT_EQ(key_in(ServerKeyState::retired).kid, first.kid);
  EXPECT_FALSE(key_in(ServerKeyState::retired).sealed_private) << "it will never sign again";
  EXPECT_TRUE(is_published(first.kid));
  EXPECT_EQ(me_code(token), "") << "no call fails for a rotation";
  EXPECT_EQ(me_code(token_of(client_)), "");
  clock_.advance(Duration::seconds(959));
  EXPECT_FALSE(server_keys_.maintain());
  clock_.advance(Duration::seconds(1));
  EXPECT_TRUE(server_keys_.maintain());
  directory_.refresh();
  EXPECT_FALSE(is_published(first.kid));
  EXPECT_EQ(me_code(token), "token_key_unknown");
}

TEST_P(ServerSigningKeys, RotateByThemselvesAfterThirtyDays) {
  const ServerKey second = key_in(ServerKeyState::next);
  clock_.advance(Duration::hours(24 * 30 - 1));
  EXPECT_FALSE(server_keys_.maintain());
  clock_.advance(Duration::hours(1));
  EXPECT_TRUE(server_keys_.maintain());
  EXPECT_EQ(key_in(ServerKeyState::active).kid, second.kid);
  EXPECT_FALSE(server_keys_.maintain());
}

TEST_P(ServerSigningKeys, AreSealedAnewUnderANewSealingKey) {
  const std::string old_ring = "00000001 1111111111111111111111111111111111111111111111111111111111111111\n";
  const std::string new_line = "00000002 2222222222222222222222222222222222222222222222222222222222222222\n";
  const auto both = adapters::SodiumSealer::from_key_ring(old_ring + new_line).value();
  ServerKeys server_keys(*database_, jose_, *both, random_, security_clock_);
  EXPECT_EQ(*server_keys.reseal("cli"), 2);
  EXPECT_EQ(*server_keys.reseal("cli"), 0);
  const auto only_new = adapters::SodiumSealer::from_key_ring(new_line).value();
  Directory directory(*database_, jose_, *only_new, log_);
  directory.refresh();
  EXPECT_NE(directory.current()->signing_key, nullptr);
  ServerKeys without_old(*database_, jose_, *sealer_, random_, security_clock_);
  EXPECT_EQ(without_old.reseal("cli").error().code, "sealing_key_missing");
}

TEST_P(ServerSigningKeys, IssueNothingWhereTheSealingKeyIsMissing) {
  const auto other = adapters::SodiumSealer::from_key_ring("0000000f ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\n").value();
  Directory directory(*database_, jose_, *other, log_);
  adapters::MetricsRegistry metrics;
  TokenIssuer tokens(directory, settings_, random_, security_clock_, metrics);
  const std::string assertion = assertion_of(client_);
  auto outcome = tokens.issue({.api_key = client_.api_key, .assertion = assertion, .client_id = {}, .scope = {}, .address = "203.0.113.7"});
  ASSERT_TRUE(std::holds_alternative<CredentialRefusal>(outcome));
  EXPECT_EQ(std::get<CredentialRefusal>(outcome).code, "signing_key_unavailable");
}

TEST_P(ServerSigningKeys, SignForEveryNodeAlike) {
  const std::string token = token_of(client_);
  const auto other_node = database_.open_again();
  Directory elsewhere(*other_node, jose_, *sealer_, log_);
  elsewhere.refresh();
  adapters::MetricsRegistry metrics;
  const RequestAuthenticator authenticator(elsewhere, settings_, security_clock_, metrics);
  EXPECT_TRUE(authenticator.authenticate(request_of(http::Method::get, "/", client_, token)));
}

}  // namespace
}  // namespace switchyard::access
