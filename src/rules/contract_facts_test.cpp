#include "rules/contract_facts.hpp"

#include <gtest/gtest.h>

#include "rules/judged.hpp"

namespace switchyard::rules {
namespace {

TEST(TaxId, IsJudgedByItsForm) {
  EXPECT_EQ(tax_id_form("36-5551234"), TaxIdForm::ein);
  EXPECT_EQ(tax_id_form(" 365551234 "), TaxIdForm::ein);
  EXPECT_EQ(tax_id_form("07-5551234"), TaxIdForm::ein_unknown_prefix);
  EXPECT_EQ(tax_id_form("123-45-6789"), TaxIdForm::ssn);
  EXPECT_EQ(tax_id_form("36-555123"), TaxIdForm::malformed);
  EXPECT_EQ(tax_id_form("36_5551234"), TaxIdForm::malformed);
  EXPECT_EQ(tax_id_form("  "), TaxIdForm::absent);
}

TEST(DealType, IsReadAsItIsWritten) {
  EXPECT_EQ(parse_deal_type("move_in").value(), DealType::move_in);
  EXPECT_EQ(text_of(parse_deal_type("switch").value()), "switch");
  EXPECT_FALSE(parse_deal_type("Switch"));
}

TEST(Name, IsComparedWithoutCasePunctuationAndLegalForm) {
  EXPECT_EQ(comparable_name("Short North Diner, L.L.C."), "SHORT NORTH DINER");
  EXPECT_EQ(comparable_name("The O'Hara Co"), "OHARA");
  EXPECT_EQ(comparable_name("  "), "");
}

}  // namespace
}  // namespace switchyard::rules
