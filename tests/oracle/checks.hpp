// Asks one question and holds the answer against the brute force of the very book and instant that it was answered from.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>

#include "publisher.hpp"
#include "pricing/rest_prices.hpp"
#include "questions.hpp"

namespace switchyard::oracle {

struct Tally {
  std::atomic<std::size_t> offers{0};
  std::atomic<std::size_t> empty{0};
  std::atomic<std::size_t> at_edges{0};       // Asked at an instant where something begins or ends, or a millisecond before.
  std::atomic<std::size_t> over_a_swap{0};    // GET /v1/prices during which the book was swapped.
};

struct Checks {
  const World& world;
  const BookModels& models;
  const pricing::PriceDesk& desk;
  Tally& tally;

  // What is wrong; nothing where all is right. `is_whole`: every page, else the first alone.
  [[nodiscard]] std::optional<std::string> search(const Question& question, Instant at, bool is_whole) const;
  // The same through GET /v1/prices: one of the books that were current meanwhile must have answered, whole.
  [[nodiscard]] std::optional<std::string> get(const Question& question) const;
};

}  // namespace switchyard::oracle
