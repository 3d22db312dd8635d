#include "pricing/terms/price_stack.hpp"

#include <gtest/gtest.h>

namespace switchyard::pricing {
namespace {

TEST(PriceStack, AFeeIsAddedAsItIsWhereTheBaseHoldsItsTaxes) {
  const PriceStack stack = stack_of({.transfer_micros = 61'200, .partner_margin_micros = 5'000});
  EXPECT_EQ(stack.price_micros, 66'200);
  EXPECT_EQ(stack.gross_up_micros, 0);
}

// money.md section 5, example B: PPL, 0.06500 and 5 mils at 1.0627.
TEST(PriceStack, ATaxOnTheFeeAloneIsAddedToTheBase) {
  const PriceStack stack = stack_of(
      {.transfer_micros = 65'000, .partner_margin_micros = 5'000, .gross_up = {.form = GrossUpForm::on_fee, .factor_millionths = 1'062'700}});
  EXPECT_EQ(stack.price_micros, 70'310);
  EXPECT_EQ(stack.gross_up_micros, 310);
}

// money.md section 5, example C: New Jersey at 1.07.
TEST(PriceStack, ATaxOnTheWholeIsTakenOfBaseAndFee) {
  const PriceStack stack = stack_of(
      {.transfer_micros = 80'000, .partner_margin_micros = 5'000, .gross_up = {.form = GrossUpForm::on_total, .factor_millionths = 1'070'000}});
  EXPECT_EQ(stack.price_micros, 90'950);
}

TEST(PriceStack, RoundsOnceFromTheExactSumHalfUp) {
  EXPECT_EQ(stack_of({.transfer_micros = 74'300, .partner_margin_micros = 5'000, .price_decimals = 4}).price_micros, 79'300);
  // 0.0650045 and half-up at five decimals.
  EXPECT_EQ(stack_of({.transfer_micros = 60'000, .partner_margin_micros = 5'005, .price_decimals = 5}).price_micros, 65'010);
}

TEST(PriceStack, APartnerCannotTellTheHouseFeeFromTheSuppliersPrice) {
  const StackParts with_fee{.transfer_micros = 60'000, .house_fee_micros = 2'000, .partner_margin_micros = 5'000,
                            .gross_up = {.form = GrossUpForm::on_fee, .factor_millionths = 1'070'000}};
  StackParts without_fee = with_fee;
  without_fee.transfer_micros = 62'140;
  without_fee.house_fee_micros = 0;
  EXPECT_EQ(partner_view(with_fee), partner_view(without_fee));
  EXPECT_EQ(partner_view(with_fee).base_micros, 62'140);
  EXPECT_EQ(partner_view(with_fee).gross_up_micros, 350);
  EXPECT_EQ(partner_view(with_fee).price_micros, 67'490);
}

}  // namespace
}  // namespace switchyard::pricing
