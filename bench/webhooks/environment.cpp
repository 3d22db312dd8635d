#include "webhooks/environment.hpp"

#include <array>
#include <stdexcept>

#include "adapters/sqlite/sqlite.hpp"
#include "webhooks/deliveries/delivery_store.hpp"
#include "webhooks/webhooks_migrations.hpp"

namespace switchyard::bench {
namespace {

constexpr int kHandedOutAtOnce = 500;
// As large as an event of a contract.
constexpr std::string_view kPayload =
    R"({"sequence":3,"previousStatus":"sent","status":"signed","reason":null,"yourReference":"CRM-20417","contractId":"ctr_01jgfjjr00000000000000c001",)"
    R"("customer":{"name":"Harborlight Bakery LLC","accounts":12},"signedAt":"2026-11-24T15:04:05Z","documents":["doc_01jgfjjr00000000000000d001"]})";

std::unique_ptr<access::Sealer> sealer_of(const std::string& file) {
  const auto ring = adapters::read_or_make_key_ring(file);
  if (!ring) throw std::runtime_error(ring.error().message);
  auto sealer = adapters::SodiumSealer::from_key_ring(ring->reveal());
  if (!sealer) throw std::runtime_error(sealer.error().message);
  return *std::move(sealer);
}

std::unique_ptr<Database> database_of(const std::string& file, Log& log) {
  auto database = adapters::open_sqlite({.file = file, .log = &log});
  std::vector<Migration> all;
  for (const auto& some : {outbox::outbox_migrations(), webhooks::webhooks_migrations()}) all.insert(all.end(), some.begin(), some.end());
  database->migrate(all);
  return database;
}

}  // namespace

std::string NoBodies::sha256_hex(std::string_view) const { throw std::logic_error("there are no requests here"); }

WebhookEnvironment::WebhookEnvironment(const std::string& directory)
    : log_(2, LogLevel::warning, clock_),
      sealer_(sealer_of(directory + "/ring")),
      database_(database_of(directory + "/environment.db", log_)),
      writes_(*database_, SecurityClock{clock_}),
      numberer_(*database_, log_) {}

webhooks::EndpointDesk WebhookEnvironment::desk() {
  return {.environment = EnvironmentName::test,
          .database = *database_,
          .outbox = outbox_,
          .writes = writes_,
          .clock = SecurityClock{clock_},
          .business_clock = clock_,
          .random = random_,
          .sealer = *sealer_,
          .digest = digest_,
          .body_digest = bodies_,
          .guard = guard_,
          .loopback_allowed = true};
}

access::PartnerId WebhookEnvironment::new_partner() { return make_id<access::PartnerTag>(clock_.now(), random_); }

webhooks::MadeEndpoint WebhookEnvironment::make_endpoint(const access::PartnerId& partner, const std::string& url) {
  const access::Caller caller{.partner_id = partner,
                              .application_id = make_id<access::ApplicationTag>(clock_.now(), random_),
                              .client_id = "bench",
                              .environment = EnvironmentName::test,
                              .scopes = {access::Scope::webhooks_write}};
  std::optional<webhooks::MadeEndpoint> made;
  database_->write([&](SqlTransaction& transaction) {
    made = webhooks::create_endpoint(transaction, desk(), caller, {.url = url}).value();
    return true;
  });
  return *std::move(made);
}

std::vector<outbox::EventId> WebhookEnvironment::publish(const access::PartnerId& partner, int count) {
  std::vector<outbox::EventId> ids;
  const std::string audience = partner.text();
  database_->write([&](SqlTransaction& transaction) {
    ids.clear();
    for (int i = 0; i < count; ++i) {
      const std::string subject = "ctr_" + std::to_string(i);
      ids.push_back(outbox_.publish(transaction, {.type = "contract.signed", .audience = std::string_view(audience), .subject = subject, .payload = kPayload, .at = clock_.now()}));
    }
    return true;
  });
  return ids;
}

void WebhookEnvironment::hand_out() {
  bool is_more = true;
  while (is_more) {
    database_->write([&](SqlTransaction& transaction) {
      is_more = webhooks::fan_out(transaction, SecurityClock{clock_}, random_, kHandedOutAtOnce).events > 0;
      return is_more;
    });
  }
}

webhooks::DeliveryCounts WebhookEnvironment::counts() {
  webhooks::DeliveryCounts counts;
  database_->read([&](SqlReader& reader) { counts = webhooks::count_deliveries(reader); });
  return counts;
}

bool WebhookEnvironment::is_any_pending() {
  bool is_any = false;
  database_->read([&](SqlReader& reader) { reader.query("SELECT 1 FROM webhook_deliveries WHERE state = 'pending' LIMIT 1", {}, [&](const SqlRow&) { is_any = true; }); });
  return is_any;
}

void WebhookEnvironment::start() {
  sender_ = std::make_unique<adapters::CurlWebhookSender>();
  courier_ = std::make_unique<webhooks::Courier>(desk(), *sender_, log_, metrics_, webhooks::CourierOptions{.owner = "bench"});
  numberer_.start();
  courier_->start();
}

// Before its members go: calls that run end in the courier.
void WebhookEnvironment::stop() {
  numberer_.stop();
  courier_->stop();
  sender_.reset();
  courier_.reset();
}

}  // namespace switchyard::bench
