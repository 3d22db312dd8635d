// What a client sees of requests that are sound; server_refusals_test.cpp has those that are not.
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "http/server_fixture.hpp"
#include "ports/database.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

std::string get(std::string_view path, std::string_view more = "") { return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a.example\r\n" + std::string(more) + "\r\n"; }

Router basic_router() {
  Router router;
  Route hello = test_route(Method::get, "/hello", [](const Request& request) { return text_response("hello " + request.query); });
  hello.run_on = RunOn::io_thread;
  router.add(hello);
  router.add(test_route(Method::get, "/slow", [](const Request&) { return text_response("from a worker"); }));
  Route echo = test_route(Method::post, "/echo/{name}", [](const Request& request) { return text_response(request.path_captures[0] + ":" + request.body); });
  echo.body_size_max = 3 * 1024 * 1024;
  router.add(echo);
  return router;
}

TEST(Server, AnswersWithDateLengthAndRequestId) {
  ServerFixture fixture(basic_router());
  const Answer answer = fixture.ask(get("/hello?x"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello x");
  EXPECT_EQ(answer.header("date"), "Thu, 24 Nov 2016 15:06:40 GMT");
  EXPECT_EQ(answer.header("content-length"), "7");
  EXPECT_EQ(answer.header("content-type"), "text/plain");
  EXPECT_EQ(answer.header("x-request-id").size(), 32U);
}

TEST(Server, KeepsTheConnectionForFurtherRequests) {
  ServerFixture fixture(basic_router());
  RawClient client(fixture.port());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.send(get("/hello")).answer().status, 200);
  EXPECT_EQ(client.send(get("/slow")).answer().body, "from a worker");
  EXPECT_EQ(client.send(get("/hello", "Connection: close\r\n")).answer().header("connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  ServerFixture fixture(basic_router());
  RawClient client(fixture.port());
  client.send(get("/slow") + get("/hello?2") + "POST /echo/a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none" + get("/hello?4"));
  EXPECT_EQ(client.answer().body, "from a worker");
  EXPECT_EQ(client.answer().body, "hello 2");
  EXPECT_EQ(client.answer().body, "a:one");
  EXPECT_EQ(client.answer().body, "hello 4");
}

TEST(Server, TakesARequestByteByByteAndEmptyLinesBeforeIt) {
  ServerFixture fixture(basic_router());
  RawClient client(fixture.port());
  for (const char byte : "\r\n\r\nPOST /echo/n HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: dropped\r\n\r\n" + std::string()) {
    client.send({&byte, 1});
  }
  EXPECT_EQ(client.answer().body, "n:abcde");
}

TEST(Server, TakesALargeUpload) {
  ServerFixture fixture(basic_router());
  const std::string body(2'500'000, 'x');
  const Answer answer = fixture.ask("POST /echo/big HTTP/1.1\r\nHost: a\r\nContent-Length: 2500000\r\n\r\n" + body);
  EXPECT_EQ(answer.body.size(), 2'500'004U);
}

TEST(Server, HeadHasTheHeadOfGetAndNoBody) {
  ServerFixture fixture(basic_router());
  RawClient client(fixture.port());
  const Answer answer = client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n").answer(true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-length"), "6");
  EXPECT_EQ(client.send(get("/hello")).answer().status, 200);
}

TEST(Server, SpeaksHttp10) {
  ServerFixture fixture(basic_router());
  RawClient client(fixture.port());
  const Answer kept = client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").answer();
  EXPECT_EQ(kept.status, 200);
  EXPECT_EQ(kept.header("connection"), "keep-alive");
  const Answer closed = client.send("GET /hello HTTP/1.0\r\n\r\n").answer();
  EXPECT_EQ(closed.header("connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AbsoluteFormTakesItsHostFromTheTarget) {
  Router router;
  router.add(test_route(Method::get, "/", [](const Request& request) { return text_response(request.host + " " + request.path); }));
  ServerFixture fixture(std::move(router));
  EXPECT_EQ(fixture.ask("GET http://b.example:81 HTTP/1.1\r\nHost: a.example\r\n\r\n").body, "b.example:81 /");
}

TEST(Server, SendsContinueBeforeTheBodyWhereTheRouteTakesIt) {
  ServerFixture fixture(basic_router());
  RawClient client(fixture.port());
  client.send("POST /echo/a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.answer().status, 100);
  EXPECT_EQ(client.send("ok").answer().body, "a:ok");
}

TEST(Server, StreamsLongAnswersInChunksAndUntilTheCloseForHttp10) {
  Router router;
  router.add(test_route(Method::get, "/rows", [](const Request&) {
    Response response = text_response("");
    response.stream = [row = 0](std::string& piece) mutable {
      piece = "row " + std::to_string(row) + "\n";
      return ++row < 3;
    };
    return response;
  }));
  router.add(test_route(Method::get, "/torn", [](const Request&) {
    Response response = text_response("");
    response.stream = [calls = 0](std::string& piece) mutable -> bool {
      if (++calls == 2) throw std::runtime_error("the source broke");
      piece = "begun";
      return true;
    };
    return response;
  }));
  ServerFixture fixture(std::move(router));
  RawClient client(fixture.port());
  const Answer answer = client.send(get("/rows")).answer();
  EXPECT_EQ(answer.header("transfer-encoding"), "chunked");
  EXPECT_EQ(answer.body, "row 0\nrow 1\nrow 2\n");
  EXPECT_EQ(client.send("HEAD /rows HTTP/1.1\r\nHost: a\r\n\r\n").answer(true).status, 200);
  EXPECT_EQ(client.send(get("/rows")).answer().status, 200);
  EXPECT_EQ(fixture.ask("GET /rows HTTP/1.0\r\n\r\n").body, "row 0\nrow 1\nrow 2\n");
  EXPECT_EQ(fixture.ask(get("/torn")).status, 0);  // The last chunk is missing.
}

TEST(Server, TakesRequestIdAndTraceFromTheClientWhereTheyAreSound) {
  Router router;
  router.add(test_route(Method::get, "/", [](const Request& request) { return text_response(request.traceparent); }));
  ServerFixture fixture(std::move(router));
  const Answer sound = fixture.ask(get("/", "X-Request-Id: abc-1\r\nTraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"));
  EXPECT_EQ(sound.header("x-request-id"), "abc-1");
  EXPECT_TRUE(sound.body.starts_with("00-0af7651916cd43dd8448eb211c80319c-") && sound.body.ends_with("-01")) << sound.body;
  EXPECT_EQ(sound.body.find("b7ad6b7169203331"), std::string::npos);
  const Answer unsound = fixture.ask(get("/", "X-Request-Id: a\"b\r\nTraceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-01\r\n"));
  EXPECT_EQ(unsound.header("x-request-id").size(), 32U);
  EXPECT_EQ(unsound.body.find("b7ad6b7169203331"), std::string::npos);
}

TEST(Server, AFailingHandlerIsA500WithTheCauseInTheLogAlone) {
  Router router;
  router.add(test_route(Method::get, "/bug", [](const Request&) -> Response { throw Bug("x == y at secret.cpp"); }));
  router.add(test_route(Method::get, "/gone", [](const Request&) -> Response { throw DatabaseError("disk is full"); }));
  router.add(test_route(Method::get, "/split", [](const Request&) {
    Response response = text_response("x");
    response.set_header("x-a", "b\r\nset-cookie: c");
    return response;
  }));
  ServerFixture fixture(std::move(router));
  const Answer bug = fixture.ask(get("/bug", "X-Request-Id: r1\r\n"));
  EXPECT_EQ(bug.status, 500);
  EXPECT_NE(bug.body.find(R"("code":"internal_error")"), std::string::npos);
  EXPECT_EQ(bug.body.find("secret"), std::string::npos);
  const Answer gone = fixture.ask(get("/gone"));
  EXPECT_EQ(gone.status, 503);
  EXPECT_NE(gone.body.find(R"("code":"database_unavailable")"), std::string::npos);
  EXPECT_EQ(gone.header("retry-after"), "1");
  const Answer split = fixture.ask(get("/split"));
  EXPECT_EQ(split.status, 500);
  EXPECT_FALSE(split.has("set-cookie"));
  const auto lines = fixture.log.lines();
  EXPECT_EQ(lines.at(0), "a request failed request.id=r1 http.route=GET /bug error=x == y at secret.cpp");
}

TEST(Server, LogsOneLineARequestWithoutItsQuery) {
  Router router;
  router.add(test_route(Method::get, "/quotes/{id}", [](const Request&) {
    Response response = text_response("four");
    response.note("partner.id", "par_1");
    return response;
  }));
  ServerFixture fixture(std::move(router));
  EXPECT_EQ(fixture.ask(get("/quotes/quo_secret?token=hidden", "X-Request-Id: r1\r\nConnection: close\r\n")).status, 200);
  fixture.server->stop(Duration::seconds(5));
  const auto lines = fixture.log.lines();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines[0].starts_with("request http.method=GET http.route=GET /quotes/{id} http.path_pattern=/quotes/{id} http.status=200 duration_us=")) << lines[0];
  EXPECT_NE(lines[0].find("http.bytes_sent=4 client.address=127.0.0.1 request.id=r1"), std::string::npos);
  EXPECT_NE(lines[0].find("partner.id=par_1"), std::string::npos);
  EXPECT_EQ(lines[0].find("hidden"), std::string::npos);
  EXPECT_EQ(lines[0].find("quo_secret"), std::string::npos);
  EXPECT_EQ(fixture.metrics.value("http_requests_total{route=GET /quotes/{id},status=200}"), 1);
  EXPECT_EQ(fixture.metrics.value("http_response_bytes_total"), 4);
  EXPECT_EQ(fixture.metrics.value("http_connections"), 0);
  EXPECT_EQ(fixture.metrics.value("http_requests_in_flight"), 0);
}

TEST(Server, BelievesForwardedHeadersOfTrustedProxiesAlone) {
  const auto router = [] {
    Router made;
    made.add(test_route(Method::get, "/", [](const Request& request) { return text_response(request.remote_address + (request.is_tls ? " tls" : " plain")); }));
    return made;
  };
  const std::string request = get("/", "X-Forwarded-For: 198.51.100.7, 10.0.0.2\r\nX-Forwarded-Proto: https\r\n");
  EXPECT_EQ(ServerFixture(router()).ask(request).body, "127.0.0.1 plain");
  ServerConfig config = ServerFixture::quick_config();
  config.trusted_proxies = {"127.0.0.0/8", "10.0.0.0/8"};
  EXPECT_EQ(ServerFixture(router(), config).ask(request).body, "198.51.100.7 tls");
}

TEST(Server, EndsAConnectionAfterItsLastRequest) {
  ServerConfig config = ServerFixture::quick_config();
  config.limits.requests_per_connection_max = 2;
  ServerFixture fixture(basic_router(), config);
  RawClient client(fixture.port());
  EXPECT_FALSE(client.send(get("/hello")).answer().has("connection"));
  EXPECT_EQ(client.send(get("/hello")).answer().header("connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, DrainsLettingRunningRequestsEnd) {
  std::promise<void> entered;
  std::promise<void> release;
  Router router = basic_router();
  router.add(test_route(Method::get, "/wait", [&](const Request&) {
    entered.set_value();
    release.get_future().wait();
    return text_response("done");
  }));
  ServerFixture fixture(std::move(router));
  RawClient idle(fixture.port());
  EXPECT_EQ(idle.send(get("/hello")).answer().status, 200);
  RawClient busy(fixture.port());
  busy.send(get("/wait"));
  entered.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { fixture.server->stop(Duration::seconds(10)); });
  EXPECT_TRUE(idle.is_closed());
  release.set_value();
  const Answer answer = busy.answer();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.header("connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  stopped.get();
}

TEST(Server, CutsWhatIsLeftAtTheDeadlineOfADrain) {
  ServerFixture fixture(basic_router());
  RawClient client(fixture.port());
  client.send("POST /echo/a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_EQ(fixture.ask(get("/hello")).status, 200);  // The other has been taken by now.
  fixture.server->stop(Duration::milliseconds(1));
  EXPECT_NE(client.answer().status, 200);
}

TEST(Server, ServesManyConnectionsOnSeveralThreads) {
  ServerConfig config = ServerFixture::quick_config();
  config.io_threads = 3;
  ServerFixture fixture(basic_router(), config);
  std::vector<std::future<int>> clients;
  for (int i = 0; i < 12; ++i) {
    clients.push_back(std::async(std::launch::async, [&] {
      RawClient client(fixture.port());
      int sound = 0;
      for (int request = 0; request < 50; ++request) sound += client.send(get(request % 2 == 0 ? "/hello" : "/slow")).answer().status == 200 ? 1 : 0;
      return sound;
    }));
  }
  for (auto& client : clients) EXPECT_EQ(client.get(), 50);
}

TEST(Server, SaysWhyItCannotListen) {
  ServerFixture fixture(basic_router());
  ServerConfig config = ServerFixture::quick_config();
  config.listeners[0].port = fixture.port();
  Server second(config, basic_router(), {fixture.clock, fixture.random, fixture.log, fixture.metrics});
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, "cannot_listen");
}

}  // namespace
}  // namespace switchyard::http
