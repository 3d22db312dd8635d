// The small readers of the edge: addresses behind proxies, ids, traces, dates.
#include <gtest/gtest.h>

#include "http/client_address.hpp"
#include "http/http_date.hpp"
#include "http/percent.hpp"
#include "http/server_fixture.hpp"
#include "http/trace_context.hpp"
#include "http/worker_pool.hpp"

namespace switchyard::http {
namespace {

Request from(std::string address, std::string forwarded) {
  Request request;
  request.remote_address = std::move(address);
  if (!forwarded.empty()) request.headers.emplace_back("x-forwarded-for", std::move(forwarded));
  return request;
}

std::string client_of(Request request, const std::vector<std::string>& trusted) {
  TrustedProxies::parse(trusted).value().apply(request);
  return request.remote_address;
}

TEST(TrustedProxies, TheLastAddressThatIsNoProxyIsTheClient) {
  EXPECT_EQ(client_of(from("10.0.0.1", "203.0.113.9"), {"10.0.0.0/8"}), "203.0.113.9");
  EXPECT_EQ(client_of(from("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), {"10.0.0.0/8"}), "203.0.113.9");
  EXPECT_EQ(client_of(from("::1", "2001:db8::5"), {"::1"}), "2001:db8::5");
  EXPECT_EQ(client_of(from("10.0.0.1", "10.0.0.3"), {"10.0.0.0/8"}), "10.0.0.3");
}

TEST(TrustedProxies, WhatAStrangerOrAProxyDidNotWriteIsNotBelieved) {
  EXPECT_EQ(client_of(from("203.0.113.1", "1.1.1.1"), {"10.0.0.0/8"}), "203.0.113.1");
  EXPECT_EQ(client_of(from("10.0.0.1", "1.1.1.1, junk"), {"10.0.0.0/8"}), "10.0.0.1");
  EXPECT_EQ(client_of(from("10.0.0.1", ""), {"10.0.0.0/8"}), "10.0.0.1");
}

TEST(TrustedProxies, RangesEndWhereTheySay) {
  const auto ranges = TrustedProxies::parse({"192.168.4.0/22", "2001:db8::/33", "127.0.0.1"}).value();
  EXPECT_TRUE(ranges.contains("192.168.7.255"));
  EXPECT_FALSE(ranges.contains("192.168.8.0"));
  EXPECT_TRUE(ranges.contains("2001:db8:7fff::1"));
  EXPECT_FALSE(ranges.contains("2001:db8:8000::1"));
  EXPECT_FALSE(ranges.contains("127.0.0.2"));
  for (const char* bad : {"", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "host"}) {
    EXPECT_EQ(TrustedProxies::parse({bad}).error().code, "invalid_address_range") << bad;
  }
}

TEST(RequestId, IsVisibleAsciiWithoutQuotes) {
  EXPECT_TRUE(is_sound_request_id("abc-123_./:"));
  EXPECT_TRUE(is_sound_request_id(std::string(128, 'a')));
  for (const std::string& bad : {std::string(), std::string(129, 'a'), std::string("a b"), std::string("a\"b"), std::string("a\\b"), std::string("a\xc3\xa9"), std::string("a\x01")}) {
    EXPECT_FALSE(is_sound_request_id(bad)) << bad;
  }
}

TEST(TraceContext, GoesOnOrBegins) {
  CountingRandom random;
  const std::string trace = "0af7651916cd43dd8448eb211c80319c";
  const std::string sound = "00-" + trace + "-b7ad6b7169203331-01";
  EXPECT_EQ(continue_trace(sound, random).substr(3, 32), trace);
  EXPECT_EQ(continue_trace(sound, random).size(), 55U);
  EXPECT_EQ(continue_trace("cc" + sound.substr(2) + "-more", random).substr(3, 32), trace);
  for (const std::string& bad : {sound + "-more", "ff" + sound.substr(2), std::string("00"), "00-" + std::string(32, '0') + "-b7ad6b7169203331-01",
                                 "00-" + trace + "-0000000000000000-01", "00-" + trace + "-B7AD6B7169203331-01", "cc" + sound.substr(2) + "x"}) {
    EXPECT_NE(continue_trace(bad, random).substr(3, 32), trace) << bad;
  }
  EXPECT_TRUE(continue_trace(std::nullopt, random).ends_with("-00"));
}

TEST(HttpDate, IsWrittenAsRfc9110Wants) {
  EXPECT_EQ(http_date(Instant::from_unix_seconds(784'111'777)), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(Instant::from_unix_seconds(0)), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(WorkerPool, RunsWhatItTookBeforeItStops) {
  int done = 0;  // One thread counts.
  WorkerPool pool(1, 100);
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(pool.try_post([&] { ++done; }));
  pool.stop();
  EXPECT_EQ(done, 50);
  EXPECT_FALSE(pool.try_post([] {}));
  EXPECT_FALSE(pool.post([] {}));
}

TEST(Text, IsSearchedForControlCharactersAtEveryPlace) {
  for (const std::size_t size : {0, 1, 2, 7, 8, 15, 16, 17, 31, 63, 64, 65, 80, 127}) {
    for (std::size_t place = 0; place < size; ++place) {
      for (int code = 0; code < 256; ++code) {
        std::string text(size, code % 2 == 0 ? 'a' : '\xe4');
        text[place] = static_cast<char>(code);
        EXPECT_EQ(has_control(text), code < 0x20 || code == 0x7f) << size << " " << place << " " << code;
        text.assign(size, ' ');
        text[place] = static_cast<char>(code);
        EXPECT_EQ(is_printable_ascii(text), code >= 0x20 && code < 0x7f) << size << " " << place << " " << code;
      }
    }
  }
}

}  // namespace
}  // namespace switchyard::http
