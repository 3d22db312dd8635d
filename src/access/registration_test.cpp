#include "access/registration.hpp"

#include "access/access_fixture_fake.hpp"
#include "access/access_store.hpp"
#include "access/audit_log.hpp"

namespace switchyard::access {
namespace {

class Registrations : public AccessFixture {
 protected:
  NewApplication sound() {
    NewApplication wanted;
    wanted.partner_name = "Bright Energy, LLC";
    wanted.public_key = jose_.generate(JwsAlgorithm::es256)->public_key().jwk;
    return wanted;
  }
  Result<CreatedApplication> create(const NewApplication& wanted) {
    return write_result<CreatedApplication>(*database_, [&](SqlTransaction& transaction) { return registration_.create_application(transaction, {"cli"}, wanted); });
  }
  std::string refusal_of(const NewApplication& wanted) {
    auto created = create(wanted);
    return created ? "" : created.error().code;
  }
  Result<RegisteredKey> add_key(const NewPublicKey& wanted) {
    const Application application = application_of(client_);
    return write_result<RegisteredKey>(*database_, [&](SqlTransaction& transaction) { return registration_.add_public_key(transaction, {"cli"}, application, wanted); });
  }
  std::vector<AuditRecord> audit() {
    std::vector<AuditRecord> records;
    database_->read([&](SqlReader& reader) { records = audit_records(reader, 0, 1000); });
    return records;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Registrations, every_engine(), engine_name);

TEST_P(Registrations, MakeAPartnerWithAnApplicationAndBothCredentials) {
  auto created = create(sound());
  ASSERT_TRUE(created) << created.error().message;
  EXPECT_EQ(created->client_id.substr(0, 9), "cli_test_");
  EXPECT_EQ(created->api_key.reveal().substr(0, 9), "swk_test_");
  EXPECT_EQ(created->key_id.size(), 43u) << "a thumbprint";
  std::optional<Application> application;
  std::vector<ApiKey> keys;
  database_->read([&](SqlReader& reader) {
    application = store::find_application(reader, created->partner_id, created->application_id);
    keys = store::api_keys_of(reader, created->application_id);
  });
  EXPECT_EQ(application->name, "Bright Energy, LLC");
  EXPECT_EQ(application->scopes, ScopeSet::partner_default());
  EXPECT_EQ(application->rate_limit, RateLimit({50, 50}));
  ASSERT_EQ(keys.size(), 1u);
  EXPECT_EQ(keys[0].hash, jose_.sha256(created->api_key.reveal())) << "kept as a hash alone";
}

TEST_P(Registrations, ReadAPemAndTheJwksOwnKid) {
  NewApplication wanted = sound();
  const auto key = jose_.generate(JwsAlgorithm::eddsa);
  std::string jwk = key->public_key().jwk;
  jwk.replace(jwk.find(key->public_key().kid), key->public_key().kid.size(), "2026-03");
  wanted.public_key = "\n " + jwk;
  EXPECT_EQ(create(wanted)->key_id, "2026-03");
  wanted.public_key = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
  EXPECT_EQ(create(wanted)->key_id, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST_P(Registrations, GiveEachPartnerASlugOfItsOwn) {
  const auto slug_of = [&](const std::string& name) {
    NewApplication wanted = sound();
    wanted.partner_name = name;
    const auto created = create(wanted);
    std::string slug;
    database_->read([&](SqlReader& reader) { slug = store::find_partner(reader, created->partner_id)->slug; });
    return slug;
  };
  EXPECT_EQ(slug_of("  Ünder & Över -- Energy! "), "nder-ver-energy");
  EXPECT_EQ(slug_of("Bright Energy LLC"), "bright-energy-llc-2");
  EXPECT_EQ(slug_of("日本"), "partner");
}

TEST_P(Registrations, AddALiveApplicationToAPartner) {
  NewApplication wanted = sound();
  wanted.partner_id = client_.partner_id;
  wanted.environment = EnvironmentName::live;
  const auto created = create(wanted);
  EXPECT_EQ(created->partner_id, client_.partner_id);
  EXPECT_EQ(created->client_id.substr(0, 9), "cli_live_");
  wanted = sound();
  wanted.partner_id = PartnerId(Uuid{});
  EXPECT_EQ(refusal_of(wanted), "partner_unknown");
}

TEST_P(Registrations, RefuseWhatCannotBeAndKeepNothingOfIt) {
  const std::size_t before = audit().size();
  NewApplication wanted = sound();
  wanted.partner_name = "";
  EXPECT_EQ(refusal_of(wanted), "name_malformed");
  wanted.partner_name = std::string(201, 'n');
  EXPECT_EQ(refusal_of(wanted), "name_malformed");
  wanted.partner_name = "a\nb";
  EXPECT_EQ(refusal_of(wanted), "name_malformed");
  wanted = sound();
  wanted.scopes.add(Scope::operator_partners);
  EXPECT_EQ(refusal_of(wanted), "scope_not_allowed");
  wanted.is_operator = true;
  EXPECT_EQ(refusal_of(wanted), "");
  wanted = sound();
  wanted.scopes = {};
  EXPECT_EQ(refusal_of(wanted), "scope_not_allowed");
  wanted = sound();
  wanted.origins = {"http://shop.example"};
  EXPECT_EQ(refusal_of(wanted), "origin_malformed");
  wanted.origins = std::vector<std::string>(51, "https://shop.example");
  EXPECT_EQ(refusal_of(wanted), "too_many");
  wanted = sound();
  wanted.public_key = "{}";
  EXPECT_EQ(refusal_of(wanted), "key_malformed");
  wanted.public_key = "";
  EXPECT_EQ(refusal_of(wanted), "key_malformed");
  wanted = sound();
  wanted.algorithm = JwsAlgorithm::rs256;
  EXPECT_EQ(refusal_of(wanted), "algorithm_mismatch");
  EXPECT_EQ(audit().size(), before + 4) << "of the one that was made";
}

TEST_P(Registrations, RefuseAKidOrAKeyThatWasThereBefore) {
  const PublicKey own = client_.key->public_key();
  EXPECT_EQ(add_key({.text = own.jwk}).error().code, "key_already_registered");
  std::string other = jose_.generate(JwsAlgorithm::es256)->public_key().jwk;
  const auto kid = jose_.import_jwk(other, {})->kid;
  other.replace(other.find(kid), kid.size(), own.kid);
  EXPECT_EQ(add_key({.text = other}).error().code, "kid_taken");
  const auto second = jose_.generate(JwsAlgorithm::es256)->public_key();
  ASSERT_TRUE(add_key({.text = second.jwk}));
  const Application application = application_of(client_);
  database_->write([&](SqlTransaction& transaction) { return registration_.revoke_public_key(transaction, {"cli"}, application, second.kid).has_value(); });
  EXPECT_EQ(add_key({.text = second.jwk}).error().code, "key_already_registered") << "not even after it was revoked";
}

TEST_P(Registrations, WantAnRsaKeysAlgorithmWhereAsked) {
  std::string jwk = jose_.generate(JwsAlgorithm::rs256)->public_key().jwk;
  jwk.replace(jwk.find(R"("alg":"RS256",)"), 14, "");
  EXPECT_EQ(add_key({.text = jwk, .algorithm_needed = true}).error().code, "algorithm_needed");
  EXPECT_EQ(add_key({.text = jwk, .algorithm = JwsAlgorithm::ps256, .algorithm_needed = true})->algorithm, JwsAlgorithm::ps256);
}

TEST_P(Registrations, HaveLimits) {
  for (std::size_t i = 1; i < kPublicKeysMax; ++i) ASSERT_TRUE(add_key({.text = jose_.generate(JwsAlgorithm::eddsa)->public_key().jwk}));
  EXPECT_EQ(add_key({.text = jose_.generate(JwsAlgorithm::eddsa)->public_key().jwk}).error().code, "too_many_keys");
  const Instant now = clock_.now();
  EXPECT_EQ(add_key({.text = jose_.generate(JwsAlgorithm::eddsa)->public_key().jwk, .not_before = now, .not_after = now}).error().code, "key_period_malformed");
  const Application application = application_of(client_);
  const auto add = [&](std::optional<Instant> expires) {
    auto made = write_result<CreatedApiKey>(*database_, [&](SqlTransaction& transaction) { return registration_.add_api_key(transaction, {"cli"}, application, expires); });
    return made ? std::string() : made.error().code;
  };
  EXPECT_EQ(add(now), "expires_in_past");
  for (std::size_t i = 1; i < kApiKeysMax; ++i) ASSERT_EQ(add(std::nullopt), "");
  EXPECT_EQ(add(std::nullopt), "too_many_keys");
}

TEST_P(Registrations, NeverTakeTheLastKeyInForce) {
  const Application application = application_of(client_);
  const auto revoke = [&](std::string_view kid) {
    auto done = write_result<void>(*database_, [&](SqlTransaction& transaction) { return registration_.revoke_public_key(transaction, {"cli"}, application, kid); });
    return done ? std::string() : done.error().code;
  };
  EXPECT_EQ(revoke("nobody"), "key_not_found");
  EXPECT_EQ(revoke(client_.kid), "last_key");
  const auto later = add_key({.text = jose_.generate(JwsAlgorithm::es256)->public_key().jwk, .not_before = clock_.now() + Duration::hours(1)});
  EXPECT_EQ(revoke(client_.kid), "last_key") << "the other is not in force yet";
  clock_.advance(Duration::hours(1));
  EXPECT_EQ(revoke(client_.kid), "");
  EXPECT_EQ(revoke(client_.kid), "") << "once more is no mistake";
  EXPECT_EQ(revoke(later->kid), "last_key");
}

TEST_P(Registrations, AreAllInTheAuditLog) {
  std::vector<std::string> actions;
  for (const auto& record : audit()) actions.push_back(record.entry.action);
  EXPECT_EQ(actions, (std::vector<std::string>{"server_key.created", "server_key.created", "partner.created", "application.created", "public_key.registered",
                                               "api_key.created"}));
  for (const auto& record : audit()) {
    EXPECT_EQ(record.entry.detail.find(client_.api_key), std::string::npos);
  }
}

}  // namespace
}  // namespace switchyard::access
