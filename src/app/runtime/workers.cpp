#include "app/runtime/workers.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>

#include "access/audit_relay.hpp"
#include "adapters/system/free_memory.hpp"
#include "adapters/system/thread_priority.hpp"
#include "app/demo/sandbox_book.hpp"
#include "app/runtime/expiring_keys.hpp"
#include "contracting/files/byte_removal.hpp"
#include "contracting/upkeep.hpp"
#include "pricing/custom/price_request_actions.hpp"
#include "pricing/quotes/quote_upkeep.hpp"

namespace switchyard::app {
namespace {

constexpr Duration kLookInterval = Duration::seconds(1);
// Less than the interval of looks: at every look.
constexpr Duration kEachLook = Duration::milliseconds(500);

// The allocator may keep as much for the next large request.
constexpr std::size_t kFreeBytesKept = 8 * 1024 * 1024;

// What a stop or a withdrawal does to the environment's quotes.
outbox::JobHandler quote_review(Environment& environment) {
  return [&environment](const outbox::Job& job) -> Result<outbox::JobEffect> {
    const auto stopped = pricing::parse_stopped_prices(job.payload);
    if (!stopped) return stopped.error();
    pricing::withdraw_quotes_of(environment.quote_desk(), *stopped);
    return outbox::JobEffect();
  };
}

}  // namespace

Workers::Workers(Installation& installation, AccessPlane& access, Environment& test, Environment& live, ContractingPlane& test_contracting, ContractingPlane& live_contracting)
    : installation_(installation), access_(access), test_(test), live_(live), flash_sheet_(installation, test) {
  for (std::string_view schema : kSchemas) {
    Database& database = installation.schema(schema);
    runners_.push_back(std::make_unique<outbox::JobRunner>(outbox::JobRunner::Parts{.database = database,
                                                                                    .clock = access.clock,
                                                                                    .random = installation.random(),
                                                                                    .log = installation.log(),
                                                                                    .metrics = installation.metrics()},
                                                           outbox::JobRunnerOptions{.database_name = std::string(schema)}));
    if (schema != "control") {
      runners_.back()->handle(std::string(access::kAuditJob), access::audit_appender(installation.control(), access.jose), access::kAuditRetries);
      runners_.back()->handle(std::string(pricing::kQuoteReviewJob), quote_review(schema == "test" ? test : live));
      runners_.back()->handle(std::string(kKeyExpiringJob), key_expiring_publisher(schema == "test" ? test : live));
      runners_.back()->handle(std::string(contracting::kRemoveBytesJob), contracting::byte_remover((schema == "test" ? test_contracting : live_contracting).vault()),
                              contracting::kRemovalRetries);
    }
    numberers_.push_back(std::make_unique<outbox::EventNumberer>(database, installation.log()));
  }
  add_recurring("access.record_last_uses", Duration::seconds(60), [this] { access_.upkeep.record_last_uses(); });
  add_recurring("access.forget_used_assertions", Duration::minutes(5), [this] { access_.upkeep.forget_used_assertions(); });
  add_recurring("access.maintain_server_keys", Duration::hours(1), [this] { access_.server_keys.maintain(); });
  add_recurring("access.note_expiring_keys", Duration::seconds(5), [this, test_keys = std::make_shared<ExpiringKeys>(test_), live_keys = std::make_shared<ExpiringKeys>(live_)] {
    for (ExpiringKeys* keys : {test_keys.get(), live_keys.get()}) keys->look(*access_.directory.current(), access_.clock.now());
  });
  add_recurring("market.refresh", Duration::seconds(1), [this] {
    test_.market().refresh();
    live_.market().refresh();
  });
  add_recurring("quotes.end", kEachLook, [this] {
    for (Environment* environment : {&test_, &live_}) pricing::end_quotes(environment->quote_desk());
  });
  add_recurring("price_requests.end", kEachLook, [this] {
    for (Environment* environment : {&test_, &live_}) pricing::end_price_requests(environment->price_request_desk());
  });
  add_recurring("authorizations.end", Duration::seconds(5), [&test_contracting, &live_contracting] {
    for (ContractingPlane* plane : {&test_contracting, &live_contracting}) contracting::end_authorizations(plane->database(), plane->parties());
  });
  add_recurring("contracts.expire", kEachLook, [&test_contracting, &live_contracting] {
    for (ContractingPlane* plane : {&test_contracting, &live_contracting}) plane->expire_contracts();
  });
  add_recurring("customers.forget", Duration::hours(6), [&test_contracting, &live_contracting] {
    for (ContractingPlane* plane : {&test_contracting, &live_contracting}) contracting::forget_customers(plane->database(), plane->parties(), plane->holders());
  });
  add_recurring("quotes.count", Duration::seconds(30), [this] {
    for (Environment* environment : {&test_, &live_}) pricing::count_quotes_into(installation_.metrics(), environment->quote_desk());
  });
  add_recurring("pricing.count_doubt", Duration::seconds(10), [this] {
    for (Environment* environment : {&test_, &live_}) environment->count_doubt();
  });
  add_recurring("memory.give_back", kEachLook, [] { adapters::give_back_free_memory(kFreeBytesKept); });
  if (installation.settings().sandbox_book) {
    add_recurring("sandbox.renew_book", Duration::minutes(10), [this] {
      auto renewed = renew_sandbox_book(installation_, test_);
      if (!renewed) installation_.log().error("the sandbox book was not renewed", {{"error", std::string_view(renewed.error().message)}});
    });
    add_recurring("sandbox.renew_flash_sheet", kEachLook, [this] {
      auto renewed = flash_sheet_.renew();
      if (!renewed) installation_.log().error("the sandbox's flash sheet was not renewed", {{"error", std::string_view(renewed.error().message)}});
    });
  }
}

Workers::~Workers() { stop(); }

outbox::JobRunner& Workers::jobs_of(EnvironmentName name) { return *runners_[name == EnvironmentName::test ? 1 : 2]; }  // As kSchemas stands.

void Workers::start() {
  for (auto& runner : runners_) runner->start();
  for (auto& numberer : numberers_) numberer->start();
  recurring_thread_ = std::jthread([this](const std::stop_token& stop) {
    adapters::give_way_to_requests();
    run_recurring(stop);
  });
}

void Workers::stop() {
  if (recurring_thread_.joinable()) {
    recurring_thread_.request_stop();
    recurring_thread_.join();
    access_.upkeep.record_last_uses();
  }
  for (auto& numberer : numberers_) numberer->stop();
  for (auto& runner : runners_) runner->stop();
}

void Workers::add_recurring(std::string name, Duration every, std::function<void()> work) {
  recurring_.push_back({.name = std::move(name), .every = every, .work = std::move(work)});
}

void Workers::run_recurring(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  while (!stop.stop_requested()) {
    run_due();
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, std::chrono::milliseconds(kLookInterval.ms), [] { return false; });
  }
}

void Workers::run_due() {
  for (Recurring& recurring : recurring_) {
    const Instant now = installation_.clock().now();
    if (now < recurring.next) continue;
    recurring.next = now + recurring.every;
    try {
      recurring.work();
    } catch (const std::exception& failure) {
      installation_.log().error("recurring work failed", {{"work", std::string_view(recurring.name)}, {"error", std::string_view(failure.what())}});
    }
  }
}

}  // namespace switchyard::app
