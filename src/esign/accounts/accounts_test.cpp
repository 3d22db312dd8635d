#include <gmock/gmock.h>

#include "adapters/openssl/test_keys_fake.hpp"
#include "esign/esign_fixture_fake.hpp"

namespace switchyard::esign {
namespace {

using ::testing::SizeIs;

class Accounts : public EsignSuite {
 protected:
  IntegrationKey key() {
    return in_transaction<IntegrationKey>([&](SqlTransaction& transaction) {
             return create_integration_key(transaction, service_,
                                           {.id = {}, .account = account_.id, .name = "Connector", .redirect_uris = {"https://example.com/back"}});
           })
        .value();
  }
  template <class T>
  T read(const std::function<T(SqlReader&)>& work) {
    std::optional<T> got;
    database_->read([&](SqlReader& reader) { got = work(reader); });
    return std::move(*got);
  }
  Secret issue(const TokenGrant& grant) {
    Secret token;
    database_->write([&](SqlTransaction& transaction) {
      token = issue_access_token(transaction, service_, grant);
      return true;
    });
    return token;
  }
  bool holds(const Secret& token) {
    return read<bool>([&](SqlReader& reader) { return find_access_token(reader, service_, token.reveal()).has_value(); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Accounts, every_engine(), engine_name);

TEST_P(Accounts, ATokenLivesAnHourAndIsKeptAsItsHashAlone) {
  const auto client = key();
  const auto token = issue({.client = client.id, .user = sender_.user, .account = account_.id});
  EXPECT_EQ(token.reveal().size(), 44U);
  EXPECT_EQ(environment_of_token(token.reveal()), EnvironmentName::test);
  EXPECT_TRUE(holds(token));
  EXPECT_FALSE(holds(Secret("t" + std::string(43, 'A'))));
  const auto kept = read<std::string>([&](SqlReader& reader) {
    std::string text;
    reader.query("SELECT token_sha256 FROM esign_tokens", {}, [&](const SqlRow& row) { text = row.text(0); });
    return text;
  });
  EXPECT_EQ(kept, sha256_hex(*jose_, token.reveal()));
  real_clock_.advance(Duration::minutes(59));
  EXPECT_TRUE(holds(token));
  real_clock_.advance(Duration::minutes(1));
  EXPECT_FALSE(holds(token));
}

TEST_P(Accounts, ADeactivatedIntegrationKeyHasNoTokens) {
  const auto client = key();
  const auto token = issue({.client = client.id, .user = sender_.user, .account = account_.id});
  database_->write([&](SqlTransaction& transaction) { return deactivate_integration_key(transaction, client.id); });
  EXPECT_FALSE(holds(token));
}

TEST_P(Accounts, AGrantCodeIsTakenOnceAndForItsOwnAddressAlone) {
  const auto client = key();
  const TokenGrant grant{.client = client.id, .user = sender_.user, .account = account_.id};
  const auto redeem = [&](const Secret& code, std::string_view uri) {
    bool redeemed = false;
    database_->write([&](SqlTransaction& transaction) {
      redeemed = redeem_grant_code(transaction, service_, code.reveal(), uri).has_value();
      return true;
    });
    return redeemed;
  };
  const auto code = [&] {
    Secret made;
    database_->write([&](SqlTransaction& transaction) {
      made = issue_grant_code(transaction, service_, grant, "https://example.com/back");
      return true;
    });
    return made;
  };
  const auto first = code();
  EXPECT_FALSE(holds(first));
  EXPECT_TRUE(redeem(first, "https://example.com/back"));
  EXPECT_FALSE(redeem(first, "https://example.com/back"));
  EXPECT_FALSE(redeem(code(), "https://example.com/other"));
  const auto late = code();
  real_clock_.advance(Duration::minutes(2));
  EXPECT_FALSE(redeem(late, "https://example.com/back"));
}

TEST_P(Accounts, AnIntegrationKeyTakesRsaKeysAndConsentIsPerScope) {
  const auto client = key();
  const auto add = [&](std::string_view pem) {
    return in_transaction<std::string>([&](SqlTransaction& transaction) { return add_public_key(transaction, service_, client.id, pem); });
  };
  const auto thumbprint = add(adapters::test_keys::kRsaPem);
  ASSERT_TRUE(thumbprint) << thumbprint.error().message;
  EXPECT_EQ(add(adapters::test_keys::kRsaPem).value(), *thumbprint);
  EXPECT_EQ(add(adapters::test_keys::kP256Pem).error().code, "key_type_unsupported");
  EXPECT_FALSE(add("no key"));
  const auto kept = read<IntegrationKey>([&](SqlReader& reader) { return find_integration_key(reader, client.id).value(); });
  EXPECT_THAT(kept.keys, SizeIs(1));
  EXPECT_THAT(kept.redirect_uris, SizeIs(1));
  database_->write([&](SqlTransaction& transaction) {
    give_consent(transaction, client.id, sender_.user, "signature", kMonday);
    give_consent(transaction, client.id, sender_.user, "signature", kMonday);
    return true;
  });
  EXPECT_TRUE(read<bool>([&](SqlReader& reader) { return has_consent(reader, client.id, sender_.user, "signature"); }));
  EXPECT_FALSE(read<bool>([&](SqlReader& reader) { return has_consent(reader, client.id, sender_.user, "impersonation"); }));
}

TEST_P(Accounts, SettingsHaveLimitsAndTheIdOfAnotherIsTaken) {
  const auto asked = [&](const Account& account) {
    return in_transaction<Account>([&](SqlTransaction& transaction) { return create_account(transaction, service_, account); });
  };
  EXPECT_EQ(asked({.id = account_.id, .name = "Twice"}).error().code, "account_exists");
  EXPECT_EQ(asked({.id = {}, .name = ""}).error().code, "account_invalid");
  EXPECT_EQ(asked({.id = {}, .name = "A", .settings = {.idle_timeout_minutes = 0}}).error().code, "account_invalid");
  EXPECT_EQ(asked({.id = {}, .name = "A", .settings = {.frame_ancestors = {"https://a.example; script-src *"}}}).error().code, "account_invalid");
  EXPECT_EQ(asked({.id = {}, .name = "A", .settings = {.brand_color = "red"}}).error().code, "account_invalid");
  EXPECT_TRUE(asked({.id = {}, .name = "A", .settings = {.frame_ancestors = {"https://shop.example.com", "http://127.0.0.1:3000"}}}));
}

}  // namespace
}  // namespace switchyard::esign
