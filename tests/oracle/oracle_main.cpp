// search_oracle [--rates N] [--questions N] [--threads N] [--seed N]: random questions against a brute force, over that many rates,
// while sheets are published, withdrawn and superseded and the clock runs. See README.md.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "checks.hpp"
#include "market/loaded_market.hpp"

namespace switchyard::oracle {
namespace {

struct Options {
  std::size_t rates = 10'000'000;
  std::size_t questions = 1'000'000;
  std::size_t threads = 2;
  std::uint64_t seed = 1;
};

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        world_(world_of(options.seed, options.rates, *market_)),
        clock_(world_.begin),
        desk_{.books = books_, .market = [this] { return market_; }, .clock = clock_, .refs = pricing::RateRefs::with_key(Secret(std::string(32, 'o'))).value()},
        publisher_(world_, *market_, options.seed, books_, models_, clock_) {}

  int run() {
    const auto begin = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> threads;
      threads.emplace_back([this] { publisher_.run(progress_); });
      for (std::size_t i = 0; i < options_.threads; ++i) threads.emplace_back([this] { ask(); });
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("search_oracle: seed {}, {} questions in {:.1f} s, one in {} through GET /v1/prices; {} offers compared, {} answers without any; {} asked where something begins or ends\n",
               options_.seed, asked_.load(), took.count(), kGetOneIn, tally_.offers.load(), tally_.empty.load(), tally_.at_edges.load());
    fmt::print("search_oracle: {} to {} rates in the book; {} swaps, {} of the GETs met one; {} instants passed at which a sheet or terms begin or end\n", publisher_.rates_min(),
               publisher_.rates_max(), publisher_.swaps(), tally_.over_a_swap.load(), publisher_.edges_passed());
    fmt::print("search_oracle: {}\n", wrong_ == 0 ? "every answer was right" : fmt::format("{} answers were WRONG", wrong_.load()));
    return wrong_ == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
  }

 private:
  static constexpr std::size_t kGetOneIn = 4;
  static constexpr std::size_t kWrongMax = 10;

  void ask() {
    while (true) {
      const std::size_t number = next_.fetch_add(1);
      if (number >= options_.questions || wrong_ >= kWrongMax) break;
      progress_.store(static_cast<int>(number * 1'000 / options_.questions));
      ask(number);
      ++asked_;
    }
    progress_.store(1'000);
  }

  void ask(std::size_t number) {
    std::mt19937_64 random(options_.seed * 0x9e3779b97f4a7c15ULL + number);
    const Question question = random_question(random, world_);
    const bool is_get = random() % kGetOneIn == 0;
    const Instant at = instant(random);
    const auto wrong = is_get ? checks_.get(question) : checks_.search(question, at, random() % 8 == 0);
    if (!wrong) return;
    ++wrong_;
    const std::lock_guard lock(printing_);
    fmt::print("question {}{}: {}\n  {}\n", number, is_get ? "" : " at " + at.text(), question.text, *wrong);
  }

  // Now, or where something begins or ends.
  Instant instant(std::mt19937_64& random) {
    if (world_.edges.empty() || random() % 8 != 0) return clock_.now();
    ++tally_.at_edges;
    return world_.edges[random() % world_.edges.size()] - Duration::milliseconds(static_cast<std::int64_t>(random() % 2));
  }

  const Options options_;
  const std::shared_ptr<const market::Market> market_ = market::embedded_market();
  const World world_;
  FixedClock clock_;
  pricing::RateBooks books_;
  BookModels models_;
  pricing::PriceDesk desk_;
  Tally tally_;
  Publisher publisher_;
  const Checks checks_{world_, models_, desk_, tally_};
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> asked_{0};
  std::atomic<std::size_t> wrong_{0};
  std::atomic<int> progress_{0};
  std::mutex printing_;
};

}  // namespace
}  // namespace switchyard::oracle

int main(int argc, char** argv) {
  CLI::App app("Random questions against a brute force over many rates.");
  switchyard::oracle::Options options;
  app.add_option("--rates", options.rates, "at least so many in the book");
  app.add_option("--questions", options.questions);
  app.add_option("--threads", options.threads, "that ask")->check(CLI::Range(1, 64));
  app.add_option("--seed", options.seed);
  CLI11_PARSE(app, argc, argv);
  return switchyard::oracle::Run(options).run();
}
