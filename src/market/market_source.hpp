// The market of one environment as it is now: a snapshot that is swapped whole when an operator changes something, on any node.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "market/loaded_market.hpp"
#include "market/reference.hpp"
#include "ports/database.hpp"
#include "ports/log.hpp"

namespace switchyard::market {

// Safe to call from many threads. The database and the log must outlive it; the database's migrations have run.
class MarketSource {
 public:
  // Loads once and listens from then on. Refused as LoadedMarket::load where the overrides do not fit the reference data.
  static Result<std::unique_ptr<MarketSource>> open(Database& database, Log& log, ReferenceTexts texts = embedded_reference());
  ~MarketSource();
  MarketSource(const MarketSource&) = delete;
  MarketSource& operator=(const MarketSource&) = delete;

  // Never null. Take it once for a piece of work.
  [[nodiscard]] std::shared_ptr<const LoadedMarket> current() const;

  // Reads the revision and reloads where it has moved. Called when the database tells of a change; call it every half second
  // too, since a change by another process on SQLite is not told. A reload that is refused is logged and the former market stays.
  void refresh();

  // Called after each swap, on the thread that swapped. Set it before other threads know this object.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

 private:
  MarketSource(Database& database, Log& log, ReferenceTexts texts) : database_(database), log_(log), texts_(texts) {}

  Database& database_;
  Log& log_;
  ReferenceTexts texts_;
  std::function<void()> changed_;
  std::mutex refreshing_;        // One reload at a time.
  std::int64_t revision_refused_ = -1;  // Guarded by refreshing_.
  mutable std::mutex mutex_;     // Guards current_.
  std::shared_ptr<const LoadedMarket> current_;
  std::shared_ptr<void> listening_;
};

}  // namespace switchyard::market
