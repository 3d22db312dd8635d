#include "workbook/stored_number.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <limits>
#include <random>
#include <string>

#include "workbook/number_format.hpp"

namespace switchyard::workbook {
namespace {

std::string text_of(double value) { return std::string(StoredNumber().text_of_bits(std::bit_cast<std::uint64_t>(value))); }
std::string rk_text(std::uint32_t rk) { return std::string(StoredNumber().text_of_rk(rk)); }

TEST(StoredNumber, ABinaryNumberIsTheShortestTextThatReadsBackToIt) {
  EXPECT_EQ(text_of(5.7200000000000001E-2), "0.0572");
  EXPECT_EQ(text_of(0.1), "0.1");
  EXPECT_EQ(text_of(-76.86), "-76.86");
  EXPECT_EQ(text_of(42369.5), "42369.5");
  EXPECT_EQ(text_of(0.30000000000000004), "0.30000000000000004");
  EXPECT_EQ(text_of(1.0 / 3), "0.3333333333333333");
}

TEST(StoredNumber, WholeNumbersHaveNeitherPointNorExponent) {
  EXPECT_EQ(text_of(0), "0");
  EXPECT_EQ(text_of(-0.0), "0");
  EXPECT_EQ(text_of(100'000), "100000");
  EXPECT_EQ(text_of(-250'000), "-250000");
  EXPECT_EQ(text_of(999'999'999'999'999), "999999999999999");
}

TEST(StoredNumber, VeryLargeAndVerySmallNumbersHaveAnExponent) {
  EXPECT_EQ(text_of(1e15), "1e+15");
  EXPECT_EQ(text_of(1e300), "1e+300");
  EXPECT_EQ(text_of(0.00001), "0.00001");
  EXPECT_EQ(text_of(1.5e-12), "1.5e-12");
  EXPECT_EQ(text_of(5e-324), "5e-324");
}

TEST(StoredNumber, WhatIsNoNumberHasNoText) {
  EXPECT_EQ(text_of(std::numeric_limits<double>::infinity()), "");
  EXPECT_EQ(text_of(-std::numeric_limits<double>::infinity()), "");
  EXPECT_EQ(text_of(std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(StoredNumber, AnRkIsAWholeNumberOrHalfABinaryNumberAndPerhapsOver100) {
  EXPECT_EQ(rk_text(12u << 2 | 2), "12");
  EXPECT_EQ(rk_text(static_cast<std::uint32_t>(-12) << 2 | 2), "-12");
  EXPECT_EQ(rk_text(1234u << 2 | 3), "12.34");
  EXPECT_EQ(rk_text(1230u << 2 | 3), "12.3");
  EXPECT_EQ(rk_text(1200u << 2 | 3), "12");
  EXPECT_EQ(rk_text(5u << 2 | 3), "0.05");
  EXPECT_EQ(rk_text(static_cast<std::uint32_t>(-5) << 2 | 3), "-0.05");
  EXPECT_EQ(rk_text(static_cast<std::uint32_t>(-1234) << 2 | 3), "-12.34");
  EXPECT_EQ(rk_text(0x8000'0002), "-536870912");
  EXPECT_EQ(rk_text(0x8000'0003), "-5368709.12");
  EXPECT_EQ(rk_text(0x3FE0'0000), "0.5");
  EXPECT_EQ(rk_text(0x3FE0'0001), "0.005");
}

TEST(StoredNumber, EveryTextReadsBackToTheSameBits) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    const auto bits = i % 2 == 0 ? random() : std::bit_cast<std::uint64_t>(static_cast<double>(random() % 10'000'000) / 1e7);
    const auto text = std::string(StoredNumber().text_of_bits(bits));
    if (text.empty()) continue;
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(back), bits) << text;
    EXPECT_TRUE(is_stored_number(text)) << text;
  }
}

}  // namespace
}  // namespace switchyard::workbook
