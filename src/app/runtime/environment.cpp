#include "app/runtime/environment.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/system/thread_priority.hpp"
#include "app/runtime/installation_key_store.hpp"
#include "outbox/run_pending_jobs.hpp"
#include "pricing/custom/offer_line_source.hpp"
#include "pricing/holds/sheet_hold_store.hpp"
#include "values/money.hpp"

namespace switchyard::app {
namespace {

Result<std::int64_t> margin_micros(std::string_view setting, const std::string& text, EnergyUnit unit) {
  auto price = UnitPrice::parse(text, unit);
  if (!price) return at_field(std::move(price).error(), fmt::format("pricing.{}", setting));
  return price->micros();
}

}  // namespace

Environment::Environment(Installation& installation, EnvironmentName name, std::unique_ptr<market::MarketSource> market, const pricing::TermsDefaults& defaults)
    : installation_(installation),
      name_(name),
      database_(installation.environment(name)),
      clock_(installation.clock()),
      market_(std::move(market)),
      idempotent_writes_(database_, SecurityClock{installation.clock()}),
      outbox_(SecurityClock{installation.clock()}, installation.random()),
      audit_(SecurityClock{installation.clock()}, installation.random(), name),
      quote_reviews_(SecurityClock{installation.clock()}, installation.random()),
      loader_(database_, books_, clock_, installation.log(), fmt::format("{}/cache/{}", installation.data_directory(), text_of(name)), defaults),
      known_books_(database_, books_, clock_) {}

Environment::~Environment() = default;

Result<std::unique_ptr<Environment>> Environment::open(Installation& installation, EnvironmentName name) {
  auto defaults = terms_defaults_of(installation.settings());
  if (!defaults) return std::move(defaults).error();
  auto market = market::MarketSource::open(installation.environment(name), installation.log());
  if (!market) return std::move(market).error();
  return std::unique_ptr<Environment>(new Environment(installation, name, std::move(*market), *defaults));
}

void Environment::load_book() { loader_.refresh(); }

void Environment::keep_current() {
  watcher_ = std::make_unique<pricing::RateBookWatcher>(loader_, sheet_actions(), installation_.log(), adapters::give_way_to_requests);
}

void Environment::start_clock_at(Instant instant) {
  ENSURE(name_ == EnvironmentName::test);
  clock_.start_at(instant);
}

pricing::SheetDesk Environment::sheet_desk() {
  return {.database = database_, .clock = clock_, .market = market_->current(), .environment = name_,
          .writes = &idempotent_writes_, .digest = &digest_, .audit = &audit_, .quotes = &quote_reviews_, .random = &installation_.random()};
}

void Environment::count_doubt() {
  pricing::DoubtCounts doubt;
  std::size_t stops = 0;
  database_.read([&](SqlReader& reader) {
    doubt = pricing::count_doubt(reader);
    stops = pricing::list_price_stops(reader, {.holding_at = clock_.now(), .limit = pricing::kHoldingStopsMax}).size();
  });
  const std::string_view name = text_of(name_);
  Metrics& metrics = installation_.metrics();
  metrics.gauge("pricing_sheets_held", "Sheets that wait for an operator.", {{"environment", name}}).set(doubt.sheets_held);
  metrics.gauge("pricing_rows_held", "Prices of held and published sheets that a check stopped and nobody decided about.", {{"environment", name}}).set(doubt.rows_held);
  metrics.gauge("pricing_price_stops", "Price stops that hold or are to begin.", {{"environment", name}}).set(static_cast<std::int64_t>(stops));
}

void Environment::relay_audit() {
  try {
    outbox::run_pending_jobs({.database = database_, .clock = SecurityClock{installation_.clock()}, .random = installation_.random(), .log = installation_.log(),
                              .metrics = installation_.metrics()},
                             access::kAuditJob, access::audit_appender(installation_.control(), jose_), access::kAuditRetries);
  } catch (const DatabaseError& failure) {
    installation_.log().warning("entries wait for the audit log", {{"environment", text_of(name_)}, {"cause", std::string_view(failure.what())}});
  }
}

pricing::QuoteDesk Environment::quote_desk() {
  return {.database = database_, .clock = clock_, .random = installation_.random(), .outbox = outbox_, .digest = digest_, .market = market_->current(),
          .environment = name_,
          .book = [this] { return books_.current(); },
          .fresh_book = [this] {
            loader_.refresh();
            return books_.current();
          },
          .offers = [this](const pricing::SourceMoment& moment) -> std::unique_ptr<pricing::LineSource> {
            return std::make_unique<pricing::OfferLineSource>(database_, moment, market_->current());
          },
          .writes = &idempotent_writes_};
}

Result<void> Environment::open_price_desk(const access::Sealer& sealer) {
  auto key = installation_key(installation_.control(), sealer, installation_.random(), installation_.clock().now(),
                              fmt::format("{}.rate_refs", text_of(name_)));
  if (!key) return std::move(key).error();
  auto refs = pricing::RateRefs::with_key(*key);
  if (!refs) return std::move(refs).error();
  price_desk_.emplace(pricing::PriceDesk{.books = books_,
                                         .market = [this]() -> std::shared_ptr<const market::Market> { return market_->current(); },
                                         .clock = clock_,
                                         .refs = *refs,
                                         .known_books = [this](const pricing::KnownMoment& moment) { return known_books_.book(moment); }});
  return {};
}

Result<pricing::TermsDefaults> terms_defaults_of(const Settings& settings) {
  struct Bound {
    std::string_view name;
    const std::string& text;
    EnergyUnit unit;
    std::int64_t& into;
  };
  pricing::TermsDefaults defaults;
  pricing::MarginPolicy& policy = defaults.margins;
  const Bound bounds[] = {
      {"electric_margin_min", settings.electric_margin_min, EnergyUnit::kwh, policy.electric.min_micros},
      {"electric_margin_max", settings.electric_margin_max, EnergyUnit::kwh, policy.electric.max_micros},
      {"electric_margin_step", settings.electric_margin_step, EnergyUnit::kwh, policy.electric.step_micros},
      {"gas_margin_min", settings.gas_margin_min, EnergyUnit::therm, policy.gas.min_micros},
      {"gas_margin_max", settings.gas_margin_max, EnergyUnit::therm, policy.gas.max_micros},
      {"gas_margin_step", settings.gas_margin_step, EnergyUnit::therm, policy.gas.step_micros},
  };
  for (const Bound& bound : bounds) {
    auto micros = margin_micros(bound.name, bound.text, bound.unit);
    if (!micros) return std::move(micros).error();
    bound.into = *micros;
  }
  if (policy.electric.step_micros < 1 || policy.gas.step_micros < 1) {
    return invalid_field("pricing.margin_step", "setting_invalid", "a margin step must be more than 0");
  }
  for (pricing::MarginLimits* limits : {&policy.electric, &policy.gas}) {
    if (limits->min_micros > limits->max_micros) return invalid_field("pricing.margin_min", "setting_invalid", "a least margin is above the most");
    limits->default_micros = std::clamp<std::int64_t>(0, limits->min_micros, limits->max_micros);
  }
  if (settings.entitlements != "open" && settings.entitlements != "required") {
    return invalid_field("pricing.entitlements", "setting_invalid", "must be open or required");
  }
  defaults.entitlements_required = settings.entitlements == "required";
  return defaults;
}

}  // namespace switchyard::app
