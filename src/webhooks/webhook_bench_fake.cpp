#include "webhooks/webhook_bench_fake.hpp"

#include "webhooks/endpoints/endpoint_store.hpp"
#include "webhooks/webhooks_migrations.hpp"

namespace switchyard::webhooks {
namespace {

std::vector<Migration> migrations() {
  std::vector<Migration> all;
  for (const auto& some : {outbox::outbox_migrations(), webhooks_migrations()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace

class WebhookBench::PlainSealer final : public access::Sealer {
 public:
  std::string seal(std::string_view plain, std::string_view place) const override { return std::string(place) + "|" + std::string(plain); }
  Result<Secret> open(std::string_view sealed, std::string_view place) const override {
    const std::string head = std::string(place) + "|";
    if (!sealed.starts_with(head)) return Error{ErrorKind::invalid, "seal_broken", "not sealed here"};
    return Secret(std::string(sealed.substr(head.size())));
  }
  bool is_current(std::string_view) const override { return true; }
};

class WebhookBench::OpenGuard final : public AddressGuard {
 public:
  Result<void> check(const std::string& url, bool) const override {
    if (url.starts_with("https://")) return {};
    return Error{ErrorKind::unprocessable, "url_invalid", "must begin with https://"};
  }
};

class WebhookBench::Hashing final : public pricing::FileDigest {
 public:
  std::string sha256_hex(std::string_view bytes) const override {
    const access::Digest digest = jose_.sha256(bytes);
    std::string hex;
    for (const std::uint8_t byte : digest) hex.append({"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]});
    return hex;
  }

 private:
  adapters::OpensslJose jose_;
};

void TellingSender::send(WebhookCall call, std::function<void(WebhookAnswer)> done) {
  calls.push_back(call);
  held_.emplace_back(std::move(call), std::move(done));
  if (!holds_back) let_go();
}

void TellingSender::let_go() {
  while (!held_.empty()) {
    auto [call, done] = std::move(held_.front());
    held_.pop_front();
    done(answer(call));
  }
}

WebhookBench::WebhookBench(Engine engine)
    : database(engine, migrations()), sealer_(std::make_shared<PlainSealer>()), guard_(std::make_shared<OpenGuard>()), hashing_(std::make_shared<Hashing>()) {
  courier_ = std::make_unique<Courier>(desk(), sender, log_, metrics_, CourierOptions{.owner = "node-1"});
}

EndpointDesk WebhookBench::desk() {
  return {.environment = EnvironmentName::test,
          .database = *database,
          .outbox = outbox_,
          .writes = writes_,
          .clock = SecurityClock{clock},
          .business_clock = clock,
          .random = random_,
          .sealer = *sealer_,
          .digest = digest_,
          .body_digest = *hashing_,
          .guard = *guard_};
}

std::unique_ptr<Courier> WebhookBench::another_courier(WebhookSender& to) {
  return std::make_unique<Courier>(desk(), to, log_, metrics_, CourierOptions{.owner = "node-2"});
}

access::Caller WebhookBench::caller(std::string_view partner) const {
  return {.partner_id = access::PartnerId::parse(partner).value(),
          .application_id = access::ApplicationId::parse("app_01jgfjjr0000000000000000a1").value(),
          .client_id = "client",
          .environment = EnvironmentName::test,
          .scopes = {access::Scope::webhooks_write}};
}

MadeEndpoint WebhookBench::make_endpoint(const NewEndpoint& asked) {
  return write([&](SqlTransaction& transaction) { return create_endpoint(transaction, desk(), caller(), asked); }).value();
}

outbox::EventId WebhookBench::publish(std::string_view type, std::string_view subject, std::string_view payload) {
  const std::string partner = caller().partner_id.text();
  const auto id = write([&](SqlTransaction& transaction) {
    return outbox_.publish(transaction, {.type = type, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = kNoon});
  });
  numberer_.number_all();
  return id;
}

void WebhookBench::look() {
  for (bool moved = true; moved;) {
    numberer_.number_all();
    moved = courier_->look();
  }
}

Endpoint WebhookBench::endpoint(const EndpointId& id) {
  std::optional<Endpoint> found;
  database->read([&](SqlReader& reader) { found = find_endpoint(reader, caller().partner_id, id); });
  return found.value();
}

std::vector<Delivery> WebhookBench::deliveries(const DeliveryFilter& filter) {
  std::vector<Delivery> found;
  database->read([&](SqlReader& reader) { found = list_deliveries(reader, caller().partner_id, filter, {}, 200); });
  return found;
}

}  // namespace switchyard::webhooks
