// Line 6 of what the layer checks: which public keys may be registered.
#include "adapters/openssl/key_import.hpp"

#include <gtest/gtest.h>

#include "adapters/openssl/test_keys_fake.hpp"

namespace switchyard::adapters {
namespace {

using access::JwsAlgorithm;
namespace keys = test_keys;

std::string with_member(std::string jwk, const std::string& member) {
  jwk.pop_back();
  return jwk + "," + member + "}";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string jwk_code(const std::string& jwk, std::optional<JwsAlgorithm> algorithm = {}) {
  auto key = import_jwk(jwk, algorithm);
  return key ? "accepted" : key.error().code;
}

std::string pem_code(const std::string& pem) {
  auto key = import_pem(pem, {});
  return key ? "accepted" : key.error().code;
}

std::string ed25519_jwk(const std::string& x_bytes) { return R"({"kty":"OKP","crv":"Ed25519","x":")" + access::encode_base64url(x_bytes) + "\"}"; }

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return bytes;
}

std::string rsa_jwk(const std::string& n, const std::string& e) {
  return R"({"kty":"RSA","n":")" + access::encode_base64url(n) + R"(","e":")" + access::encode_base64url(e) + "\"}";
}

std::string modulus_of(const char* jwk) { return jwk_bytes(parse_strict_json(jwk).value(), "n").value(); }

TEST(JwkImport, BindsAKeyToOneAlgorithm) {
  EXPECT_EQ(import_jwk(keys::kRsaJwk, {})->algorithm, JwsAlgorithm::rs256);
  EXPECT_EQ(import_jwk(keys::kRsaJwk, JwsAlgorithm::ps256)->algorithm, JwsAlgorithm::ps256);
  EXPECT_EQ(import_jwk(with_member(keys::kRsaJwk, R"("alg":"PS256")"), {})->algorithm, JwsAlgorithm::ps256);
  EXPECT_EQ(import_jwk(keys::kP256Jwk, {})->algorithm, JwsAlgorithm::es256);
  EXPECT_EQ(import_jwk(with_member(keys::kEdJwk, R"("alg":"Ed25519")"), {})->algorithm, JwsAlgorithm::eddsa);
  EXPECT_EQ(import_jwk(with_member(keys::kEdJwk, R"("alg":"EdDSA")"), {})->algorithm, JwsAlgorithm::eddsa);
}

TEST(JwkImport, RefusesAnAlgorithmThatDoesNotFit) {
  EXPECT_EQ(jwk_code(keys::kP256Jwk, JwsAlgorithm::rs256), "algorithm_mismatch");
  EXPECT_EQ(jwk_code(with_member(keys::kRsaJwk, R"("alg":"ES256")")), "algorithm_mismatch");
  EXPECT_EQ(jwk_code(with_member(keys::kRsaJwk, R"("alg":"PS256")"), JwsAlgorithm::rs256), "algorithm_mismatch");
  for (const char* name : {"none", "HS256", "RS384", "ES384", "rs256", "RSA-OAEP", ""}) {
    EXPECT_EQ(jwk_code(with_member(keys::kRsaJwk, R"("alg":")" + std::string(name) + "\"")), "algorithm_unsupported") << name;
  }
}

TEST(JwkImport, NamesAKeyByItsKidElseByItsThumbprint) {
  // RFC 8037 appendix A.3 and RFC 7638 section 3.1.
  const auto ed = import_jwk(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})", {});
  EXPECT_EQ(ed->thumbprint, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  EXPECT_EQ(ed->kid, ed->thumbprint);
  EXPECT_FALSE(ed->kid_given);
  const auto rsa = import_jwk(
      R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"})",
      {});
  EXPECT_EQ(rsa->thumbprint, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  EXPECT_EQ(rsa->kid, "2011-04-29");
}

TEST(JwkImport, KeepsThePublicMembersAlone) {
  const auto key = import_jwk(R"({"x5t":"q","kty":"OKP","crv":"Ed25519","kid":"a\"b","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})", {});
  EXPECT_EQ(key->jwk,
            R"({"alg":"EdDSA","crv":"Ed25519","kid":"a\"b","kty":"OKP","use":"sig","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})");
  EXPECT_EQ(jwk_code(key->jwk), "accepted");
}

TEST(JwkImport, RefusesKidsThatAreNotShortVisibleText) {
  for (const std::string kid : {R"("")", R"("a b")", R"("a\n")", R"("é")", "1", "null"}) {
    EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("kid":)" + kid)), "key_malformed") << kid;
  }
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("kid":")" + std::string(128, 'k') + "\"")), "accepted");
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("kid":")" + std::string(129, 'k') + "\"")), "key_malformed");
}

TEST(JwkImport, RefusesPrivateKeysAndSharedSecrets) {
  EXPECT_EQ(jwk_code(keys::kRsaPrivateJwk), "key_is_private");
  EXPECT_EQ(jwk_code(keys::kP256PrivateJwk), "key_is_private");
  EXPECT_EQ(jwk_code(keys::kEdPrivateJwk), "key_is_private");
  for (const char* member : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    EXPECT_EQ(jwk_code(with_member(keys::kRsaJwk, "\"" + std::string(member) + "\":\"AQ\"")), "key_is_private") << member;
  }
  EXPECT_EQ(jwk_code(R"({"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})"), "key_type_unsupported");
}

TEST(JwkImport, RefusesOtherUses) {
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("use":"sig")")), "accepted");
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("use":"enc")")), "key_use_refused");
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("key_ops":["verify"])")), "accepted");
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("key_ops":["sign"])")), "key_use_refused");
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("key_ops":[])")), "key_use_refused");
  EXPECT_EQ(jwk_code(with_member(keys::kEdJwk, R"("key_ops":"verify")")), "key_use_refused");
}

TEST(JwkImport, RefusesJsonThatIsNotStrict) {
  for (const std::string jwk : {"", "[]", "null", R"({"kty":"OKP","kty":"RSA"})", "\xEF\xBB\xBF{}", "{}", R"({"kty":7})", R"({"keys":[]})"}) {
    EXPECT_EQ(jwk_code(jwk), "key_malformed") << jwk;
  }
  EXPECT_EQ(jwk_code(std::string(access::kKeyTextSizeMax + 1, ' ')), "key_too_large");
}

TEST(RsaKey, HasFrom2048To8192Bits) {
  EXPECT_EQ(jwk_code(keys::kR1024Jwk), "key_size_unsupported");
  std::string n = modulus_of(keys::kRsaJwk);
  n[0] = 0x7f;  // 2047 bits.
  EXPECT_EQ(jwk_code(rsa_jwk(n, std::string("\x01\x00\x01", 3))), "key_size_unsupported");
  EXPECT_EQ(jwk_code(rsa_jwk(std::string(1025, '\x81'), std::string("\x01\x00\x01", 3))), "key_size_unsupported");
}

TEST(RsaKey, HasAnOddExponentFrom65537To32Bits) {
  const std::string n = modulus_of(keys::kRsaJwk);
  EXPECT_EQ(jwk_code(keys::kRe3Jwk), "key_weak");
  EXPECT_EQ(jwk_code(rsa_jwk(n, "\x01")), "key_weak");
  EXPECT_EQ(jwk_code(rsa_jwk(n, "\xff\xff")), "key_weak") << 65535;
  EXPECT_EQ(jwk_code(rsa_jwk(n, std::string("\x01\x00\x00", 3))), "key_weak") << "even, 65536";
  EXPECT_EQ(jwk_code(rsa_jwk(n, std::string("\x01\x00\x02", 3))), "key_weak") << "even, 65538";
  EXPECT_EQ(jwk_code(rsa_jwk(n, "\xff\xff\xff\xff")), "accepted");
  EXPECT_EQ(jwk_code(rsa_jwk(n, std::string("\x01\x00\x00\x00\x01", 5))), "key_weak") << "33 bits";
}

TEST(RsaKey, HasNoLeadingZerosAndACompositeModulus) {
  const std::string n = modulus_of(keys::kRsaJwk);
  const std::string e("\x01\x00\x01", 3);
  EXPECT_EQ(jwk_code(rsa_jwk(std::string(1, '\0') + n, e)), "key_malformed");
  EXPECT_EQ(jwk_code(rsa_jwk(n, std::string(1, '\0') + e)), "key_malformed");
  EXPECT_EQ(jwk_code(rsa_jwk("", e)), "key_malformed");
  EXPECT_EQ(jwk_code(rsa_jwk(n, "")), "key_malformed");
  std::string even = n;
  even.back() = static_cast<char>(even.back() & ~1);
  EXPECT_EQ(jwk_code(rsa_jwk(even, e)), "key_weak");
  std::string prime(256, '\xff');  // RFC 3526 group 14 is a prime of 2048 bits: no RSA modulus.
  BigNumber group(BN_get_rfc3526_prime_2048(nullptr));
  BN_bn2bin(group.get(), reinterpret_cast<unsigned char*>(prime.data()));
  EXPECT_EQ(jwk_code(rsa_jwk(prime, e)), "key_weak");
}

TEST(RsaKey, IsCanonicalBase64url) {
  EXPECT_EQ(jwk_code(replaced(keys::kRsaJwk, R"("e":"AQAB")", R"("e":"AQAB=")")), "key_malformed");
  EXPECT_EQ(jwk_code(replaced(keys::kRsaJwk, R"("e":"AQAB")", R"("e":"AQ AB")")), "key_malformed");
  EXPECT_EQ(jwk_code(replaced(keys::kRsaJwk, R"("e":"AQAB")", R"("e":65537)")), "key_malformed");
}

TEST(P256Key, IsAPointOnItsOwnCurveOf32ByteCoordinates) {
  const auto p256 = parse_strict_json(keys::kP256Jwk).value();
  const std::string x = p256.find("x")->text;
  EXPECT_EQ(jwk_code(keys::kP256Jwk), "accepted");
  EXPECT_EQ(jwk_code(replaced(keys::kP256Jwk, "P-256", "P-384")), "key_type_unsupported");
  EXPECT_EQ(jwk_code(replaced(keys::kP256Jwk, "P-256", "secp256k1")), "key_type_unsupported");
  EXPECT_EQ(jwk_code(replaced(keys::kP256Jwk, x, x.substr(0, 40))), "key_malformed") << "30 bytes";
  EXPECT_EQ(jwk_code(replaced(keys::kP256Jwk, x, access::encode_base64url(std::string(1, '\0') + *access::decode_base64url(x)))), "key_malformed");
  EXPECT_EQ(jwk_code(replaced(keys::kP256Jwk, x, access::encode_base64url(std::string(32, '\x01')))), "key_malformed") << "not on the curve";
  const std::string zero = access::encode_base64url(std::string(32, '\0'));
  EXPECT_EQ(jwk_code(R"({"kty":"EC","crv":"P-256","x":")" + zero + R"(","y":")" + zero + "\"}"), "key_malformed") << "infinity";
  const std::string over = access::encode_base64url(std::string(32, '\xff'));
  EXPECT_EQ(jwk_code(R"({"kty":"EC","crv":"P-256","x":")" + over + R"(","y":")" + over + "\"}"), "key_malformed") << "over the prime";
}

TEST(Ed25519Key, IsNotOfLowOrder) {
  for (const char* hex : {"0000000000000000000000000000000000000000000000000000000000000000", "0000000000000000000000000000000000000000000000000000000000000080",
                          "0100000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000080",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"}) {
    EXPECT_EQ(jwk_code(ed25519_jwk(from_hex(hex))), "key_weak") << hex;
  }
}

TEST(Ed25519Key, IsCanonicalAndOnTheCurve) {
  EXPECT_EQ(jwk_code(ed25519_jwk(from_hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"))), "key_malformed") << "y = p";
  EXPECT_EQ(jwk_code(ed25519_jwk(from_hex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"))), "key_malformed") << "y = p + 1";
  EXPECT_EQ(jwk_code(ed25519_jwk(std::string(32, '\xff'))), "key_malformed");
  EXPECT_EQ(jwk_code(ed25519_jwk(from_hex("0200000000000000000000000000000000000000000000000000000000000000"))), "key_malformed") << "no x for y = 2";
  EXPECT_EQ(jwk_code(ed25519_jwk(from_hex("5866666666666666666666666666666666666666666666666666666666666666"))), "accepted") << "the base point";
  EXPECT_EQ(jwk_code(ed25519_jwk(std::string(31, '\x05'))), "key_malformed");
  EXPECT_EQ(jwk_code(ed25519_jwk(std::string(33, '\x05'))), "key_malformed");
  EXPECT_EQ(jwk_code(R"({"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"), "key_type_unsupported");
}

TEST(PemImport, TakesOnePublicKeyOfAnAllowedType) {
  EXPECT_EQ(import_pem(keys::kRsaPem, {})->algorithm, JwsAlgorithm::rs256);
  EXPECT_EQ(import_pem(keys::kRsaPem, JwsAlgorithm::ps256)->algorithm, JwsAlgorithm::ps256);
  EXPECT_EQ(import_pem(keys::kP256Pem, {})->algorithm, JwsAlgorithm::es256);
  EXPECT_EQ(import_pem(keys::kEdPem, {})->algorithm, JwsAlgorithm::eddsa);
  EXPECT_EQ(import_pem(keys::kRsaPem, {})->thumbprint, import_jwk(keys::kRsaJwk, {})->thumbprint);
  EXPECT_EQ(import_pem(keys::kP256Pem, {})->thumbprint, import_jwk(keys::kP256Jwk, {})->thumbprint);
  EXPECT_EQ(import_pem(keys::kEdPem, {})->thumbprint, import_jwk(keys::kEdJwk, {})->thumbprint);
}

TEST(PemImport, TakesWindowsLineEndsAndBlankLinesAround) {
  std::string pem = "\r\n";
  for (const char character : std::string(keys::kP256Pem)) pem += character == '\n' ? std::string("\r\n") : std::string(1, character);
  EXPECT_EQ(pem_code(pem + "\n \n"), "accepted");
}

TEST(PemImport, RefusesKeysThatAJwkMayNotHave) {
  EXPECT_EQ(pem_code(keys::kR1024Pem), "key_size_unsupported");
  EXPECT_EQ(pem_code(keys::kRe3Pem), "key_weak");
  EXPECT_EQ(pem_code(keys::kRsaPssPem), "key_type_unsupported");
  EXPECT_EQ(pem_code(keys::kP384Pem), "key_type_unsupported");
  EXPECT_EQ(pem_code(keys::kSecp256k1Pem), "key_type_unsupported");
  EXPECT_EQ(pem_code(keys::kEd448Pem), "key_type_unsupported");
  EXPECT_EQ(pem_code(keys::kP256ExplicitPem), "key_type_unsupported");
}

TEST(PemImport, RefusesEverythingButASubjectPublicKeyInfo) {
  EXPECT_EQ(pem_code(keys::kRsaPkcs1Pem), "key_malformed");
  EXPECT_EQ(pem_code(keys::kCertificatePem), "key_malformed");
  EXPECT_EQ(pem_code(keys::kRsaPrivatePem), "key_is_private");
  EXPECT_EQ(pem_code(keys::kRsaTraditionalPem), "key_is_private");
  EXPECT_EQ(pem_code(keys::kP256PrivatePem), "key_is_private");
  EXPECT_EQ(pem_code(std::string(keys::kEdPem) + keys::kEdPrivatePem), "key_is_private");
}

TEST(PemImport, RefusesAnythingAround) {
  const std::string pem = keys::kP256Pem;
  EXPECT_EQ(pem_code("my key:\n" + pem), "key_malformed");
  EXPECT_EQ(pem_code(pem + "end"), "key_malformed");
  EXPECT_EQ(pem_code(pem + pem), "key_malformed");
  EXPECT_EQ(pem_code(replaced(pem, "KEY-----\n", "KEY-----\nComment: x\n\n")), "key_malformed");
  EXPECT_EQ(pem_code(replaced(pem, "\nM", "\n=M")), "key_malformed");
  EXPECT_EQ(pem_code(""), "key_malformed");
  EXPECT_EQ(pem_code("-----BEGIN PUBLIC KEY-----"), "key_malformed");
  EXPECT_EQ(pem_code("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"), "key_malformed");
  EXPECT_EQ(pem_code(std::string(access::kKeyTextSizeMax + 1, ' ')), "key_too_large");
}

TEST(PemImport, RefusesBytesAfterTheKey) {
  const std::string pem = keys::kEdPem;  // 44 bytes: its base 64 ends in one '='.
  const auto at = pem.find("=\n-----END");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(pem_code(pem.substr(0, at) + "A" + pem.substr(at + 1)), "key_malformed") << "one byte more";
}

}  // namespace
}  // namespace switchyard::adapters
