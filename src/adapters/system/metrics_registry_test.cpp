#include "adapters/system/metrics_registry.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

TEST(MetricsRegistry, FamiliesStandByNameWithHelpAndType) {
  MetricsRegistry metrics;
  metrics.gauge("jobs_pending", "Jobs that wait.").set(-3);
  metrics.counter("http_requests_total", "Requests.", {{"status", "200"}, {"method", "GET"}}).add(2);
  metrics.counter("http_requests_total", "Requests.", {{"method", "GET"}, {"status", "200"}}).add();
  EXPECT_EQ(metrics.exposition(),
            "# HELP http_requests_total Requests.\n# TYPE http_requests_total counter\n"
            "http_requests_total{method=\"GET\",status=\"200\"} 3\n"
            "# HELP jobs_pending Jobs that wait.\n# TYPE jobs_pending gauge\njobs_pending -3\n");
}

TEST(MetricsRegistry, LabelValuesAndHelpAreEscaped) {
  MetricsRegistry metrics;
  metrics.counter("a_total", "One\\two\nthree \"four\"", {{"path", "a\"b\\c\nd"}}).add();
  EXPECT_EQ(metrics.exposition(),
            "# HELP a_total One\\\\two\\nthree \"four\"\n# TYPE a_total counter\na_total{path=\"a\\\"b\\\\c\\nd\"} 1\n");
}

TEST(MetricsRegistry, AHistogramCountsUpToEachBoundInSeconds) {
  MetricsRegistry metrics;
  Histogram& histogram = metrics.histogram("wait_seconds", "Wait.");
  histogram.observe_us(100);
  histogram.observe_us(2'400);
  histogram.observe_us(11'000'000);
  const std::string text = metrics.exposition();
  EXPECT_NE(text.find("wait_seconds_bucket{le=\"0.0001\"} 1\n"), std::string::npos);
  EXPECT_NE(text.find("wait_seconds_bucket{le=\"0.001\"} 1\nwait_seconds_bucket{le=\"0.0025\"} 2\n"), std::string::npos);
  EXPECT_NE(text.find("wait_seconds_bucket{le=\"10\"} 2\nwait_seconds_bucket{le=\"+Inf\"} 3\n"), std::string::npos);
  EXPECT_NE(text.find("wait_seconds_sum 11.0025\nwait_seconds_count 3\n"), std::string::npos);
}

TEST(MetricsRegistry, ANameIsOfOneKindOnly) {
  MetricsRegistry metrics;
  metrics.counter("a_total", "A.");
  EXPECT_THROW(metrics.gauge("a_total", "A."), Bug);
  EXPECT_THROW(metrics.counter("1_total", "A."), Bug);
  EXPECT_THROW(metrics.counter("b_total", "B.", {{"bad-label", "x"}}), Bug);
}

TEST(MetricsRegistry, NoCountIsLostBetweenThreads) {
  MetricsRegistry metrics;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) metrics.counter("a_total", "A.").add();
    });
  }
  threads.clear();
  EXPECT_NE(metrics.exposition().find("a_total 8000\n"), std::string::npos);
}

}  // namespace
}  // namespace switchyard::adapters
