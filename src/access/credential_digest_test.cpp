#include "access/credential_digest.hpp"

#include <gtest/gtest.h>

#include "adapters/openssl/openssl_jose.hpp"

namespace switchyard::access {
namespace {

TEST(CredentialDigest, IsTheSha256OfTheTextHoweverOftenItIsAsked) {
  const adapters::OpensslJose jose;
  for (const std::size_t size : {0, 1, 7, 8, 9, 15, 16, 47, 700, 2048, 2049, 5000}) {
    const std::string text(size, 'k');
    for (int i = 0; i < 3; ++i) EXPECT_EQ(digest_of_credential(jose, text), jose.sha256(text)) << size;
  }
}

TEST(CredentialDigest, TellsTextsApartThatDifferInOneByte) {
  const adapters::OpensslJose jose;
  const std::string text = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJiZW5jaCJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
  for (std::size_t i = 0; i < text.size(); ++i) {
    ASSERT_EQ(digest_of_credential(jose, text), jose.sha256(text));
    std::string other = text;
    other[i] = other[i] == 'x' ? 'y' : 'x';
    ASSERT_EQ(digest_of_credential(jose, other), jose.sha256(other)) << i;
    ASSERT_NE(digest_of_credential(jose, other), digest_of_credential(jose, text)) << i;
  }
}

}  // namespace
}  // namespace switchyard::access
