#include "webhooks/deliveries/courier.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>

#include "outbox/event_feed.hpp"
#include "webhooks/deliveries/webhook_call.hpp"

namespace switchyard::webhooks {
namespace {
constexpr int kEventsAtOnce = 500;
}

Courier::Courier(const EndpointDesk& desk, WebhookSender& sender, Log& log, Metrics& metrics, CourierOptions options)
    : desk_(desk), sender_(sender), log_(log), metrics_(metrics), options_(std::move(options)) {}

Courier::~Courier() { stop(); }

void Courier::start() {
  for (const std::string_view channel : {outbox::kNumberedChannel, kDueChannel}) {
    listening_.push_back(desk_.database.listen(channel, [arrivals = arrivals_](std::string_view) {
      {
        const std::lock_guard lock(arrivals->mutex);
        arrivals->look = true;
      }
      arrivals->wake.notify_one();
    }));
  }
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Courier::stop() {
  listening_.clear();
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  let_go();
}

void Courier::run(const std::stop_token& stop) {
  bool is_broken = false;
  Instant all_looked_at{};
  while (!stop.stop_requested()) {
    bool did_something = false;
    try {
      // What other nodes queued for endpoints that are owned here is seen now and then.
      if (desk_.clock.now() - all_looked_at >= options_.poll) {
        all_looked_at = desk_.clock.now();
        for (auto& lane : lanes_) lane.second.to_look_at = true;
      }
      did_something = look();
      is_broken = false;
    } catch (const std::exception& failure) {
      if (!std::exchange(is_broken, true)) log_.error("webhooks could not be delivered", {{"error", std::string_view(failure.what())}});
    }
    std::unique_lock lock(arrivals_->mutex);
    if (!did_something) arrivals_->wake.wait_for(lock, stop, std::chrono::milliseconds(options_.poll.ms), [&] { return arrivals_->look || !arrivals_->came.empty(); });
    arrivals_->look = false;
  }
}

bool Courier::look() {
  const bool handed_out = hand_out_events();
  return move_lanes() || handed_out;
}

bool Courier::hand_out_events() {
  bool has_new = false;
  desk_.database.read([&](SqlReader& reader) { has_new = has_new_events(reader); });
  if (!has_new) return false;
  FannedOut done;
  desk_.database.write([&](SqlTransaction& transaction) {
    done = fan_out(transaction, desk_.clock, desk_.random, kEventsAtOnce);
    return done.events > 0;
  });
  for (const EndpointId& id : done.endpoints) {
    if (const auto lane = lanes_.find(id); lane != lanes_.end()) lane->second.to_look_at = true;
  }
  return done.events > 0;
}

bool Courier::move_lanes() {
  std::vector<Came> came;
  {
    const std::lock_guard lock(arrivals_->mutex);
    came.swap(arrivals_->came);
  }
  Turn turn;
  try {
    desk_.database.write([&](SqlTransaction& transaction) {
      turn = {.lanes = lanes_, .bags = {}};
      for (const Came& each : came) write_down(transaction, each, turn.lanes);
      const Instant now = desk_.clock.now();
      for (const Endpoint& endpoint : own_endpoints(transaction, options_.owner, now, now + options_.lease, options_.endpoints_at_once)) turn.lanes[endpoint.id];
      load_lanes(transaction, turn);
      return true;
    });
  } catch (...) {
    const std::lock_guard lock(arrivals_->mutex);
    arrivals_->came.insert(arrivals_->came.begin(), std::make_move_iterator(came.begin()), std::make_move_iterator(came.end()));
    throw;
  }
  lanes_ = std::move(turn.lanes);
  for (const Came& each : came) count(each);
  const bool did_something = !came.empty() || !turn.bags.empty();
  for (Mailbag& bag : turn.bags) call(std::move(bag));
  return did_something;
}

void Courier::write_down(SqlTransaction& transaction, const Came& came, Lanes& lanes) const {
  if (const auto lane = lanes.find(came.delivery.endpoint); lane != lanes.end()) {
    lane->second.on_the_way.erase(came.delivery.id);
    lane->second.to_look_at = true;
  }
  const Instant now = desk_.clock.now();
  const Judgement judgement = judge_answer(came.delivery, came.answer, now, desk_.random);
  update_delivery(transaction, judgement.delivery);
  insert_attempt(transaction, came.delivery.id, came.attempt);
  auto endpoint = endpoint_to_change(transaction, came.delivery.partner, came.delivery.endpoint);
  if (!endpoint || endpoint->state == EndpointState::disabled) return;
  const Endpoint after = endpoint_after(*endpoint, judgement, now);
  if (after.failing_since != endpoint->failing_since || after.state != endpoint->state) update_endpoint(transaction, after);
  if (after.state == EndpointState::disabled) end_endpoint(transaction, after);
}

// Its partner is told in the feed; other endpoints of his hear it too.
void Courier::end_endpoint(SqlTransaction& transaction, const Endpoint& endpoint) const {
  const std::int64_t cancelled = cancel_pending(transaction, endpoint.id, desk_.clock.now());
  const std::string audience = endpoint.partner.text();
  const std::string subject = endpoint.id.text();
  const std::string payload = boost::json::serialize(boost::json::object{{"endpointId", subject},
                                                                         {"url", endpoint.url},
                                                                         {"status", "disabled"},
                                                                         {"previousStatus", "active"},
                                                                         {"reason", boost::json::object{{"code", endpoint.disabled_reason}}},
                                                                         {"cancelledDeliveries", cancelled}});
  desk_.outbox.publish(transaction,
                       {.type = kDisabledEvent, .audience = std::string_view(audience), .subject = subject, .payload = payload, .at = desk_.business_clock.now()});
}

void Courier::load_lanes(SqlTransaction& transaction, Turn& turn) const {
  const Instant until = desk_.clock.now() + options_.lease;
  std::size_t calls = 0;
  for (const auto& lane : turn.lanes) calls += lane.second.on_the_way.size();
  for (auto lane = turn.lanes.begin(); lane != turn.lanes.end();) {
    const bool is_full = lane->second.on_the_way.size() >= options_.calls_of_endpoint_max || calls + turn.bags.size() >= options_.calls_max;
    if (!lane->second.to_look_at || is_full) {
      ++lane;
      continue;
    }
    const auto endpoint = owned_endpoint(transaction, lane->first, options_.owner, until);
    const bool stays = endpoint && load_lane(transaction, *endpoint, lane->second, turn.bags);
    if (stays) {
      ++lane;
      continue;
    }
    // Paused, disabled, deleted or taken over, or with nothing to do; calls that still run are written down without the lane.
    release_endpoint(transaction, lane->first, options_.owner);
    lane = turn.lanes.erase(lane);
  }
}

bool Courier::load_lane(SqlTransaction& transaction, const Endpoint& endpoint, Lane& lane, std::vector<Mailbag>& bags) const {
  const Instant now = desk_.clock.now();
  if (const std::int64_t second = now.unix_ms() / 1'000; second != lane.second) {
    lane.second = second;
    lane.called = 0;
  }
  std::size_t room = options_.calls_of_endpoint_max - lane.on_the_way.size();
  const bool has_rate = endpoint.rate_per_second > 0;
  if (has_rate) room = std::min(room, static_cast<std::size_t>(std::max<std::int64_t>(0, endpoint.rate_per_second - lane.called)));
  bool is_more_due = has_rate && room == 0;
  std::size_t begun = 0;
  const SealedSecrets sealed = secrets_of(transaction, endpoint.id);
  const auto due = due_deliveries(transaction, endpoint, now, static_cast<std::int64_t>(options_.calls_of_endpoint_max + lane.on_the_way.size()));
  for (const Delivery& delivery : due) {
    if (lane.on_the_way.contains(delivery.id)) continue;
    if (begun == room) {
      is_more_due = true;
      break;
    }
    auto event = outbox::find_event(transaction, endpoint.partner.text(), delivery.event);
    if (!event) {
      Delivery lost = delivery;
      lost.state = DeliveryState::cancelled;
      lost.last_error = "the event is no longer kept";
      lost.finished_at = now;
      update_delivery(transaction, lost);
      continue;
    }
    ++begun;
    bags.push_back({.delivery = delivery, .endpoint = endpoint, .event = std::move(*event), .sealed = sealed});
    lane.on_the_way.insert(delivery.id);
  }
  lane.called += static_cast<std::int64_t>(begun);
  // A lane over its rate is looked at again at the next poll; a full one when a call came back.
  lane.to_look_at = false;
  return is_more_due || !lane.on_the_way.empty();
}

void Courier::call(Mailbag bag) {
  const Instant begun = desk_.clock.now();
  Came came{.delivery = bag.delivery, .attempt = {.number = bag.delivery.attempts + 1, .at = begun}, .answer = {}};
  const auto put = [arrivals = arrivals_](Came arrived) {
    {
      const std::lock_guard lock(arrivals->mutex);
      arrivals->came.push_back(std::move(arrived));
    }
    arrivals->wake.notify_one();
  };
  auto made = webhook_call(desk_, bag.endpoint, bag.sealed, bag.delivery, bag.event);
  if (!made) {
    log_.error("a webhook could not be signed", {{"endpoint", bag.endpoint.id.text()}, {"error", std::string_view(made.error().code)}});
    came.answer.error = "could not be signed: " + made.error().code;
    came.attempt.error = came.answer.error;
    put(std::move(came));
    return;
  }
  came.attempt.request_headers = std::move(made->shown_headers);
  sender_.send(std::move(made->call), [put, came = std::move(came)](WebhookAnswer answer) mutable {
    came.attempt.status = answer.status;
    came.attempt.error = answer.error;
    came.attempt.answer = answer.body;
    came.attempt.took = answer.took;
    came.answer = std::move(answer);
    put(std::move(came));
  });
}

void Courier::count(const Came& came) {
  const bool is_delivered = came.answer.status >= 200 && came.answer.status < 300;
  const std::string_view environment = text_of(desk_.environment);
  metrics_.counter("webhook_attempts_total", "Webhooks that were tried.", {{"environment", environment}, {"outcome", is_delivered ? "delivered" : "failed"}}).add();
  metrics_.histogram("webhook_attempt_duration_seconds", "From the call to the end of its answer.", {{"environment", environment}})
      .observe_us(static_cast<std::uint64_t>(std::max<std::int64_t>(0, came.answer.took.ms)) * 1'000);
}

void Courier::let_go() {
  std::vector<Came> came;
  {
    const std::lock_guard lock(arrivals_->mutex);
    came.swap(arrivals_->came);
  }
  try {
    desk_.database.write([&](SqlTransaction& transaction) {
      Lanes lanes = lanes_;
      for (const Came& each : came) write_down(transaction, each, lanes);
      for (const auto& lane : lanes_) release_endpoint(transaction, lane.first, options_.owner);
      return true;
    });
    lanes_.clear();
  } catch (const std::exception& failure) {
    log_.warning("endpoints stay owned until their lease ends", {{"error", std::string_view(failure.what())}});
  }
}

}  // namespace switchyard::webhooks
