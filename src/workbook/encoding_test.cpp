#include "workbook/encoding.hpp"

#include <gtest/gtest.h>

namespace switchyard::workbook {
namespace {

using namespace std::string_literals;

TEST(Encoding, MarksAreDroppedAndUtf16IsDecoded) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBFprix \xC3\xA9"), "prix \xC3\xA9");
  EXPECT_EQ(to_utf8("\xFF\xFE"
                    "a\0\xE9\0"s),
            "a\xC3\xA9");
  EXPECT_EQ(to_utf8("\xFE\xFF\0a\0\xE9"s), "a\xC3\xA9");
  EXPECT_EQ(to_utf8("\xFF\xFE\x3D\xD8\x00\xDE"s), "\xF0\x9F\x98\x80");
  EXPECT_EQ(to_utf8("\xFF\xFE\x3D\xD8"
                    "a\0"s),
            "\xEF\xBF\xBD"
            "a");
}

TEST(Encoding, BytesThatAreNotUtf8AreWindows1252) {
  EXPECT_EQ(to_utf8("caf\xE9 \x80 5 \x96 6 \xA9"), "caf\xC3\xA9 \xE2\x82\xAC 5 \xE2\x80\x93 6 \xC2\xA9");
  EXPECT_EQ(to_utf8("\x81"), "\xEF\xBF\xBD");
}

TEST(Encoding, OnlyWellFormedUtf8IsValid) {
  for (const auto* good : {"", "plain ascii, longer than eight", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
                           "\xF4\x8F\xBF\xBF", "\xEE\x80\x80"}) {
    EXPECT_TRUE(is_valid_utf8(good)) << good;
  }
  for (const auto* bad : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "12345678\xFF", "\xE2\x82"}) {
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
  }
}

TEST(Encoding, TextHasNoControlCharacters) {
  EXPECT_TRUE(looks_like_text("a,b\r\n1\t2\n"));
  EXPECT_TRUE(
      looks_like_text("\xFF\xFE"
                      "a\0"s));
  EXPECT_FALSE(looks_like_text(""));
  EXPECT_FALSE(looks_like_text("a\0b"s));
  EXPECT_FALSE(
      looks_like_text("\x7F"
                      "ELF"));
}

std::string in_code_page(std::string_view bytes, unsigned code_page) {
  std::string out = ">";
  return append_code_page(out, bytes, code_page) ? out : "unknown, " + out;
}

TEST(Encoding, CodePagesAreKnownByTheirNumbers) {
  EXPECT_EQ(in_code_page("caf\xE9", 1252), ">caf\xC3\xA9");
  EXPECT_EQ(in_code_page("caf\xE9", 0x8001), ">caf\xC3\xA9");
  EXPECT_EQ(in_code_page("caf\x8E \xD0", 10000), ">caf\xC3\xA9 \xE2\x80\x93");
  EXPECT_EQ(in_code_page("\xFF", 0x8000), ">\xCB\x87");
  EXPECT_EQ(in_code_page("caf\x8E", 932), "unknown, >");
  EXPECT_EQ(in_code_page("plain", 932), ">plain");
}

TEST(Encoding, Utf16AndLatinBytesAreAppended) {
  std::string out = ">";
  append_utf16(out, std::string_view("a\0\xE9\0\x3D\xD8\0\xDE\x3D\xD8", 10));
  EXPECT_EQ(out, ">a\xC3\xA9\xF0\x9F\x98\x80\xEF\xBF\xBD");
  append_latin1(out, "b\xE9");
  EXPECT_TRUE(out.ends_with("b\xC3\xA9"));
}

}  // namespace
}  // namespace switchyard::workbook
