// Publishes, withdraws and supersedes while questions are asked, and moves the clock over all that begins and ends meanwhile.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <random>

#include "brute_force.hpp"
#include "ports/clock_fake.hpp"
#include "pricing/book/rate_book.hpp"

namespace switchyard::oracle {

// What each book was made of, by its revision. Safe from many threads.
class BookModels {
 public:
  void add(std::shared_ptr<const BookModel> model);
  [[nodiscard]] std::shared_ptr<const BookModel> at(std::uint64_t revision) const;

 private:
  mutable std::mutex mutex_;  // Guards models_.
  std::map<std::uint64_t, std::shared_ptr<const BookModel>> models_;
};

class Publisher {
 public:
  // Compiles the sheets that are in every book and publishes the first one. Everything outlives it.
  Publisher(const World& world, const market::Market& market, std::uint64_t seed, pricing::RateBooks& books, BookModels& models, FixedClock& clock);

  // Until `progress`, in thousandths of the world's time, is 1000. For one thread.
  void run(const std::atomic<int>& progress);

  [[nodiscard]] std::uint64_t swaps() const { return next_.revision - 1; }
  [[nodiscard]] std::size_t edges_passed() const { return edges_passed_; }
  [[nodiscard]] std::size_t rates_min() const { return rates_min_; }
  [[nodiscard]] std::size_t rates_max() const { return rates_max_; }

 private:
  void add_sheet(const SheetPlan& plan);
  void change_something();
  void change_stops();
  void publish();
  void move_clock(int thousandths);

  const World& world_;
  const market::Market& market_;
  std::mt19937_64 random_;
  pricing::RateBooks& books_;
  BookModels& models_;
  FixedClock& clock_;
  std::shared_ptr<const pricing::PriceTerms> terms_;
  BookModel next_;  // The next book, as it stands.
  std::map<int, std::shared_ptr<const pricing::CompiledSheet>> sheets_;  // By number.
  std::size_t edges_passed_ = 0;
  std::size_t rates_min_ = SIZE_MAX;
  std::size_t rates_max_ = 0;
};

}  // namespace switchyard::oracle
