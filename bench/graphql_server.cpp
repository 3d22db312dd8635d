// One server thread with POST and GET /graphql over a slice of the contracting schema in memory, for wrk beside mercurius and for npm
// graphql-http's audits. Prints its port, then serves until its input ends; with `--slice` prints SDL and query instead.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "graphql/execution/json_text.hpp"
#include "graphql/transport/transport.hpp"
#include "graphql_slice.hpp"
#include "http/server.hpp"

namespace {

using namespace switchyard;

// Nothing is measured or written inside.
struct NoNumber final : Counter, Gauge, Histogram {
  void add(std::uint64_t) noexcept override {}
  void set(std::int64_t) noexcept override {}
  void add(std::int64_t) noexcept override {}
  void observe_us(std::uint64_t) noexcept override {}
};
struct NoMetrics final : Metrics {
  Counter& counter(std::string_view, std::string_view, MetricLabels) override { return number; }
  Gauge& gauge(std::string_view, std::string_view, MetricLabels) override { return number; }
  Histogram& histogram(std::string_view, std::string_view, MetricLabels) override { return number; }
  NoNumber number;
};
struct NoLog final : Log {
  void write(LogLevel, std::string_view, std::span<const LogField>) noexcept override {}
};
struct OneInstant final : Clock {
  [[nodiscard]] Instant now() const override { return Instant::from_unix_seconds(1'480'000'000); }
};
struct DeviceRandom final : Random {
  void fill(std::span<std::uint8_t> bytes) override { device.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())); }
  std::ifstream device{"/dev/urandom", std::ios::binary};
};

http::Response answer(const graphql::Transport& transport, const bench::Desk& desk, const http::Request& request) {
  const auto header = [&](std::string_view name) { return request.header(name).value_or(std::string_view()); };
  auto answer = transport.answer({.method = request.method == http::Method::get ? "GET" : "POST",
                                  .content_type = header("content-type"),
                                  .accept = header("accept"),
                                  .query_string = request.query,
                                  .body = request.body},
                                 graphql::AppContext(desk));
  http::Response response;
  response.status = answer.status;
  response.body = std::move(answer.body);
  response.content_type = std::move(answer.content_type);
  for (auto& [name, value] : answer.headers) response.set_header("allow", std::move(value));
  return response;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "--slice") {
    graphql::JsonText json;
    json.raw(R"({"sdl":)");
    json.text(bench::slice_sdl());
    json.raw(R"(,"query":)");
    json.text(bench::slice_query());
    json.raw('}');
    std::puts(json.take().c_str());
    return 0;
  }
  const bench::Desk desk = bench::make_desk();
  const auto schema = bench::make_slice();
  graphql::Service service(*schema);
  const graphql::Transport transport(service);
  http::Router router;
  for (const http::Method method : {http::Method::get, http::Method::post}) {
    http::Route route;
    route.method = method;
    route.pattern = "/graphql";
    route.run_on = http::RunOn::io_thread;
    route.content_types = {};  // Both are the transport's to judge.
    route.answers = {};
    route.handler = [&](const http::Request& request) { return answer(transport, desk, request); };
    router.add(route);
  }
  http::ServerConfig config;
  config.listeners = {{"127.0.0.1", static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0), false}};
  config.io_threads = 1;
  config.access_log = false;
  OneInstant clock;
  DeviceRandom random;
  NoLog log;
  NoMetrics metrics;
  http::Server server(config, std::move(router), {clock, random, log, metrics});
  if (auto started = server.start(); !started) {
    std::fprintf(stderr, "%s\n", started.error().message.c_str());
    return 1;
  }
  std::printf("%u\n", server.listening()[0].port);
  std::fflush(stdout);
  while (std::cin.get() != EOF) {
  }
  server.stop(Duration::seconds(1));
  return 0;
}
