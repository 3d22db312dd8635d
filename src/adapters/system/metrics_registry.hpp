// The numbers of the running server, and their text for Prometheus (exposition format 0.0.4).
#pragma once

#include <memory>
#include <string>

#include "ports/metrics.hpp"

namespace switchyard::adapters {

inline constexpr std::string_view kExpositionMediaType = "text/plain; version=0.0.4; charset=utf-8";

// Safe to call from many threads. A name that is no Prometheus name, or that is asked for as two kinds, is a bug (ENSURE).
class MetricsRegistry final : public Metrics {
 public:
  MetricsRegistry();
  ~MetricsRegistry() override;
  MetricsRegistry(const MetricsRegistry&) = delete;
  MetricsRegistry& operator=(const MetricsRegistry&) = delete;

  Counter& counter(std::string_view name, std::string_view help, MetricLabels labels = {}) override;
  Gauge& gauge(std::string_view name, std::string_view help, MetricLabels labels = {}) override;
  Histogram& histogram(std::string_view name, std::string_view help, MetricLabels labels = {}) override;

  // Families by name, series by labels.
  [[nodiscard]] std::string exposition() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace switchyard::adapters
