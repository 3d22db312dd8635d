// For tests: a real server on a port of the system's choice, and a client that speaks raw bytes to it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/server.hpp"

namespace switchyard::http {

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant::from_unix_seconds(1'480'000'000); }  // 2016-11-24T15:06:40Z.
};

class CountingRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::uint64_t next_ = 1;
};

class RecordingLog final : public Log {
 public:
  void write(LogLevel level, std::string_view line, std::span<const LogField> fields) noexcept override;
  // Each line with its fields: "request http.status=200 …".
  [[nodiscard]] std::vector<std::string> lines() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

class CountingMetrics final : public Metrics {
 public:
  Counter& counter(std::string_view name, std::string_view help, MetricLabels labels) override;
  Gauge& gauge(std::string_view name, std::string_view help, MetricLabels labels) override;
  Histogram& histogram(std::string_view name, std::string_view help, MetricLabels labels) override;
  // "http_requests_total{route=none,status=404}"; 0 where nobody asked for it.
  [[nodiscard]] std::int64_t value(const std::string& key) const;

 private:
  struct Number;
  Number& number(std::string_view name, MetricLabels labels);
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Number>> numbers_;
};

// What one response was.
struct Answer {
  int status = 0;
  std::string head;  // With its empty line.
  std::string body;  // Chunks put together.
  [[nodiscard]] std::string header(std::string_view name) const;  // Empty where absent.
  [[nodiscard]] bool has(std::string_view name) const;
};

// A blocking connection to 127.0.0.1. Reads give up after ten seconds.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  RawClient& send(std::string_view bytes);
  // The next response; `is_head` where it answers HEAD. Status 0 where the connection ended first.
  Answer answer(bool is_head = false);
  // Whatever came until the server closed.
  std::string rest();
  [[nodiscard]] bool is_closed();
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  bool read_more();
  int descriptor_;
  std::string buffer_;
};

// The world of one server.
struct ServerFixture {
  explicit ServerFixture(Router router, ServerConfig config = quick_config());
  ~ServerFixture();

  // One plain listener, one io thread, a sweep every 5 ms.
  static ServerConfig quick_config();
  // One request on a connection of its own, closed after.
  Answer ask(std::string_view request);
  [[nodiscard]] std::uint16_t port(std::size_t listener = 0) const;

  FixedClock clock;
  CountingRandom random;
  RecordingLog log;
  CountingMetrics metrics;
  std::unique_ptr<Server> server;
};

// A route with any content type and both answers text/plain and JSON, for a test to change.
Route test_route(Method method, std::string pattern, Handler handler);
Response text_response(std::string body);

}  // namespace switchyard::http
