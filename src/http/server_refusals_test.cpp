// What a client must not do, and what it is told. Each case speaks raw bytes to a real server.
#include <gtest/gtest.h>

#include <future>

#include "http/server_fixture.hpp"

namespace switchyard::http {
namespace {

Router router() {
  Router made;
  Route hello = test_route(Method::get, "/hello", [](const Request&) { return text_response("hello"); });
  hello.run_on = RunOn::io_thread;
  hello.answers = {"text/plain"};
  made.add(hello);
  Route note = test_route(Method::post, "/note", [](const Request& request) { return text_response(request.body); });
  note.content_types = {"application/json"};
  note.body_size_max = 100;
  note.cors = Cors::any_origin;
  made.add(note);
  return made;
}

struct Case {
  const char* name;
  std::string request;
  int status;
  const char* code;
};

// On gtest's failure messages.
void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }

std::string name_of(const testing::TestParamInfo<Case>& test) { return test.param.name; }

const std::string kHost = "Host: a.example\r\n";

std::string get_with(const std::string& fields) { return "GET /hello HTTP/1.1\r\n" + kHost + fields + "\r\n"; }
std::string post_with(const std::string& fields, const std::string& body = "") { return "POST /note HTTP/1.1\r\n" + kHost + "Content-Type: application/json\r\n" + fields + "\r\n" + body; }

class ClosingRefusal : public testing::TestWithParam<Case> {};

TEST_P(ClosingRefusal, IsAnsweredAsAProblemAndTheConnectionEnds) {
  ServerFixture fixture(router());
  RawClient client(fixture.port());
  // What follows must never be taken for a request of its own.
  client.send(GetParam().request + "GET /hello HTTP/1.1\r\nHost: smuggled\r\n\r\n");
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, GetParam().status) << answer.body;
  EXPECT_NE(answer.body.find("\"code\":\"" + std::string(GetParam().code) + "\""), std::string::npos) << answer.body;
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(answer.has("x-request-id"));
  EXPECT_TRUE(client.is_closed());
}

INSTANTIATE_TEST_SUITE_P(
    Framing, ClosingRefusal,
    testing::Values(
        Case{"length_and_chunks", post_with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, "ambiguous_request"},
        Case{"two_lengths", post_with("Content-Length: 3\r\nContent-Length: 4\r\n", "abc"), 400, "ambiguous_request"},
        Case{"two_equal_lengths", post_with("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400, "ambiguous_request"},
        Case{"list_of_lengths", post_with("Content-Length: 3, 3\r\n", "abc"), 400, "malformed_request"},
        Case{"signed_length", post_with("Content-Length: +3\r\n", "abc"), 400, "malformed_request"},
        Case{"negative_length", post_with("Content-Length: -3\r\n", "abc"), 400, "malformed_request"},
        Case{"hex_length", post_with("Content-Length: 0x3\r\n", "abc"), 400, "malformed_request"},
        Case{"empty_length", post_with("Content-Length:\r\n"), 400, "malformed_request"},
        Case{"huge_length", post_with("Content-Length: 99999999999999999999\r\n"), 413, "body_too_large"},
        Case{"unknown_encoding", post_with("Transfer-Encoding: gzip\r\n"), 501, "transfer_encoding_not_implemented"},
        Case{"encoding_list", post_with("Transfer-Encoding: gzip, chunked\r\n"), 501, "transfer_encoding_not_implemented"},
        Case{"encoding_identity", post_with("Transfer-Encoding: identity\r\n"), 501, "transfer_encoding_not_implemented"},
        Case{"encoding_twice", post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, "ambiguous_request"},
        Case{"encoding_with_vertical_tab", post_with("Transfer-Encoding: \x0b" "chunked\r\n", "0\r\n\r\n"), 400, "ambiguous_request"},
        Case{"encoding_in_http_10", "POST /note HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "ambiguous_request"},
        Case{"missing_host", "GET /hello HTTP/1.1\r\n\r\n", 400, "malformed_request"},
        Case{"two_hosts", get_with("Host: b.example\r\n"), 400, "ambiguous_request"},
        Case{"empty_host", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n", 400, "malformed_request"},
        Case{"host_with_path", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "malformed_request"},
        Case{"host_with_user", "GET /hello HTTP/1.1\r\nHost: a@b\r\n\r\n", 400, "malformed_request"},
        Case{"folded_header", get_with("X-A: b\r\n c\r\n"), 400, "ambiguous_request"},
        Case{"fold_at_once", "GET /hello HTTP/1.1\r\n Host: a\r\n\r\n", 400, "ambiguous_request"},
        Case{"space_before_colon", post_with("Content-Length : 3\r\n", "abc"), 400, "ambiguous_request"},
        Case{"bare_line_feed", "GET /hello HTTP/1.1\nHost: a\r\n\r\n", 400, "ambiguous_request"},
        Case{"bare_line_feed_in_field", get_with("X-A: b\nX-B: c\r\n"), 400, "ambiguous_request"},
        Case{"bare_carriage_return", get_with("X-A: b\rX-B: c\r\n"), 400, "ambiguous_request"},
        Case{"nul_in_value", get_with("X-A: b" + std::string(1, '\0') + "\r\n"), 400, "ambiguous_request"},
        Case{"nul_in_name", get_with("X" + std::string(1, '\0') + "A: b\r\n"), 400, "ambiguous_request"},
        Case{"field_without_colon", get_with("X-A\r\n"), 400, "malformed_request"},
        Case{"empty_name", get_with(": b\r\n"), 400, "ambiguous_request"},
        Case{"authorization_twice", get_with("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 400, "ambiguous_request"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    RequestLine, ClosingRefusal,
    testing::Values(
        Case{"http_09", "GET /hello\r\n\r\n", 400, "malformed_request"},
        Case{"http_2_preface", "PRI * HTTP/2.0\r\n\r\n", 505, "http_version_not_supported"},
        Case{"http_12", "GET /hello HTTP/1.2\r\nHost: a\r\n\r\n", 505, "http_version_not_supported"},
        Case{"lower_case_version", "GET /hello http/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"two_spaces", "GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"space_in_target", "GET /hel lo HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"tab_for_space", "GET\t/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"fragment", "GET /hello#x HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"raw_utf8_target", "GET /h\xc3\xa9llo HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"tls_hello", "\x16\x03\x01\x02\r\n\r\n", 400, "malformed_request"},
        Case{"bad_method", "G(T /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"long_method", std::string(33, 'A') + " /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method_not_implemented"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Limits, ClosingRefusal,
    testing::Values(
        Case{"long_target", "GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "target_too_long"},
        Case{"endless_target", "GET /" + std::string(20'000, 'a'), 414, "target_too_long"},
        Case{"large_head", get_with("X-A: " + std::string(17'000, 'a') + "\r\n"), 431, "head_too_large"},
        Case{"body_over_the_route", post_with("Content-Length: 70000\r\n"), 413, "body_too_large"},
        Case{"chunked_over_the_route", post_with("Transfer-Encoding: chunked\r\n", "40\r\n" + std::string(64, 'a') + "\r\n40\r\n" + std::string(64, 'a') + "\r\n0\r\n\r\n"), 413, "body_too_large"},
        Case{"one_chunk_over_the_route", post_with("Transfer-Encoding: chunked\r\n", "ffffffff\r\n"), 413, "body_too_large"},
        Case{"expect_and_too_large", post_with("Expect: 100-continue\r\nContent-Length: 101\r\n"), 413, "body_too_large"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Chunks, ClosingRefusal,
    testing::Values(
        Case{"size_not_hex", post_with("Transfer-Encoding: chunked\r\n", "xyz\r\n"), 400, "malformed_body"},
        Case{"size_overflow", post_with("Transfer-Encoding: chunked\r\n", "11111111111111111\r\n"), 400, "malformed_body"},
        Case{"size_signed", post_with("Transfer-Encoding: chunked\r\n", "-1\r\n"), 400, "malformed_body"},
        Case{"size_with_prefix", post_with("Transfer-Encoding: chunked\r\n", "0x1\r\na\r\n0\r\n\r\n"), 400, "malformed_body"},
        Case{"no_line_end_after_chunk", post_with("Transfer-Encoding: chunked\r\n", "1\r\nabc\r\n0\r\n\r\n"), 400, "malformed_body"},
        Case{"bare_line_feed_after_size", post_with("Transfer-Encoding: chunked\r\n", "1\na\r\n0\r\n\r\n"), 400, "malformed_body"},
        Case{"long_extension", post_with("Transfer-Encoding: chunked\r\n", "1;x=" + std::string(300, 'a') + "\r\na\r\n0\r\n\r\n"), 400, "malformed_body"},
        Case{"endless_extension", post_with("Transfer-Encoding: chunked\r\n", "1;x=" + std::string(5000, 'a')), 400, "malformed_body"},
        Case{"endless_trailer", post_with("Transfer-Encoding: chunked\r\n", "0\r\nX-A: " + std::string(5000, 'a')), 400, "malformed_body"}),
    name_of);

class KeptRefusal : public testing::TestWithParam<Case> {};

TEST_P(KeptRefusal, IsAnsweredAsAProblemAndTheConnectionGoesOn) {
  ServerFixture fixture(router());
  RawClient client(fixture.port());
  const Answer answer = client.send(GetParam().request).answer();
  EXPECT_EQ(answer.status, GetParam().status) << answer.body;
  EXPECT_NE(answer.body.find("\"code\":\"" + std::string(GetParam().code) + "\""), std::string::npos) << answer.body;
  EXPECT_EQ(client.send(get_with("")).answer().body, "hello");
}

INSTANTIATE_TEST_SUITE_P(
    Routing, KeptRefusal,
    testing::Values(
        Case{"unknown_path", "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found"},
        Case{"unknown_path_with_body", "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 404, "not_found"},
        Case{"unknown_path_with_chunks", "POST /nothing HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 404, "not_found"},
        Case{"wrong_method", "DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed"},
        Case{"trace", "TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method_not_allowed"},
        Case{"unknown_method", "BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method_not_implemented"},
        Case{"dot_segments", "GET /a/%2e%2e/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"broken_escape", "GET /hello%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"nul_escape", "GET /hello%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"authority_form", "GET a.example:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed_request"},
        Case{"not_acceptable", get_with("Accept: image/png, text/plain;q=0\r\n"), 406, "not_acceptable"},
        Case{"body_of_another_type", "POST /note HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 3\r\n\r\nabc", 415, "unsupported_media_type"},
        Case{"body_of_no_type", "POST /note HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 415, "unsupported_media_type"},
        Case{"compressed_body", post_with("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"), 415, "unsupported_media_type"},
        Case{"small_body_over_the_route", post_with("Content-Length: 101\r\n", std::string(101, 'a')), 413, "body_too_large"},
        Case{"other_expectation", get_with("Expect: tea\r\n"), 417, "expectation_failed"}),
    name_of);

TEST(Refusal, A405SaysWhatThePathTakes) {
  ServerFixture fixture(router());
  EXPECT_EQ(fixture.ask("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n").header("allow"), "GET, HEAD, OPTIONS");
}

TEST(Refusal, TooManyHeadersAreRefused) {
  ServerConfig config = ServerFixture::quick_config();
  config.limits.headers_max = 3;
  ServerFixture fixture(router(), config);
  EXPECT_EQ(fixture.ask(get_with("A: 1\r\nB: 2\r\n")).status, 200);
  const Answer answer = fixture.ask(get_with("A: 1\r\nB: 2\r\nC: 3\r\n"));
  EXPECT_EQ(answer.status, 431);
  EXPECT_NE(answer.body.find("too_many_headers"), std::string::npos);
}

TEST(Refusal, ASlowHeadIsEndedAndAnIdleConnectionClosed) {
  ServerConfig config = ServerFixture::quick_config();
  config.limits.head_timeout_ms = 20;
  config.limits.idle_timeout_ms = 20;
  ServerFixture fixture(router(), config);
  RawClient slow(fixture.port());
  const Answer answer = slow.send("GET /hello HTTP/1.1\r\nHost").answer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_TRUE(slow.is_closed());
  RawClient idle(fixture.port());
  EXPECT_EQ(idle.rest(), "");
}

TEST(Refusal, ASlowBodyIsEnded) {
  ServerConfig config = ServerFixture::quick_config();
  config.limits.body_timeout_ms = 20;
  ServerFixture fixture(router(), config);
  RawClient client(fixture.port());
  EXPECT_EQ(client.send(post_with("Content-Length: 10\r\n", "half")).answer().status, 408);
  EXPECT_TRUE(client.is_closed());
}

TEST(Refusal, AClientThatReadsNothingIsCut) {
  ServerConfig config = ServerFixture::quick_config();
  config.limits.write_timeout_ms = 20;
  config.limits.byte_rate_min = 1'000'000'000;
  Router large;
  large.add(test_route(Method::get, "/", [](const Request&) { return text_response(std::string(30'000'000, 'x')); }));
  ServerFixture fixture(std::move(large), config);
  RawClient client(fixture.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  while (fixture.metrics.value("http_requests_total{route=GET /,status=200}") == 0) std::this_thread::yield();
  EXPECT_LT(client.rest().size(), 30'000'000U);
}

TEST(Refusal, AFullWorkerPoolIsA503) {
  std::promise<void> release;
  const auto released = release.get_future().share();
  std::atomic<int> entered = 0;
  Router made;
  made.add(test_route(Method::get, "/", [&](const Request&) {
    ++entered;
    released.wait();
    return text_response("done");
  }));
  ServerConfig config = ServerFixture::quick_config();
  config.worker_threads = 1;
  config.worker_queue_max = 1;
  ServerFixture fixture(std::move(made), config);
  RawClient first(fixture.port());
  first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  while (entered == 0) std::this_thread::yield();
  // One of two waits in the queue, the other is refused.
  RawClient second(fixture.port());
  RawClient third(fixture.port());
  second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  third.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  while (fixture.metrics.value("http_requests_total{route=GET /,status=503}") == 0) std::this_thread::yield();
  release.set_value();
  const Answer a = second.answer();
  const Answer b = third.answer();
  EXPECT_EQ(a.status + b.status, 703);
  EXPECT_EQ((a.status == 503 ? a : b).header("retry-after"), "1");
  EXPECT_NE((a.status == 503 ? a : b).body.find("overloaded"), std::string::npos);
  EXPECT_EQ(first.answer().status, 200);
}

TEST(Refusal, AConnectionOverTheLimitIsTurnedAway) {
  ServerConfig config = ServerFixture::quick_config();
  config.limits.connections_max = 1;
  ServerFixture fixture(router(), config);
  RawClient first(fixture.port());
  EXPECT_EQ(first.send(get_with("")).answer().status, 200);
  EXPECT_EQ(RawClient(fixture.port()).answer().status, 503);
  EXPECT_EQ(first.send(get_with("")).answer().status, 200);
}

TEST(Options, AreAnsweredWithAllow) {
  ServerFixture fixture(router());
  const Answer path = fixture.ask("OPTIONS /note HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(path.status, 204);
  EXPECT_EQ(path.header("allow"), "POST, OPTIONS");
  EXPECT_FALSE(path.has("access-control-allow-origin"));
  EXPECT_EQ(fixture.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
}

TEST(Options, APreflightIsAnsweredWhereTheRouteTakesOtherOrigins) {
  ServerFixture fixture(router());
  const Answer answer = fixture.ask(
      "OPTIONS /note HTTP/1.1\r\nHost: a\r\nOrigin: https://shop.example\r\nAccess-Control-Request-Method: POST\r\n"
      "Access-Control-Request-Headers: content-type,x-api-key\r\n\r\n");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("access-control-allow-origin"), "*");
  EXPECT_EQ(answer.header("access-control-allow-methods"), "POST, OPTIONS");
  EXPECT_EQ(answer.header("access-control-allow-headers"), "content-type,x-api-key");
  EXPECT_EQ(answer.header("access-control-max-age"), "600");
  const Answer none = fixture.ask("OPTIONS /hello HTTP/1.1\r\nHost: a\r\nOrigin: https://shop.example\r\nAccess-Control-Request-Method: GET\r\n\r\n");
  EXPECT_FALSE(none.has("access-control-allow-origin"));
  EXPECT_EQ(fixture.ask(post_with("Content-Length: 1\r\n", "x")).header("access-control-allow-origin"), "*");
}

}  // namespace
}  // namespace switchyard::http
