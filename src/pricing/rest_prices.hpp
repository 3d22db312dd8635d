// GET /v1/prices: parse, search, write. In memory from end to end, so it runs on the io threads.
#pragma once

#include <functional>
#include <memory>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "market/market.hpp"
#include "ports/clock.hpp"
#include "pricing/book/rate_book.hpp"
#include "pricing/book/rate_ref.hpp"
#include "pricing/known/known_books.hpp"

namespace switchyard::pricing {

// What one environment's prices are answered from. Everything outlives the router and may be used by many threads.
struct PriceDesk {
  const RateBooks& books;
  std::function<std::shared_ptr<const market::Market>()> market;
  const Clock& clock;       // The environment's business clock.
  RateRefs refs;
  KnownBooks known_books = {};  // Null: knownAt is answered by the current book; for tests without a database.
};

// The desk of a caller's environment.
using PriceDesks = std::function<const PriceDesk&(EnvironmentName)>;

void add_price_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks);

// Whether it reads the database or makes a file, and so belongs on a worker.
[[nodiscard]] bool price_request_blocks(const http::Request& request);

// The route's work, without its authority.
[[nodiscard]] http::Response answer_prices(const access::Caller& caller, const http::Request& request, const PriceDesk& desk);

}  // namespace switchyard::pricing
