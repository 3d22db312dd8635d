// Numbers about the running server, in the shape that Prometheus scrapes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace switchyard {

using MetricLabels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Only goes up. Safe from many threads, cheap (one relaxed atomic).
class Counter {
 public:
  virtual ~Counter() = default;
  virtual void add(std::uint64_t amount = 1) noexcept = 0;
};

class Gauge {
 public:
  virtual ~Gauge() = default;
  virtual void set(std::int64_t value) noexcept = 0;
  virtual void add(std::int64_t delta) noexcept = 0;
};

// Counts of observed microseconds by fixed upper bounds; printed in seconds.
class Histogram {
 public:
  virtual ~Histogram() = default;
  virtual void observe_us(std::uint64_t microseconds) noexcept = 0;
};

// Asking twice for one name and labels gives the same object; it lives as long as Metrics. Names and units as Prometheus
// wants them: "http_requests_total", "http_request_duration_seconds". Ask at start-up, not on the hot path: it locks.
class Metrics {
 public:
  virtual ~Metrics() = default;
  virtual Counter& counter(std::string_view name, std::string_view help, MetricLabels labels = {}) = 0;
  virtual Gauge& gauge(std::string_view name, std::string_view help, MetricLabels labels = {}) = 0;
  virtual Histogram& histogram(std::string_view name, std::string_view help, MetricLabels labels = {}) = 0;
};

}  // namespace switchyard
