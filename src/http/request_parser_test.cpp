// A head read by the check alone and the same head through Beast, as a field on the connection makes it go, say the same.
#include "http/request_parser.hpp"

#include <gtest/gtest.h>

#include <random>

namespace switchyard::http {
namespace {

ParsedHead parsed(const std::string& head) {
  RequestParser parser;
  ParsedHead out;
  const auto refusal = parser.parse_head(head, HeadLimits{}, out);
  EXPECT_FALSE(refusal.has_value()) << (refusal ? refusal->detail : "") << "\n" << head;
  return out;
}

TEST(RequestParser, ReadsAHeadWithoutFramingAsBeastDoes) {
  std::mt19937 seeded(3);  // NOLINT(cert-msc51-cpp): the same heads each run.
  const auto from = [&](std::string_view letters, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += letters[seeded() % letters.size()];
    return text;
  };
  for (int round = 0; round < 500; ++round) {
    std::string head = (round % 2 == 0 ? "GET /" : "DELETE http://a.b/") + from("abz09-._~%2F?&=+", seeded() % 60);
    head += round % 3 == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
    head += "Host:example.org:80 \r\n";
    for (std::size_t field = 0; field < seeded() % 6; ++field) {
      head += "X-" + from("aZ9_!#$%&'*+.^`|~-", seeded() % 20) + ":" + from(" \t", seeded() % 3) + from("aZ \t,;=\"\\\xc3\xa9\xff", seeded() % 40) + from(" \t", seeded() % 3) + "\r\n";
    }
    const ParsedHead alone = parsed(head + "\r\n");
    const ParsedHead beast = parsed(head + (round % 3 == 0 ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n"));
    EXPECT_EQ(alone.method, beast.method);
    EXPECT_EQ(alone.target, beast.target);
    EXPECT_EQ(alone.is_http_11, beast.is_http_11);
    EXPECT_EQ(alone.keep_alive, beast.keep_alive);
    EXPECT_FALSE(alone.has_body() || beast.has_body());
    EXPECT_EQ(alone.headers, Headers(beast.headers.begin(), beast.headers.end() - 1));
  }
}

TEST(RequestParser, LeavesWhatTellsOfTheConnectionOrABodyToBeast) {
  EXPECT_FALSE(parsed("GET / HTTP/1.1\r\nHost: a\r\nCONNECTION: Close\r\n\r\n").keep_alive);
  EXPECT_FALSE(parsed("GET / HTTP/1.1\r\nHost: a\r\nProxy-Connection: close\r\n\r\n").keep_alive);
  EXPECT_TRUE(parsed("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keep_alive);
  EXPECT_EQ(parsed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n").content_length, 5U);
  EXPECT_TRUE(parsed("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n").is_chunked);
  RequestParser parser;
  ParsedHead out;
  EXPECT_TRUE(parser.parse_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: a b\r\n\r\n", HeadLimits{}, out).has_value());
}

}  // namespace
}  // namespace switchyard::http
