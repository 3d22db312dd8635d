#include "market/market_source.hpp"

#include "market/market_store.hpp"

namespace switchyard::market {
namespace {

MarketOverrides read_overrides(Database& database) {
  MarketOverrides overrides;
  database.read([&](SqlReader& reader) { overrides = read_market_overrides(reader); });
  return overrides;
}

}  // namespace

Result<std::unique_ptr<MarketSource>> MarketSource::open(Database& database, Log& log, ReferenceTexts texts) {
  std::unique_ptr<MarketSource> source(new MarketSource(database, log, texts));
  auto market = LoadedMarket::load(texts, read_overrides(database));
  if (!market) return market.error();
  source->current_ = std::move(*market);
  MarketSource* self = source.get();
  source->listening_ = database.listen(kMarketChannel, [self](std::string_view) { self->refresh(); });
  return source;
}

MarketSource::~MarketSource() { listening_.reset(); }

std::shared_ptr<const LoadedMarket> MarketSource::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void MarketSource::refresh() {
  const std::lock_guard refreshing(refreshing_);
  std::int64_t revision = 0;
  database_.read([&](SqlReader& reader) { revision = read_market_revision(reader); });
  if (revision == current()->revision() || revision == revision_refused_) return;

  MarketOverrides overrides = read_overrides(database_);
  const std::int64_t loaded = overrides.revision;
  auto market = LoadedMarket::load(texts_, std::move(overrides));
  if (!market) {
    revision_refused_ = loaded;
    log_.error("The changed market does not load; the former one stays in use.", {{"error.message", market.error().message}});
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    current_ = std::move(*market);
  }
  if (changed_) changed_();
}

}  // namespace switchyard::market
