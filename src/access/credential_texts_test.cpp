// Texts that name who may do what: scopes, rates, addresses, origins, API keys, media types, refusals.
#include <gtest/gtest.h>

#include <set>

#include "access/api_key.hpp"
#include "access/credential_refusal.hpp"
#include "access/registration.hpp"
#include "access/token_typ.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::access {
namespace {

TEST(ScopeSet, IsReadAndWrittenAsOauthHasIt) {
  EXPECT_EQ(parse_scopes("events:read  prices:total ")->text(), "prices:total events:read");
  EXPECT_EQ(parse_scopes("")->bits(), 0u);
  EXPECT_EQ(parse_scopes("prices:total,events:read").error().code, "scope_unknown");
  EXPECT_EQ(parse_scope("Prices:total").error().code, "scope_unknown");
  for (const Scope scope : all_scopes()) EXPECT_EQ(*parse_scope(text_of(scope)), scope);
}

TEST(ScopeSet, GivesPartnersAllButPersonalDataAndOperatorsTheirsToo) {
  EXPECT_EQ(ScopeSet::partner_default().text(),
            "prices:total prices:stack quotes:write contracts:read contracts:write documents:read webhooks:write events:read keys:write");
  EXPECT_TRUE(ScopeSet::operator_default().contains({Scope::prices_lineage, Scope::operator_prices, Scope::operator_partners, Scope::operator_enrollment}));
  EXPECT_FALSE(ScopeSet::operator_default().has(Scope::pii_read));
}

TEST(RateLimit, IsReadFromTheCommandLine) {
  EXPECT_EQ(**parse_rate_limit("50/s"), (RateLimit{50, 50}));
  EXPECT_FALSE(parse_rate_limit("none")->has_value());
  for (const char* text : {"", "50", "0/s", "-1/s", "50/m", "1.5/s", "100001/s", "/s", "50 /s", "99999999999999999999/s"}) {
    EXPECT_EQ(parse_rate_limit(text).error().code, "rate_limit_malformed") << text;
  }
}

TEST(AddressRange, HoldsItsAddressesInBothFamilies) {
  const auto v4 = AddressRange::parse("203.0.113.0/24").value();
  EXPECT_TRUE(v4.contains("203.0.113.255"));
  EXPECT_TRUE(v4.contains("::ffff:203.0.113.9"));
  EXPECT_FALSE(v4.contains("203.0.114.0"));
  EXPECT_FALSE(v4.contains("2001:db8::1"));
  EXPECT_FALSE(v4.contains("nonsense"));
  EXPECT_FALSE(v4.contains(""));
  const auto v6 = AddressRange::parse("2001:db8::/33").value();
  EXPECT_TRUE(v6.contains("2001:db8:7fff::1"));
  EXPECT_FALSE(v6.contains("2001:db8:8000::1"));
  EXPECT_TRUE(AddressRange::parse("127.0.0.1")->contains("127.0.0.1"));
  EXPECT_FALSE(AddressRange::parse("127.0.0.1")->contains("127.0.0.2"));
  EXPECT_TRUE(AddressRange::parse("0.0.0.0/0")->contains("8.8.8.8"));
}

TEST(AddressRange, RefusesWhatIsNone) {
  for (const char* text : {"", "1.2.3", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/", "1.2.3.4/2x", "1.2.3.4/24", "2001:db8::1/64", "::/129", "example.com", " 1.2.3.4"}) {
    EXPECT_EQ(AddressRange::parse(text).error().code, "address_malformed") << text;
  }
}

TEST(Origin, IsSchemeHostAndPort) {
  for (const char* text : {"https://shop.example.com", "https://shop.example.com:8443", "http://localhost:3000", "http://127.0.0.1:8080"}) {
    EXPECT_EQ(*parse_origin(text), text);
  }
  for (const char* text : {"", "shop.example.com", "https://", "https://Shop.example.com", "https://a.example/", "https://a.example/x", "http://a.example",
                           "https://a.example:", "https://a.example:port", "https://u@a.example", "*", "null", "https://*.example", "javascript:alert(1)"}) {
    EXPECT_EQ(parse_origin(text).error().code, "origin_malformed") << text;
  }
}

TEST(ApiKey, ShowsItsEnvironmentAndCarriesAChecksum) {
  const adapters::OpensslJose jose;
  SeededRandom random;
  const Secret test = make_api_key(EnvironmentName::test, random, jose);
  const Secret live = make_api_key(EnvironmentName::live, random, jose);
  EXPECT_EQ(test.reveal().size(), kApiKeySize);
  EXPECT_EQ(test.reveal().substr(0, 9), "swk_test_");
  EXPECT_EQ(environment_of_api_key(test.reveal(), jose), EnvironmentName::test);
  EXPECT_EQ(environment_of_api_key(live.reveal(), jose), EnvironmentName::live);
  for (std::size_t i = 4; i < kApiKeySize; ++i) {
    std::string changed(test.reveal());
    changed[i] = changed[i] == 'z' ? 'y' : 'z';
    EXPECT_FALSE(environment_of_api_key(changed, jose)) << i;
  }
  EXPECT_FALSE(environment_of_api_key("", jose));
  EXPECT_FALSE(environment_of_api_key(std::string(test.reveal()) + "0", jose));
}

TEST(ApiKey, HasOneHundredAndSixtyBitsThatDiffer) {
  const adapters::OpensslJose jose;
  SeededRandom random;
  std::set<std::string> keys;
  for (int i = 0; i < 1000; ++i) keys.insert(std::string(make_api_key(EnvironmentName::test, random, jose).reveal().substr(9, 32)));
  EXPECT_EQ(keys.size(), 1000u);
}

TEST(TokenTyp, ComparesAsAMediaType) {
  EXPECT_TRUE(is_typ("at+jwt", kAccessTokenTyp));
  EXPECT_TRUE(is_typ("Application/AT+JWT", kAccessTokenTyp));
  EXPECT_FALSE(is_typ("application/", kAccessTokenTyp));
  EXPECT_FALSE(is_typ("at+jwt ", kAccessTokenTyp));
  EXPECT_FALSE(is_typ("JWT", kAccessTokenTyp));
}

TEST(CredentialRefusal, NeverShowsMoreOfATextThanItShould) {
  EXPECT_EQ(in_quotes("a\"b\\c\n\x01" "d"), "\"a?b?c??d\"");
  EXPECT_EQ(in_quotes(std::string(200, 'x')), "\"" + std::string(120, 'x') + "…\"");
  EXPECT_EQ(error_of({"token_expired", "It has expired.", "exp 1", "exp 2"}).message, "It has expired. Received: exp 1. Expected: exp 2.");
}

TEST(CredentialRefusal, HasEachCodeOnce) {
  std::set<std::string_view> codes;
  for (const RefusalKind& kind : refusal_kinds()) EXPECT_TRUE(codes.insert(kind.code).second) << kind.code;
}

}  // namespace
}  // namespace switchyard::access
