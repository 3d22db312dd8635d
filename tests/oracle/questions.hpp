// Random questions about a world, as the search takes them and as a client writes them.
#pragma once

#include <random>
#include <string>

#include "price_world.hpp"
#include "pricing/price_query.hpp"

namespace switchyard::oracle {

struct Question {
  pricing::PriceQuery query;
  std::size_t place = 0;   // Of World::places.
  std::size_t limit = 50;  // Of a page.
  std::string text;        // The query string of GET /v1/prices.
};

// Usages lie often on an edge of a band; some questions leave terms, starts and suppliers open.
[[nodiscard]] Question random_question(std::mt19937_64& random, const World& world);

}  // namespace switchyard::oracle
