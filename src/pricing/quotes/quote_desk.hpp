// What quotes need of one environment.
#pragma once

#include <functional>
#include <memory>

#include "market/market.hpp"
#include "outbox/idempotency.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "ports/random.hpp"
#include "pricing/quotes/line_source.hpp"
#include "pricing/sheets/digest_port.hpp"

namespace switchyard::pricing {

// All outlive it; may be used by many threads. `clock` is the environment's business clock.
struct QuoteDesk {
  Database& database;
  const Clock& clock;
  Random& random;
  outbox::Outbox& outbox;
  const FileDigest& digest;
  std::shared_ptr<const market::Market> market;
  EnvironmentName environment = EnvironmentName::test;
  std::function<std::shared_ptr<const RateBook>()> book = nullptr;        // As it is in memory now.
  std::function<std::shared_ptr<const RateBook>()> fresh_book = nullptr;  // After a look at the database.
  std::function<std::unique_ptr<LineSource>(const SourceMoment&)> offers = nullptr;  // Null: nothing sells offers.
  outbox::IdempotentWrites* writes = nullptr;                       // Of the same database; null: keys are not looked at.
};

}  // namespace switchyard::pricing
