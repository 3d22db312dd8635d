#include "adapters/system/metrics_registry.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

// Upper bounds of the buckets, in microseconds: 0.1 ms to 10 s.
constexpr std::array<std::uint64_t, 16> kBoundsUs{100,    250,    500,     1'000,   2'500,   5'000,     10'000,    25'000,
                                                  50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};

class AtomicCounter final : public Counter {
 public:
  void add(std::uint64_t amount) noexcept override { value_.fetch_add(amount, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

class AtomicGauge final : public Gauge {
 public:
  void set(std::int64_t value) noexcept override { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t delta) noexcept override { value_.fetch_add(delta, std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

class AtomicHistogram final : public Histogram {
 public:
  void observe_us(std::uint64_t microseconds) noexcept override {
    const auto bound = std::lower_bound(kBoundsUs.begin(), kBoundsUs.end(), microseconds);
    counts_[static_cast<std::size_t>(bound - kBoundsUs.begin())].fetch_add(1, std::memory_order_relaxed);
    sum_us_.fetch_add(microseconds, std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t count(std::size_t bucket) const { return counts_[bucket].load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t sum_us() const { return sum_us_.load(std::memory_order_relaxed); }

 private:
  std::array<std::atomic<std::uint64_t>, kBoundsUs.size() + 1> counts_{};
  std::atomic<std::uint64_t> sum_us_{0};
};

// Microseconds as seconds, exactly: "0.0025".
std::string seconds_text(std::uint64_t microseconds) {
  std::string fraction = std::to_string(microseconds % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  const std::string whole = std::to_string(microseconds / 1'000'000);
  return fraction.empty() ? whole : whole + "." + fraction;
}

std::string escaped(std::string_view text, bool quotes_too) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || (quotes_too && c == '"')) out += '\\';
    out += c;
  }
  return out;
}

bool is_name(std::string_view name) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
  });
}

// The labels as they stand between the braces, in the order of their names.
std::string label_text(MetricLabels labels) {
  std::map<std::string_view, std::string_view> sorted(labels.begin(), labels.end());
  std::string out;
  for (const auto& [name, value] : sorted) {
    ENSURE(is_name(name));
    if (!out.empty()) out += ',';
    out.append(name).append("=\"").append(escaped(value, true)).append("\"");
  }
  return out;
}

struct Family {
  std::string help;
  std::map<std::string, std::unique_ptr<AtomicCounter>> counters;
  std::map<std::string, std::unique_ptr<AtomicGauge>> gauges;
  std::map<std::string, std::unique_ptr<AtomicHistogram>> histograms;

  [[nodiscard]] std::string_view kind() const {
    if (!counters.empty()) return "counter";
    return gauges.empty() ? "histogram" : "gauge";
  }
};

std::string series(const std::string& name, const std::string& labels) { return labels.empty() ? name : name + "{" + labels + "}"; }

void append_histogram(std::string& out, const std::string& name, const std::string& labels, const AtomicHistogram& histogram) {
  const std::string before = labels.empty() ? "" : labels + ",";
  std::uint64_t total = 0;
  for (std::size_t i = 0; i <= kBoundsUs.size(); ++i) {
    total += histogram.count(i);
    const std::string bound = i < kBoundsUs.size() ? seconds_text(kBoundsUs[i]) : "+Inf";
    out += name + "_bucket{" + before + "le=\"" + bound + "\"} " + std::to_string(total) + "\n";
  }
  out += series(name + "_sum", labels) + " " + seconds_text(histogram.sum_us()) + "\n";
  out += series(name + "_count", labels) + " " + std::to_string(total) + "\n";
}

template <class Metric>
Metric& found_or_made(std::map<std::string, std::unique_ptr<Metric>>& metrics, MetricLabels labels) {
  auto& metric = metrics[label_text(labels)];
  if (!metric) metric = std::make_unique<Metric>();
  return *metric;
}

}  // namespace

struct MetricsRegistry::State {
  mutable std::mutex mutex;
  std::map<std::string, Family, std::less<>> families;

  Family& family(std::string_view name, std::string_view help) {
    ENSURE(is_name(name));
    const auto found = families.find(name);
    if (found != families.end()) return found->second;
    Family& made = families[std::string(name)];
    made.help = help;
    return made;
  }
};

MetricsRegistry::MetricsRegistry() : state_(std::make_unique<State>()) {}
MetricsRegistry::~MetricsRegistry() = default;

Counter& MetricsRegistry::counter(std::string_view name, std::string_view help, MetricLabels labels) {
  const std::lock_guard lock(state_->mutex);
  Family& family = state_->family(name, help);
  ENSURE(family.gauges.empty() && family.histograms.empty());
  return found_or_made(family.counters, labels);
}

Gauge& MetricsRegistry::gauge(std::string_view name, std::string_view help, MetricLabels labels) {
  const std::lock_guard lock(state_->mutex);
  Family& family = state_->family(name, help);
  ENSURE(family.counters.empty() && family.histograms.empty());
  return found_or_made(family.gauges, labels);
}

Histogram& MetricsRegistry::histogram(std::string_view name, std::string_view help, MetricLabels labels) {
  const std::lock_guard lock(state_->mutex);
  Family& family = state_->family(name, help);
  ENSURE(family.counters.empty() && family.gauges.empty());
  return found_or_made(family.histograms, labels);
}

std::string MetricsRegistry::exposition() const {
  const std::lock_guard lock(state_->mutex);
  std::string out;
  for (const auto& [name, family] : state_->families) {
    out += "# HELP " + name + " " + escaped(family.help, false) + "\n# TYPE " + name + " " + std::string(family.kind()) + "\n";
    for (const auto& [labels, counter] : family.counters) out += series(name, labels) + " " + std::to_string(counter->value()) + "\n";
    for (const auto& [labels, gauge] : family.gauges) out += series(name, labels) + " " + std::to_string(gauge->value()) + "\n";
    for (const auto& [labels, histogram] : family.histograms) append_histogram(out, name, labels, *histogram);
  }
  return out;
}

}  // namespace switchyard::adapters
