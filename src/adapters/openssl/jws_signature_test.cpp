// The lines 3 to 5 of what the layer checks: one key, one algorithm, one length; and tokens that others signed.
#include <gtest/gtest.h>

#include "adapters/openssl/key_parts.hpp"
#include "adapters/openssl/strict_json.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/openssl/test_keys_fake.hpp"

namespace switchyard::adapters {
namespace {

using access::JwsAlgorithm;
namespace keys = test_keys;

const OpensslJose kJose;

bool verifies(std::string_view token, const access::VerificationKey& key) {
  const auto jws = kJose.parse(token);
  return jws && key.verify(jws->signing_input, jws->signature);
}

bool verifies(std::string_view token, const char* jwk, JwsAlgorithm algorithm) { return verifies(token, *kJose.import_jwk(jwk, algorithm)->key); }

std::string with_signature(std::string_view token, std::string_view signature) {
  return std::string(token.substr(0, token.rfind('.') + 1)) + access::encode_base64url(signature);
}

std::string signature_of(std::string_view token) { return kJose.parse(token)->signature; }

// The order of P-256 and of Ed25519's base point, big-endian and little-endian.
const std::string kP256Order = *access::decode_base64url("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE");
const std::string kEd25519Order = [] {
  const unsigned char order[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                   0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10};
  return std::string(reinterpret_cast<const char*>(order), sizeof order);
}();

TEST(JwsSignature, OfNpmJoseIsVerifiedInEveryAlgorithm) {
  EXPECT_TRUE(verifies(keys::kRS256Token, keys::kRsaJwk, JwsAlgorithm::rs256));
  EXPECT_TRUE(verifies(keys::kPS256Token, keys::kRsaJwk, JwsAlgorithm::ps256));
  EXPECT_TRUE(verifies(keys::kES256Token, keys::kP256Jwk, JwsAlgorithm::es256));
  EXPECT_TRUE(verifies(keys::kEdDSAToken, keys::kEdJwk, JwsAlgorithm::eddsa));
  EXPECT_TRUE(verifies(keys::kEd25519Token, keys::kEdJwk, JwsAlgorithm::eddsa));
}

TEST(JwsSignature, OfTheStandardsExamplesIsVerified) {
  // RFC 7515 appendix A.3.
  EXPECT_TRUE(verifies(
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
      R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})",
      JwsAlgorithm::es256));
  // RFC 8037 appendix A.4.
  EXPECT_TRUE(verifies(
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
      R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})", JwsAlgorithm::eddsa));
}

TEST(JwsSignature, IsOverEveryReceivedByte) {
  for (const auto& [token, jwk, algorithm] : {std::tuple(keys::kRS256Token, keys::kRsaJwk, JwsAlgorithm::rs256), std::tuple(keys::kPS256Token, keys::kRsaJwk, JwsAlgorithm::ps256),
                                              std::tuple(keys::kES256Token, keys::kP256Jwk, JwsAlgorithm::es256), std::tuple(keys::kEdDSAToken, keys::kEdJwk, JwsAlgorithm::eddsa)}) {
    const auto key = kJose.import_jwk(jwk, algorithm)->key;
    const auto jws = kJose.parse(token);
    std::string input(jws->signing_input);
    for (std::size_t i = 0; i < input.size(); i += 7) {
      input[i] = static_cast<char>(input[i] ^ 1);
      EXPECT_FALSE(key->verify(input, jws->signature)) << i;
      input[i] = static_cast<char>(input[i] ^ 1);
    }
    std::string signature = jws->signature;
    for (std::size_t i = 0; i < signature.size(); i += 5) {
      signature[i] = static_cast<char>(signature[i] ^ 0x40);
      EXPECT_FALSE(key->verify(input, signature)) << i;
      signature[i] = static_cast<char>(signature[i] ^ 0x40);
    }
    EXPECT_TRUE(key->verify(input, signature));
  }
}

TEST(JwsSignature, HasExactlyItsKeysLength) {
  for (const auto& [token, jwk, algorithm] : {std::tuple(keys::kRS256Token, keys::kRsaJwk, JwsAlgorithm::rs256), std::tuple(keys::kPS256Token, keys::kRsaJwk, JwsAlgorithm::ps256),
                                              std::tuple(keys::kES256Token, keys::kP256Jwk, JwsAlgorithm::es256), std::tuple(keys::kEdDSAToken, keys::kEdJwk, JwsAlgorithm::eddsa)}) {
    const std::string signature = signature_of(token);
    EXPECT_FALSE(verifies(with_signature(token, ""), jwk, algorithm));
    EXPECT_FALSE(verifies(with_signature(token, signature + std::string(1, '\0')), jwk, algorithm));
    EXPECT_FALSE(verifies(with_signature(token, std::string(1, '\0') + signature), jwk, algorithm));
    EXPECT_FALSE(verifies(with_signature(token, signature.substr(0, signature.size() - 1)), jwk, algorithm));
    EXPECT_FALSE(verifies(with_signature(token, signature.substr(1)), jwk, algorithm));
    EXPECT_FALSE(verifies(with_signature(token, signature + signature), jwk, algorithm));
  }
}

TEST(JwsSignature, OfOneRsaSchemeIsNotTakenForTheOther) {
  EXPECT_FALSE(verifies(keys::kRS256Token, keys::kRsaJwk, JwsAlgorithm::ps256));
  EXPECT_FALSE(verifies(keys::kPS256Token, keys::kRsaJwk, JwsAlgorithm::rs256));
  EXPECT_FALSE(verifies(keys::kRs256OverSha1Token, keys::kRsaJwk, JwsAlgorithm::rs256));
}

TEST(JwsSignature, OfPs256HasASaltOf32BytesAndMgf1OfSha256) {
  for (const char* token : {keys::kPS256Salt0Token, keys::kPS256Salt20Token, keys::kPS256Salt31Token, keys::kPS256Salt33Token, keys::kPS256Salt64Token,
                            keys::kPs256Mgf1Sha1Token}) {
    EXPECT_FALSE(verifies(token, keys::kRsaJwk, JwsAlgorithm::ps256));
  }
}

TEST(JwsSignature, OfRsaIsANumberBetweenOneAndTheModulus) {
  const std::string n = *access::decode_base64url(parse_strict_json(keys::kRsaJwk)->find("n")->text);
  for (const std::string& forged : {std::string(256, '\0'), std::string(255, '\0') + "\x01", n, std::string(256, '\xff')}) {
    EXPECT_FALSE(verifies(with_signature(keys::kRS256Token, forged), keys::kRsaJwk, JwsAlgorithm::rs256));
    EXPECT_FALSE(verifies(with_signature(keys::kPS256Token, forged), keys::kRsaJwk, JwsAlgorithm::ps256));
  }
}

TEST(JwsSignature, OfEs256HasRAndSBetweenOneAndTheOrder) {
  const std::string good = signature_of(keys::kES256Token);
  const std::string zero(32, '\0');
  const std::string one = std::string(31, '\0') + "\x01";
  const std::string r = good.substr(0, 32);
  const std::string s = good.substr(32);
  for (const std::string& forged : {zero + zero, zero + s, r + zero, kP256Order + s, r + kP256Order, kP256Order + kP256Order, zero + one, one + zero,
                                    std::string(64, '\xff'), one + one, s + r}) {
    EXPECT_FALSE(verifies(with_signature(keys::kES256Token, forged), keys::kP256Jwk, JwsAlgorithm::es256));
  }
}

TEST(JwsSignature, OfEs256IsNotInDer) {
  const std::string der = *access::decode_base64url("MAYCAQECAQE");
  EXPECT_FALSE(verifies(with_signature(keys::kES256Token, der), keys::kP256Jwk, JwsAlgorithm::es256));
  EXPECT_FALSE(verifies(with_signature(keys::kES256Token, der + std::string(56, '\0')), keys::kP256Jwk, JwsAlgorithm::es256));
}

TEST(JwsSignature, OfEd25519IsNotMalleable) {
  std::string signature = signature_of(keys::kEdDSAToken);
  unsigned carry = 0;  // S + L verifies where S < L is not asked for.
  for (std::size_t i = 0; i < 32; ++i) {
    const unsigned sum = static_cast<unsigned char>(signature[32 + i]) + static_cast<unsigned char>(kEd25519Order[i]) + carry;
    signature[32 + i] = static_cast<char>(sum & 255);
    carry = sum >> 8;
  }
  EXPECT_FALSE(verifies(with_signature(keys::kEdDSAToken, signature), keys::kEdJwk, JwsAlgorithm::eddsa));
  EXPECT_FALSE(verifies(with_signature(keys::kEdDSAToken, std::string(64, '\0')), keys::kEdJwk, JwsAlgorithm::eddsa));
  EXPECT_FALSE(verifies(with_signature(keys::kEdDSAToken, "\x01" + std::string(63, '\0')), keys::kEdJwk, JwsAlgorithm::eddsa));
}

TEST(JwsSignature, MadeHereIsVerifiedHere) {
  for (const JwsAlgorithm algorithm : {JwsAlgorithm::rs256, JwsAlgorithm::ps256, JwsAlgorithm::es256, JwsAlgorithm::eddsa}) {
    const auto key = kJose.generate(algorithm);
    const std::string token = access::sign_compact(*key, R"({"alg":")" + std::string(access::text_of(algorithm)) + "\"}", "{}");
    EXPECT_TRUE(verifies(token, *key->public_key().key));
    const auto again = kJose.import_private(key->private_pem().reveal(), algorithm);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ((*again)->public_key().thumbprint, key->public_key().thumbprint);
    EXPECT_FALSE(verifies(token, *kJose.generate(algorithm)->public_key().key)) << "another key of the same type";
  }
}

TEST(PrivateKey, IsReadFromPemAndJwk) {
  for (const auto& [text, algorithm] : {std::pair(keys::kRsaPrivatePem, JwsAlgorithm::ps256), std::pair(keys::kRsaTraditionalPem, JwsAlgorithm::rs256),
                                        std::pair(keys::kP256PrivatePem, JwsAlgorithm::es256), std::pair(keys::kEdPrivatePem, JwsAlgorithm::eddsa),
                                        std::pair(keys::kRsaPrivateJwk, JwsAlgorithm::rs256), std::pair(keys::kP256PrivateJwk, JwsAlgorithm::es256),
                                        std::pair(keys::kEdPrivateJwk, JwsAlgorithm::eddsa)}) {
    const auto key = kJose.import_private(text, algorithm);
    ASSERT_TRUE(key) << key.error().message;
    EXPECT_TRUE((*key)->public_key().key->verify("x", (*key)->sign("x")));
  }
}

TEST(PrivateKey, IsRefusedWhereItIsNoneOrNotOurs) {
  for (const std::string text : {"", "{", "{}", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
    EXPECT_EQ(kJose.import_private(text, {}).error().code, "key_malformed") << text;
  }
  EXPECT_EQ(kJose.import_private(keys::kRsaPem, {}).error().code, "key_malformed") << "a public key";
  EXPECT_EQ(kJose.import_private(keys::kEdJwk, {}).error().code, "key_malformed") << "a public JWK";
  EXPECT_EQ(kJose.import_private(keys::kP256PrivatePem, JwsAlgorithm::rs256).error().code, "algorithm_mismatch");
}

TEST(JwsAlgorithm, IsOneOfFourNamesInTheirExactCase) {
  for (const char* name : {"none", "None", "NONE", "nOnE", "", "HS256", "HS384", "HS512", "RS384", "RS512", "PS384", "PS512", "ES384", "ES512", "ES256K",
                           "Ed448", "rs256", "es256", "eddsa", "RS256 ", " RS256", "ESP256", "dir"}) {
    EXPECT_EQ(access::parse_jws_algorithm(name).error().code, "algorithm_unsupported") << name;
  }
  EXPECT_EQ(access::parse_jws_algorithm(std::string_view("RS256\0", 6)).error().code, "algorithm_unsupported");
  EXPECT_EQ(*access::parse_jws_algorithm("Ed25519"), JwsAlgorithm::eddsa);
}

TEST(Sha256, IsThatOfTheStandard) {
  const auto digest = kJose.sha256("abc");
  EXPECT_EQ(access::encode_base64url(access::bytes_of(digest)), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  EXPECT_EQ(kJose.sha256(""), kJose.sha256(std::string()));
}

}  // namespace
}  // namespace switchyard::adapters
