// The lines 1 and 2 of what the layer checks: size and alphabet first, then a strict header.
#include "adapters/openssl/jws_parse.hpp"

#include <gtest/gtest.h>

namespace switchyard::adapters {
namespace {

using namespace std::string_literals;

std::string token_with(std::string_view header, std::string_view payload = "{}") {
  return access::encode_base64url(header) + "." + access::encode_base64url(payload) + ".AAAA";
}

std::string code_of(std::string_view token) {
  auto jws = parse_compact_jws(token);
  return jws ? "accepted" : jws.error().code;
}

std::string header_code(std::string_view header) { return code_of(token_with(header)); }

TEST(CompactJws, IsTakenApartWithoutTouchingItsBytes) {
  const std::string token = token_with(R"({"alg":"ES256","kid":"k1","typ":"JWT","x5t":"a"})", R"({"iss":"a"})");
  const auto jws = parse_compact_jws(token);
  ASSERT_TRUE(jws) << jws.error().message;
  EXPECT_EQ(jws->header.algorithm, "ES256");
  EXPECT_EQ(jws->header.kid, "k1");
  EXPECT_EQ(jws->header.typ, "JWT");
  EXPECT_EQ(jws->payload, R"({"iss":"a"})");
  EXPECT_EQ(jws->signing_input, token.substr(0, token.rfind('.')));
  EXPECT_EQ(jws->signing_input.data(), token.data());
}

TEST(CompactJws, HasExactlyTwoDots) {
  for (const std::string token : {"", "a", "a.b", ".", "e30.e30.AAAA.AAAA", "e30.e30.AAAA.", ".e30.e30.AAAA", "e30..e30.AAAA", "A===.Zm9v.AAAA"}) {
    EXPECT_EQ(code_of(token), "jws_malformed") << token;
  }
}

TEST(CompactJws, IsAtMostSixteenKilobytes) {
  const std::string head = access::encode_base64url(R"({"alg":"ES256"})") + ".";
  const std::string filled = head + std::string(access::kTokenSizeMax - head.size() - 5, 'A');
  const std::string fits = filled.substr(0, filled.size() - (filled.size() - head.size()) % 4) + ".AAAA";
  EXPECT_EQ(code_of(fits), "accepted");
  EXPECT_EQ(code_of(fits + std::string(8, 'A')), "jws_too_large");
}

TEST(CompactJws, HasAHeaderOfAtMostFourKilobytes) {
  const std::string frame = R"({"alg":"ES256","x":""})";
  const auto header = [&](std::size_t size) { return R"({"alg":"ES256","x":")" + std::string(size - frame.size(), 'x') + "\"}"; };
  EXPECT_EQ(header_code(header(4096)), "accepted");
  EXPECT_EQ(header_code(header(4097)), "jws_too_large");
}

TEST(CompactJws, IsCanonicalBase64urlInEveryPart) {
  const std::string good = token_with(R"({"alg":"ES256"})", "{}");  // "{}" is "e30": its last two bits are unused.
  ASSERT_EQ(code_of(good), "accepted");
  const auto with = [&](std::string_view payload, std::string_view signature) {
    return good.substr(0, good.find('.') + 1) + std::string(payload) + "." + std::string(signature);
  };
  EXPECT_EQ(code_of(with("e31", "AAAA")), "jws_malformed") << "unused bits set";
  EXPECT_EQ(code_of(with("e30=", "AAAA")), "jws_malformed") << "padding";
  EXPECT_EQ(code_of(with("e30A0", "AAAA")), "jws_malformed") << "length mod 4 is 1";
  EXPECT_EQ(code_of(with("e 30", "AAAA")), "jws_malformed") << "white space";
  EXPECT_EQ(code_of(with("e3+0", "AAAA")), "jws_malformed") << "the other alphabet";
  EXPECT_EQ(code_of(with("e3/0", "AAAA")), "jws_malformed");
  EXPECT_EQ(code_of(with("e30", "AAB")), "jws_malformed") << "unused bits of the signature set";
  EXPECT_EQ(code_of(with("e30", "AAAA\n")), "jws_malformed");
  EXPECT_EQ(code_of(with("e30\0"s, "AAAA")), "jws_malformed");
  EXPECT_EQ(code_of(with("e3\xC3\xA9", "AAAA")), "jws_malformed");
}

TEST(JoseHeader, IsAStrictJsonObject) {
  EXPECT_EQ(header_code(R"({"alg":"none","alg":"ES256"})"), "jws_malformed");
  EXPECT_EQ(header_code(R"({"alg":"ES256","x":{"a":1,"a":2}})"), "jws_malformed");
  EXPECT_EQ(header_code(R"(["ES256"])"), "jws_malformed");
  EXPECT_EQ(header_code(R"("ES256")"), "jws_malformed");
  EXPECT_EQ(header_code("\xEF\xBB\xBF{\"alg\":\"ES256\"}"), "jws_malformed");
  EXPECT_EQ(header_code("{\"alg\":\"ES256\"}\0"s), "jws_malformed");
  EXPECT_EQ(header_code("{\"alg\":\"ES256\",\"x\":\"\xFF\"}"), "jws_malformed");
  EXPECT_EQ(header_code(R"({"alg":"ES256","x":[[[[[[[1]]]]]]]})"), "accepted") << "eight levels";
  EXPECT_EQ(header_code(R"({"alg":"ES256","x":[[[[[[[[1]]]]]]]]})"), "jws_malformed") << "nine levels";
  EXPECT_EQ(header_code(R"({"alg":"ES256"}{"alg":"none"})"), "jws_malformed");
}

TEST(JoseHeader, HasTextsForAlgKidAndTyp) {
  EXPECT_EQ(header_code("{}"), "jws_header_refused");
  for (const char* value : {"1", "null", "[\"ES256\"]", "{}", "true"}) {
    EXPECT_EQ(header_code(R"({"alg":)" + std::string(value) + "}"), "jws_header_refused") << value;
    EXPECT_EQ(header_code(R"({"alg":"ES256","kid":)" + std::string(value) + "}"), "jws_header_refused") << value;
    EXPECT_EQ(header_code(R"({"alg":"ES256","typ":)" + std::string(value) + "}"), "jws_header_refused") << value;
  }
  EXPECT_EQ(header_code(R"({"alg":"ES256","kid":")" + std::string(128, 'k') + "\"}"), "accepted");
  EXPECT_EQ(header_code(R"({"alg":"ES256","kid":")" + std::string(129, 'k') + "\"}"), "jws_header_refused");
}

TEST(JoseHeader, BringsNoKeyAndNoExtension) {
  for (const char* member : {R"("crit":["exp"])", R"("crit":[])", R"("b64":false)", R"("b64":true)", R"("zip":"DEF")", R"("enc":"A256GCM")",
                             R"("jwk":{"kty":"oct","k":"AAAA"})", R"("jku":"https://evil.example/jwks")", R"("x5u":"https://evil.example/c")",
                             R"("x5c":["MII"])"}) {
    EXPECT_EQ(header_code(R"({"alg":"ES256",)" + std::string(member) + "}"), "jws_header_refused") << member;
  }
}

TEST(JwtClaims, KeepTheTypeOfEachValue) {
  const auto claims = parse_jwt_claims(R"({"iss":"a","exp":12,"t":true,"aud":["a","b"],"n":1.5,"m":["a",1],"o":{}})");
  ASSERT_TRUE(claims);
  EXPECT_EQ(*claims->text("iss"), "a");
  EXPECT_EQ(*claims->integer("exp"), 12);
  EXPECT_EQ(claims->integer("n"), nullptr) << "a fraction is no instant";
  EXPECT_EQ(claims->text("exp"), nullptr);
  EXPECT_EQ(std::get<std::vector<std::string>>(*claims->find("aud")), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(std::holds_alternative<access::OtherJson>(*claims->find("m")));
  EXPECT_EQ(claims->find("absent"), nullptr);
}

TEST(JwtClaims, AreAStrictJsonObject) {
  for (const std::string& payload : {""s, "[]"s, "\"x\""s, R"({"iss":"a","iss":"b"})"s, "{}\0"s, "\xEF\xBB\xBF{}"s, R"({"iss":"a\u0000"})"s}) {
    EXPECT_EQ(parse_jwt_claims(payload).error().code, "claims_malformed") << payload;
  }
}

}  // namespace
}  // namespace switchyard::adapters
