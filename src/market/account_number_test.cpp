#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "market/account_rules.hpp"
#include "market/loaded_market.hpp"

namespace switchyard::market {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AccountNumberCheck check(std::string_view utility, std::string_view number) {
  static const auto market = embedded_market();
  const Utility* found = market->utility(utility);
  EXPECT_NE(found, nullptr) << utility;
  return check_account_number(*found, number);
}

struct Example {
  const char* utility;
  const char* number;
  AccountVerdict verdict;
};

class AccountNumberExamples : public ::testing::TestWithParam<Example> {};

TEST_P(AccountNumberExamples, HaveTheirVerdict) {
  const Example& example = GetParam();
  EXPECT_EQ(text_of(check(example.utility, example.number).verdict), text_of(example.verdict)) << example.utility << ' ' << example.number;
}

constexpr auto kValid = AccountVerdict::valid;
constexpr auto kLegacy = AccountVerdict::valid_legacy;
constexpr auto kUnverified = AccountVerdict::unverified;
constexpr auto kInvalid = AccountVerdict::invalid;

// Made-up numbers; the first block is of the worked scenarios that the product is held to.
INSTANTIATE_TEST_SUITE_P(
    Scenarios, AccountNumberExamples,
    ::testing::Values(Example{"comed", "2145983017", kValid}, Example{"comed", "2145983025", kValid}, Example{"comed", "7788990011", kValid},
                      Example{"ppl", "1200300400", kValid}, Example{"ppl", "1200300491", kValid}, Example{"ppl", "3301122334", kValid},
                      Example{"ppl", "5500112244", kValid}, Example{"peco", "4410200300", kValid}, Example{"peco", "5500112233", kValid},
                      Example{"pseg", "PE000001000000000000", kValid}, Example{"pseg", "PE000001000000000132", kValid},
                      Example{"pseg", "PE000000009876543210", kValid}, Example{"pseg", "PG000000001234567890", kInvalid},
                      Example{"columbia-gas-oh", "123456780010005", kValid}, Example{"oncor", "10443720009876543", kValid},
                      Example{"oncor", "1044372000987654", kInvalid}, Example{"centerpoint-tx", "1008901012345678900100", kValid},
                      Example{"jcpl", "100012345678", kInvalid}, Example{"bge", "5512340987", kValid}, Example{"coned", "412345678901234", kValid},
                      Example{"nyseg", "N01000012345678", kValid}, Example{"nyseg-gas", "N02000012345678", kValid},
                      Example{"aep-ohio-op", "00140060123456789", kValid}, Example{"meted", "08000000888777666555", kValid},
                      Example{"wgl-md", "110012345678", kValid}, Example{"ngrid-ma", "1234567890", kValid},
                      Example{"duke-oh", "910012345678", kValid}, Example{"pepco-md", "0512345678901234567890", kValid},
                      Example{"ohio-edison", "08000000900800700600", kValid}, Example{"unitil-ma", "12345678901234", kValid}));

INSTANTIATE_TEST_SUITE_P(
    OlderFormsAndDoubts, AccountNumberExamples,
    ::testing::Values(Example{"cenhud", "1234567890", kLegacy}, Example{"cenhud", "12345678901", kValid}, Example{"coned", "12345678901", kLegacy},
                      Example{"pepco-md", "1234567890123456789012", kLegacy}, Example{"delmarva-de", "123456789012", kLegacy},
                      Example{"ace", "1234567890", kLegacy}, Example{"duke-oh", "1234567890", kLegacy}, Example{"duke-oh", "123456789", kUnverified},
                      Example{"duke-oh", "0123456789Z012345678", kLegacy}, Example{"wellsboro", "12345678", kUnverified},
                      Example{"wellsboro", "1234", kUnverified}, Example{"reco", "1234567890", kValid}, Example{"reco", "123456789012345", kLegacy},
                      Example{"reco", "1234567", kUnverified}, Example{"oru", "12345678901", kLegacy}, Example{"oru-gas", "12345", kUnverified},
                      Example{"njng", "12345678901Y", kValid}, Example{"njng", "12345678901y", kValid}, Example{"njng", "12345678901X", kInvalid},
                      Example{"duquesne", "1234567890", kValid}, Example{"duquesne", "1234567890123", kValid}, Example{"duquesne", "12345678901", kInvalid},
                      Example{"sharyland", "10170081234567890", kUnverified}, Example{"comed", "214598301", kInvalid},
                      Example{"comed", "21459830177", kInvalid}, Example{"aep-ohio-csp", "12345678901234567", kLegacy}));

TEST(AccountNumber, SpacesDashesAndDotsAreTakenOutAndLettersRaised) {
  EXPECT_EQ(check("comed", " 214-598 3017 ").normalized, "2145983017");
  EXPECT_EQ(check("coned", "41-2345-6789-0123-4").verdict, AccountVerdict::valid);
  EXPECT_EQ(check("pseg", "pe 0000.0100.0000.0000.00").normalized, "PE000001000000000000");
  EXPECT_EQ(check("comed", "2145\xE2\x80\x93" "983\xC2\xA0" "017").normalized, "2145983017");
}

TEST(AccountNumber, EmptyForeignAndLongTextIsInvalidEverywhere) {
  for (const char* utility : {"comed", "wellsboro", "duke-oh", "reco"}) {
    EXPECT_EQ(check(utility, "").verdict, AccountVerdict::invalid);
    EXPECT_EQ(check(utility, " - . ").verdict, AccountVerdict::invalid);
    EXPECT_EQ(check(utility, "12345/6789").verdict, AccountVerdict::invalid);
    EXPECT_EQ(check(utility, "1234<script>").normalized, "");
    EXPECT_EQ(check(utility, std::string(65, '1')).verdict, AccountVerdict::invalid);
  }
}

TEST(AccountNumber, AnErrorSaysWhatWouldBeRight) {
  const auto short_one = check("comed", "21459830");
  ASSERT_EQ(short_one.errors.size(), 1u);
  EXPECT_EQ(short_one.errors[0], "The account number of Commonwealth Edison is 10 digits. This has 8 digits.");
  EXPECT_EQ(short_one.kind, "account number");
}

TEST(AccountNumber, TheGasPodOfTheSameCustomerIsNamed) {
  const auto gas = check("pseg", "PG000000001234567890");
  EXPECT_THAT(gas.errors, Contains(HasSubstr("PE and 18 digits")));
  EXPECT_THAT(gas.hints, Contains(HasSubstr("PSE&G (gas)")));
  EXPECT_THAT(check("nyseg", "N02000012345678").hints, Contains(HasSubstr("(nyseg-gas)")));
  EXPECT_EQ(check("nyseg", "N02000012345678").verdict, AccountVerdict::invalid);
  EXPECT_EQ(check("rge-gas", "R01000012345678").verdict, AccountVerdict::invalid);
}

TEST(AccountNumber, TheNumberOfABillIsToldFromTheNumberThatEnrolls) {
  EXPECT_THAT(check("pseg", "1234567890").errors, Contains(HasSubstr("POD ID")));
  EXPECT_THAT(check("jcpl", "100012345678").errors, Contains(HasSubstr("customer number, 08 and 18 digits")));
  EXPECT_EQ(check("west-penn", "100012345678").verdict, AccountVerdict::invalid);
}

TEST(AccountNumber, ThePrefixOfAnSdiDecidesTheRateZone) {
  const auto other_zone = check("aep-ohio-csp", "00140060123456789");
  EXPECT_EQ(other_zone.verdict, AccountVerdict::invalid);
  EXPECT_THAT(other_zone.hints, Contains(HasSubstr("(aep-ohio-op)")));
  EXPECT_EQ(check("aep-ohio-csp", "00040060123456789").verdict, AccountVerdict::valid);
}

TEST(AccountNumber, AnEsiIdOfAnotherDeliveryCompanyIsNamed) {
  const auto houston = check("oncor", "1008901012345678900100");
  EXPECT_EQ(houston.verdict, AccountVerdict::invalid);
  EXPECT_THAT(houston.hints, Contains(HasSubstr("(centerpoint-tx)")));
  EXPECT_THAT(check("sharyland", "10170081234567890").hints, Contains(HasSubstr("oncor")));
  // Nineteen digits are of no form; their beginning tells whose they would be.
  EXPECT_THAT(check("oncor", "1003278000111222333").hints, Contains("It begins with 1003278 as numbers of AEP Texas Central (aep-tx-central) do."));
  EXPECT_THAT(check("oncor", "1044372000987654").hints, Not(Contains(HasSubstr("It begins"))));
}

TEST(AccountNumber, LostZerosAndLookAlikesAreHinted) {
  EXPECT_THAT(check("meted", "8000000888777666555").hints, Contains(HasSubstr("Zeros at the beginning")));
  EXPECT_THAT(check("comed", "21459830I7").hints, Contains(HasSubstr("letter O, I or L")));
}

TEST(AccountNumber, AnOldPepcoNumberTellsDistrictFromMaryland) {
  EXPECT_EQ(check("pepco-md", "2345678901").verdict, AccountVerdict::valid_legacy);
  EXPECT_EQ(check("pepco-md", "0345678901").verdict, AccountVerdict::invalid);
  EXPECT_EQ(check("pepco-dc", "2345678901").verdict, AccountVerdict::invalid);
}

TEST(AccountNumber, AUtilityOfLowConfidenceNeverRefusesByFormAlone) {
  const auto market = embedded_market();
  for (const Utility& utility : market->utilities()) {
    if (utility.confidence != Confidence::low) continue;
    for (const char* number : {"1", "12345", "ABC", "123456789012345678901234567890", "PE000000009876543210"}) {
      EXPECT_NE(check_account_number(utility, number).verdict, AccountVerdict::invalid) << utility.code << ' ' << number;
    }
  }
}

TEST(AccountNumber, EveryUtilityHasAFormThatItsOwnExamplesFit) {
  const auto market = embedded_market();
  for (const Utility& utility : market->utilities()) {
    ASSERT_NE(utility.account_rules, nullptr) << utility.code;
    ASSERT_TRUE(utility.account_rules->present.has_value()) << utility.code;
    EXPECT_FALSE(utility.account_rules->present->words().empty()) << utility.code;
    EXPECT_EQ(utility.account_rules->legacy.has_value(), !utility.account_pattern_legacy.empty()) << utility.code;
  }
}

TEST(AccountNumber, AUtilityWithoutCompiledRulesIsCheckedByItsPatterns) {
  Utility utility;
  utility.account_pattern = "^\\d{4}$";
  utility.account_length = "4";
  utility.account_mismatch_is_invalid = true;
  EXPECT_EQ(check_account_number(utility, "1234").verdict, AccountVerdict::valid);
  EXPECT_EQ(check_account_number(utility, "12345").verdict, AccountVerdict::invalid);
  utility.account_pattern = "";
  const auto nothing_known = check_account_number(utility, "12345");
  EXPECT_EQ(nothing_known.verdict, AccountVerdict::unverified);
  EXPECT_THAT(nothing_known.errors, IsEmpty());
}

}  // namespace
}  // namespace switchyard::market
