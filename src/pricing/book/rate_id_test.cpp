#include "pricing/book/rate_id.hpp"

#include <gtest/gtest.h>

#include "pricing/book/rate_ref.hpp"
#include "pricing/book/reading_fake.hpp"
#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

TEST(RateId, IsReadBackFromItsText) {
  const RateId id{facts_of(3).id, 731'639};
  EXPECT_EQ(id.text().size(), RateId::kTextSize);
  EXPECT_EQ(id.text().substr(0, 4), "rat_");
  EXPECT_EQ(*RateId::parse(id.text()), id);
}

TEST(RateId, TextsOrderAsIdsDo) {
  const RateId a{facts_of(3).id, 9};
  const RateId b{facts_of(3).id, 10};
  const RateId c{facts_of(300).id, 1};
  EXPECT_LT(a.text(), b.text());
  EXPECT_LT(b.text(), c.text());
  EXPECT_LT(a, b);
  EXPECT_LT(b, c);
}

TEST(RateId, OtherTextsAreRefused) {
  const std::string text = RateId{facts_of(3).id, 7}.text();
  for (const std::string& wrong : {std::string(), std::string("rat_"), text.substr(0, 35), text + "0", "rat-" + text.substr(4), "rat_U" + text.substr(5)}) {
    EXPECT_EQ(RateId::parse(wrong).error().code, "rate_id_invalid") << wrong;
  }
}

TEST(SipHash, AgreesWithTheVectorsOfItsAuthors) {
  const SipKey key = {0x0706050403020100ULL, 0x0f0e0d0c0b0a0908ULL};
  std::string bytes;
  for (char c = 0; c < 15; ++c) bytes.push_back(c);
  EXPECT_EQ(sip_hash(key, ""), 0x726fdb47dd0e0e31ULL);
  EXPECT_EQ(sip_hash(key, bytes.substr(0, 8)), 0x93f5f5799a932462ULL);
  EXPECT_EQ(sip_hash(key, bytes), 0xa129ca6149be45e5ULL);
}

TEST(RateRef, IsOpenedByItsKeyAlone) {
  const RateRefs refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value();
  const RateRefs others = RateRefs::with_key(Secret(std::string(32, 'o'))).value();
  std::string text;
  refs.append(text, {.sheet_mark = 42, .ordinal = 7});
  EXPECT_EQ(text.size(), 36U);
  EXPECT_EQ(*refs.open(text), (RateMark{42, 7}));
  EXPECT_EQ(others.open(text).error().code, "rate_ref_invalid");
}

TEST(RateRef, EveryChangedCharacterIsRefused) {
  const RateRefs refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value();
  std::string text;
  refs.append(text, {.sheet_mark = 42, .ordinal = 7});
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string forged = text;
    forged[at] = forged[at] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(refs.open(forged).has_value()) << at;
  }
}

TEST(RateRef, NeighboursLookNothingAlike) {
  const RateRefs refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value();
  std::string a;
  std::string b;
  refs.append(a, {.sheet_mark = 42, .ordinal = 7});
  refs.append(b, {.sheet_mark = 42, .ordinal = 8});
  std::size_t same = 0;
  for (std::size_t at = 4; at < a.size(); ++at) same += a[at] == b[at] ? 1 : 0;
  EXPECT_LT(same, 8U);
}

TEST(RateRef, AKeyOfAnotherSizeIsRefused) { EXPECT_EQ(RateRefs::with_key(Secret("short")).error().code, "key_size_invalid"); }

TEST(WordFold, CaseAndPunctuationDoNotCountButComparisonsDo) {
  EXPECT_EQ(folded("GS-1"), folded("gs 1"));
  EXPECT_NE(folded("GM<25"), folded("GM>25"));
  EXPECT_EQ(folded("Gr\xc3\xbcn"), "gr\xc3\xbcn");
}

}  // namespace
}  // namespace switchyard::pricing
