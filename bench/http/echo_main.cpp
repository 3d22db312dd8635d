// One server thread that answers 4 KB of JSON from memory, for `wrk` beside nginx: what the edge alone costs a request.
// Prints its port, then serves until its input ends.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "http/json_writer.hpp"
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

// About 4 KB, made anew for each request as a price search would.
std::string offers() {
  http::JsonWriter json(5000);
  json.begin_object().member("asOf", "2026-11-24T08:00:00Z").key("items").begin_array();
  for (int i = 0; i < 15; ++i) {
    json.begin_object().plain_member("rateId", "rat_0190f3c4a1b27c3d8e9f0a1b2c3d4e5f").plain_member("supplier", "north_fork").plain_member("utility", "CEI");
    json.member("termMonths", 12 + i).scaled_member("basePrice", 61200 + i, 6).scaled_member("margin", 5000, 6).scaled_member("price", 66200 + i, 6);
    json.plain_member("priceUnit", "kWh").scaled_member("estimatedAnnualCost", 794400 + i, 2).plain_member("expiresAt", "2026-11-24T23:00:00Z").member("sellable", true).end_object();
  }
  json.end_array().member("nextCursor", std::optional<std::string>()).end_object();
  return std::move(json).text();
}

}  // namespace

int main(int argc, char** argv) {
  http::Router router;
  http::Route route;
  route.pattern = "/offers";
  route.run_on = http::RunOn::io_thread;
  route.handler = [](const http::Request&) { return http::json(200, offers()); };
  router.add(route);
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
