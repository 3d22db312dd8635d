#include "esign/ceremony/return_url.hpp"

#include <gtest/gtest.h>

namespace switchyard::esign {
namespace {

TEST(ReturnUrl, AnAbsoluteWebAddressIsTakenAsItIs) {
  EXPECT_EQ(parse_return_url("https://shop.example.com/done?order=7#top").value(), "https://shop.example.com/done?order=7#top");
  EXPECT_EQ(parse_return_url("http://localhost:3000").value(), "http://localhost:3000");
  EXPECT_EQ(parse_return_url("http://[::1]:3000/x").value(), "http://[::1]:3000/x");
}

TEST(ReturnUrl, WhatIsNoAbsoluteWebAddressIsRefused) {
  for (const std::string_view bad : {"", "undefined", "null", "/done", "javascript:alert(1)", "https://", "https:///x", "ftp://x.org/", "https://a b.org/", "https://me@x.org/",
                                     "https://x.org:99999/", "https://x.org/\r\nSet-Cookie:a", "https://x.org\\@y.org/", "data:text/html,x"}) {
    const auto parsed = parse_return_url(bad);
    ASSERT_FALSE(parsed) << bad;
    EXPECT_EQ(parsed.error().code, "INVALID_REQUEST_PARAMETER");
  }
}

TEST(ReturnUrl, MayBeFiveHundredCharactersLong) {
  const std::string longest = "https://x.org/" + std::string(486, 'a');
  EXPECT_TRUE(parse_return_url(longest));
  EXPECT_FALSE(parse_return_url(longest + "a"));
}

TEST(ReturnUrl, TheEventComesBehindItsOwnQueryAndBeforeItsFragment) {
  EXPECT_EQ(with_event("https://x.org/done", "cancel"), "https://x.org/done?event=cancel");
  EXPECT_EQ(with_event("https://x.org/done?order=7#top", "decline"), "https://x.org/done?order=7&event=decline#top");
  EXPECT_EQ(with_event("https://x.org/done?", "decline"), "https://x.org/done?event=decline");
  EXPECT_EQ(with_event("", "decline"), "");
}

TEST(ReturnUrl, OriginsAreSchemeHostAndPortAlone) {
  EXPECT_EQ(parse_origins({"https://Shop.Example.com", "http://localhost:3000/", "https://shop.example.com"}, "frameAncestors").value(),
            (std::vector<std::string>{"https://shop.example.com", "http://localhost:3000"}));
  for (const std::string bad : {"*", "https://*.example.com", "https://x.org/path", "'self'", "https://x.org; script-src *", "x.org", ""}) {
    EXPECT_FALSE(parse_origins({bad}, "frameAncestors")) << bad;
  }
  EXPECT_FALSE(parse_origins(std::vector<std::string>(21, "https://x.org"), "frameAncestors"));
}

TEST(ReturnUrl, ItsOriginIsWithoutThePath) { EXPECT_EQ(origin_of("https://Shop.example.com:8443/a?b"), "https://shop.example.com:8443"); }

}  // namespace
}  // namespace switchyard::esign
