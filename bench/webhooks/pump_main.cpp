// Webhooks of an SQLite environment, pumped by the courier that the server runs. Prints one JSON object.
//
//   webhook_pump receive                                  answers 204 until its input ends; prints its address first, the count of calls at the end
//   webhook_pump prepare --directory DIR --url URL --deliveries N      N deliveries to one endpoint wait in DIR; prints its secret
//   webhook_pump drain --directory DIR                    delivers all that waits: wall, CPU of this process, resident memory on the way
//   webhook_pump latency --directory DIR --endpoints N --black-holes N --seconds N --per-second N   commit to first byte at the receiver, µs
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>

#include "webhooks/environment.hpp"
#include "webhooks/receiver.hpp"

namespace {

using namespace switchyard;
using bench::Steady;

constexpr int kPublishedAtOnce = 500;
constexpr int kEndpointsOfPartner = 10;
constexpr auto kLook = std::chrono::milliseconds(20);
constexpr int kLooksACount = 25;  // Counting costs what is pending.
constexpr auto kArrivalsWait = std::chrono::seconds(10);

using Options = std::map<std::string, std::string, std::less<>>;

Options options_of(int argc, char** argv) {
  Options options;
  for (int i = 2; i + 1 < argc; i += 2) options.emplace(argv[i], argv[i + 1]);
  return options;
}

const std::string& text(const Options& options, std::string_view name) {
  const auto found = options.find(name);
  if (found == options.end()) throw std::runtime_error(fmt::format("{} is missing", name));
  return found->second;
}

int number(const Options& options, std::string_view name) {
  const std::string& digits = text(options, name);
  int value = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (wrong != std::errc() || end != digits.data() + digits.size() || value < 0) throw std::runtime_error(fmt::format("{} must be a number", name));
  return value;
}

double seconds_since(Steady::time_point begin) { return std::chrono::duration<double>(Steady::now() - begin).count(); }

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_mb() {
  std::ifstream file("/proc/self/statm");
  long whole = 0;
  long resident = 0;
  file >> whole >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

void receive() {
  const bench::WarmReceiver receiver(false);
  fmt::print("{}\n", receiver.url());
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {}
  fmt::print("{}\n", receiver.count());
}

void prepare(const Options& options) {
  bench::WebhookEnvironment environment(text(options, "--directory"));
  const access::PartnerId partner = environment.new_partner();
  const webhooks::MadeEndpoint made = environment.make_endpoint(partner, text(options, "--url"));
  for (int left = number(options, "--deliveries"); left > 0; left -= kPublishedAtOnce) environment.publish(partner, std::min(left, kPublishedAtOnce));
  environment.number_all();
  environment.hand_out();
  fmt::print(R"({{"pending":{},"secret":"{}"}})" "\n", environment.counts().pending, made.secret.reveal());
}

// Memory is looked at when a tenth and when all are delivered: in between it should not grow.
void drain(const Options& options) {
  bench::WebhookEnvironment environment(text(options, "--directory"));
  const std::int64_t all = environment.counts().pending;
  const double cpu_before = cpu_seconds();
  const auto begin = Steady::now();
  double early_mb = 0;
  environment.start();
  for (int looks = 1; environment.is_any_pending(); ++looks) {
    if (early_mb == 0 && looks % kLooksACount == 0 && environment.counts().pending < all * 9 / 10) early_mb = resident_mb();
    std::this_thread::sleep_for(kLook);
  }
  const double late_mb = resident_mb();
  if (early_mb == 0) early_mb = late_mb;  // It was over before it was counted.
  const double seconds = seconds_since(begin);
  const double cpu = cpu_seconds() - cpu_before;
  environment.stop();
  fmt::print(R"({{"deliveries":{},"seconds":{},"cpuSeconds":{},"earlyMb":{},"lateMb":{}}})" "\n", all, seconds, cpu, early_mb, late_mb);
}

// Partners with ten endpoints each; the black holes are spread among them.
std::vector<access::PartnerId> make_partners(bench::WebhookEnvironment& environment, int endpoints, int black_holes, const std::string& warm, const std::string& dark) {
  std::vector<access::PartnerId> partners;
  const int every = black_holes > 0 ? endpoints / black_holes : endpoints + 1;
  for (int i = 0; i < endpoints; ++i) {
    if (i % kEndpointsOfPartner == 0) partners.push_back(environment.new_partner());
    environment.make_endpoint(partners.back(), fmt::format("{}/hooks/{}", (i + 1) % every == 0 ? dark : warm, i));
  }
  return partners;
}

// An event a turn, of the partners one after the other; when each was committed.
std::map<std::string, Steady::time_point> publish_evenly(bench::WebhookEnvironment& environment, const std::vector<access::PartnerId>& partners, int per_second, int seconds) {
  std::map<std::string, Steady::time_point> committed;
  const auto begin = Steady::now();
  for (int turn = 0; turn < per_second * seconds; ++turn) {
    std::this_thread::sleep_until(begin + std::chrono::microseconds(1'000'000LL * turn / per_second));
    const auto ids = environment.publish(partners[static_cast<std::size_t>(turn) % partners.size()], 1);
    committed[ids.front().text()] = Steady::now();
  }
  return committed;
}

std::vector<std::int64_t> latencies_us(const std::map<std::string, Steady::time_point>& committed, const std::vector<bench::Arrival>& arrivals) {
  std::vector<std::int64_t> latencies;
  for (const bench::Arrival& arrival : arrivals) {
    if (const auto found = committed.find(arrival.event); found != committed.end()) {
      latencies.push_back(std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(arrival.at - found->second).count()));
    }
  }
  std::ranges::sort(latencies);
  return latencies;
}

std::int64_t quantile(const std::vector<std::int64_t>& sorted, double share) {
  return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

void latency(const Options& options) {
  bench::WarmReceiver receiver(true);
  const bench::BlackHole black_hole;
  bench::WebhookEnvironment environment(text(options, "--directory"));
  const int endpoints = number(options, "--endpoints");
  const int black_holes = number(options, "--black-holes");
  const auto partners = make_partners(environment, endpoints, black_holes, receiver.url(), black_hole.url());
  environment.start();
  // Each endpoint is called once before anything is measured.
  publish_evenly(environment, partners, 100, static_cast<int>(partners.size()) / 100 + 1);
  const auto committed = publish_evenly(environment, partners, number(options, "--per-second"), number(options, "--seconds"));
  const auto expected = static_cast<std::size_t>(static_cast<double>(committed.size() * kEndpointsOfPartner) * (1.0 - static_cast<double>(black_holes) / endpoints));
  std::vector<std::int64_t> found;
  for (const auto until = Steady::now() + kArrivalsWait; found.size() < expected && Steady::now() < until; std::this_thread::sleep_for(kLook)) {
    found = latencies_us(committed, receiver.arrivals());
  }
  environment.stop();
  fmt::print(R"({{"expected":{},"arrived":{},"p50Us":{},"p99Us":{},"maxUs":{}}})" "\n", expected, found.size(), quantile(found, 0.5), quantile(found, 0.99), quantile(found, 1.0));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string_view act = argc > 1 ? argv[1] : "";
    const Options options = options_of(argc, argv);
    if (act == "receive") receive();
    else if (act == "prepare") prepare(options);
    else if (act == "drain") drain(options);
    else if (act == "latency") latency(options);
    else throw std::runtime_error("receive, prepare, drain or latency");
    return 0;
  } catch (const std::exception& failure) {
    std::cerr << "webhook_pump: " << failure.what() << "\n";
    return 2;
  }
}
