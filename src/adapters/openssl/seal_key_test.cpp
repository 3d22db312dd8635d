#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/openssl/seal_key_fake.hpp"
#include "adapters/openssl/time_stamp_authority_fake.hpp"

namespace switchyard::adapters {
namespace {

using documents::SealTrust;
using documents::TimeStampWish;
using testing::HasSubstr;

const std::array<std::string_view, 2> kContent = {"first part, ", "second part"};
const Instant kNow = Instant::parse("2026-11-24T14:00:00Z").value();

// One folder for all tests: its keys take a while.
TimeStampAuthorityFake& authority() {
  static TimeStampAuthorityFake shared;
  shared.status = 200;
  shared.instead.clear();
  return shared;
}

class Stamped : public ::testing::Test {
 protected:
  Stamped() : key_(open_sealing_key(seal_material_fake(), TimeStampAuthority{"http://tsa.test/", &authority(), &random_}).value()) {}

  SeededRandom random_;
  std::unique_ptr<documents::SealingKey> key_;
};

TEST(SelfMadeSeal, SaysInItsNameThatNobodyVerifiedIt) {
  const auto& certificate = sealing_key_fake().certificate();
  EXPECT_EQ(certificate.subject, "CN=Switchyard self-made seal (identity not verified)");
  EXPECT_EQ(certificate.not_before.text(), "2026-11-23T14:00:00Z");
  EXPECT_EQ(certificate.not_after.text(), "2036-11-23T14:00:00Z");
  EXPECT_TRUE(certificate.self_signed);
  EXPECT_EQ(seal_certificate_warnings(certificate, kNow).size(), 1U);
  EXPECT_THAT(seal_certificate_warnings(certificate, Instant::parse("2036-11-24T00:00:00Z").value())[0], HasSubstr("expired at 2036-11-23"));
}

TEST(Cms, ASignatureHoldsOverItsContentAlone) {
  const auto seal = sealing_key_fake().sign(kContent, TimeStampWish::none);
  const OpensslCmsVerifier verifier;
  EXPECT_TRUE(verifier.verify(seal.cms, kContent).sound());
  const std::array<std::string_view, 1> other = {"another"};
  EXPECT_EQ(verifier.verify(seal.cms, other).faults.at(0).code, "signature_wrong");
  EXPECT_EQ(verifier.verify("", kContent).faults.at(0).code, "cms_malformed");
}

TEST(Cms, OpensslAcceptsItAsDetachedSignature) {
  auto& files = authority();
  files.write("content", std::string(kContent[0]) + std::string(kContent[1]));
  files.write("cms.der", sealing_key_fake().sign(kContent, TimeStampWish::none).cms);
  files.write("cert.pem", seal_material_fake().certificate);
  EXPECT_THAT(files.run("openssl cms -verify -cades -binary -inform DER -in cms.der -content content -CAfile cert.pem -partial_chain -purpose any -out /dev/null"),
              HasSubstr("CAdES Verification successful"));
}

TEST(Cms, AnyChangedByteOfItIsNoticed) {
  const auto seal = sealing_key_fake().sign(kContent, TimeStampWish::none);
  const OpensslCmsVerifier verifier;
  for (std::size_t at = 0; at < seal.cms.size(); ++at) {
    for (const int change : {1, 0x80, 0x20, 0x0a}) {
      auto changed = seal.cms;
      changed[at] = static_cast<char>(changed[at] ^ change);
      EXPECT_FALSE(verifier.verify(changed, kContent).sound()) << "byte " << at << " xor " << change;
    }
  }
}

TEST_F(Stamped, ATimeStampIsTakenAndToldAndItsAuthorityMayBeTrusted) {
  const auto seal = key_->sign(kContent, TimeStampWish::if_configured);
  ASSERT_TRUE(seal.time_stamped) << seal.note;
  const auto reading = OpensslCmsVerifier(authority().authority_pem()).verify(seal.cms, kContent);
  ASSERT_TRUE(reading.sound()) << reading.faults[0].message;
  EXPECT_EQ(reading.time_stamp->authority.subject, "CN=Test Time Stamps");
  EXPECT_EQ(reading.time_stamp->trust, SealTrust::issued);
  EXPECT_EQ(reading.trust, SealTrust::unknown);
  EXPECT_GT(reading.time_stamp->at, Instant::parse("2024-01-01T00:00:00Z").value());
}

TEST_F(Stamped, OpensslReadsTheStampedSignature) {
  auto& files = authority();
  files.write("content", std::string(kContent[0]) + std::string(kContent[1]));
  files.write("cms.der", key_->sign(kContent, TimeStampWish::if_configured).cms);
  files.write("cert.pem", seal_material_fake().certificate);
  EXPECT_THAT(files.run("openssl cms -verify -cades -binary -inform DER -in cms.der -content content -CAfile cert.pem -partial_chain -purpose any -out /dev/null"),
              HasSubstr("CAdES Verification successful"));
}

TEST_F(Stamped, AnyChangedByteOfTheTokenIsNoticed) {
  const auto seal = key_->sign(kContent, TimeStampWish::if_configured);
  const OpensslCmsVerifier verifier;
  for (std::size_t at = 0; at < seal.cms.size(); ++at) {
    for (const int change : {1, 0x80, 0x0a}) {
      auto changed = seal.cms;
      changed[at] = static_cast<char>(changed[at] ^ change);
      EXPECT_FALSE(verifier.verify(changed, kContent).sound()) << "byte " << at << " xor " << change;
    }
  }
}

TEST_F(Stamped, AnAuthorityThatIsDownCostsTheStampAndNotTheSeal) {
  authority().status = 503;
  const auto seal = key_->sign(kContent, TimeStampWish::if_configured);
  EXPECT_FALSE(seal.time_stamped);
  EXPECT_EQ(seal.note, "the time-stamp authority: it answered with HTTP 503");
  EXPECT_TRUE(OpensslCmsVerifier().verify(seal.cms, kContent).sound());
}

TEST_F(Stamped, AnAnswerToAnotherQuestionIsNotTaken) {
  (void)key_->sign(kContent, TimeStampWish::if_configured);
  authority().instead = authority().read("reply.tsr");
  EXPECT_EQ(key_->sign(kContent, TimeStampWish::if_configured).note, "the time-stamp authority: its token answers another question");
  authority().instead = "nonsense";
  EXPECT_EQ(key_->sign(kContent, TimeStampWish::if_configured).note, "the time-stamp authority: its answer is not a time-stamp response");
}

class Pkcs12File : public ::testing::Test {
 protected:
  Pkcs12File() {
    if (authority().read("own.pem").empty())
      authority().run("openssl req -x509 -newkey rsa:2048 -nodes -keyout own.key -out own.pem -days 30 -subj '/O=Keystone/CN=Contracts'");
  }
  // Made with these options of `openssl pkcs12 -export`, password "word".
  std::string made(const std::string& options) {
    authority().run("rm -f own.p12; openssl pkcs12 -export -passout pass:word -out own.p12 " + options);
    return authority().read("own.p12");
  }
};

TEST_F(Pkcs12File, GivesTheKeyAndItsCertificate) {
  const auto material = read_pkcs12(made("-inkey own.key -in own.pem"), Secret("word"));
  ASSERT_TRUE(material) << material.error().message;
  EXPECT_EQ(open_sealing_key(*material).value()->certificate().subject, "CN=Contracts,O=Keystone");
}

TEST_F(Pkcs12File, WithAKeyOnACurveSealsToo) {
  authority().run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ec.key -out ec.pem -days 30 -subj '/CN=Curve'");
  const auto key = open_sealing_key(read_pkcs12(made("-inkey ec.key -in ec.pem"), Secret("word")).value()).value();
  EXPECT_EQ(key->certificate().key, "EC P-256");
  EXPECT_TRUE(OpensslCmsVerifier().verify(key->sign(kContent, TimeStampWish::none).cms, kContent).sound());
}

TEST_F(Pkcs12File, IsRefusedForItsReason) {
  EXPECT_EQ(read_pkcs12(made("-inkey own.key -in own.pem"), Secret("wrong")).error().code, "seal_password_wrong");
  EXPECT_EQ(read_pkcs12("nonsense", Secret("word")).error().code, "seal_file_malformed");
  EXPECT_EQ(read_pkcs12(made("-nokeys -in own.pem"), Secret("word")).error().code, "seal_key_missing");
  EXPECT_EQ(read_pkcs12(made("-legacy -inkey own.key -in own.pem"), Secret("word")).error().code, "seal_file_legacy");
  authority().run("openssl req -x509 -newkey rsa:1024 -nodes -keyout small.key -out small.pem -days 30 -subj '/CN=Small'");
  EXPECT_EQ(read_pkcs12(made("-inkey small.key -in small.pem"), Secret("word")).error().code, "seal_key_unsupported");
}

}  // namespace
}  // namespace switchyard::adapters
