// Rate books of the past: what was known at an instant, whatever became of it later. How a search gets one; known_book_loader.hpp
// makes them.
#pragma once

#include <functional>
#include <memory>

#include "pricing/book/rate_book.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

struct KnownMoment {
  Instant known_at;  // Not after now.
  Instant at;        // For which it is asked; any.
  bool operator==(const KnownMoment&) const = default;
};

// Never null; reads the database, so it belongs on a worker. Throws what the database throws. Called from many threads.
using KnownBooks = std::function<std::shared_ptr<const RateBook>(const KnownMoment&)>;

}  // namespace switchyard::pricing
