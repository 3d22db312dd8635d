#include "webhooks/deliveries/courier.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>

#include "outbox/event_feed.hpp"
#include "webhooks/deliveries/webhook_call.hpp"

namespace switchyard::webhooks {
namespace {
constexpr int kEventsAtOnce = 500;
// Deliveries read ahead of an endpoint that answers fast; they are read anew when they had to wait.
constexpr std::size_t kReadAheadMax = 240;
constexpr std::size_t kReadAheadFactor = 4;
constexpr Duration kReadAheadFor = Duration::seconds(1);
// Answers written down in one commit are waited for so long.
constexpr std::chrono::milliseconds kGather{2};
constexpr std::size_t kGathered = 128;

std::size_t read_ahead(std::size_t delivered) { return std::min(kReadAheadMax, kReadAheadFactor * delivered); }

}

Courier::Courier(const EndpointDesk& desk, WebhookSender& sender, Log& log, Metrics& metrics, CourierOptions options)
    : desk_(desk), sender_(sender), log_(log), metrics_(metrics), options_(std::move(options)) {
  arrivals_->courier = this;
}

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
  {
    std::unique_lock lock(arrivals_->mutex);
    arrivals_->courier = nullptr;
    arrivals_->lines.clear();
    arrivals_->wake.wait(lock, [&] { return arrivals_->beginning == 0; });
  }
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
    gather(lock, stop);
    arrivals_->look = false;
  }
}

void Courier::gather(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
  if (arrivals_->look || arrivals_->came.empty()) return;
  arrivals_->wake.wait_for(lock, stop, kGather, [&] { return arrivals_->look || arrivals_->came.size() >= kGathered; });
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
      write_down_all(transaction, came, turn.lanes);
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
  give_up_lanes(turn.lanes);
  lanes_ = std::move(turn.lanes);
  for (const Came& each : came) count(each);
  const bool did_something = !came.empty() || !turn.bags.empty();
  for (Mailbag& bag : turn.bags) begin(std::move(bag));
  return did_something;
}

void Courier::write_down_all(SqlTransaction& transaction, const std::vector<Came>& came, Lanes& lanes) const {
  Endpoints endpoints;
  for (const Came& each : came) write_down(transaction, each, lanes, endpoints);
}

void Courier::write_down(SqlTransaction& transaction, const Came& came, Lanes& lanes, Endpoints& endpoints) const {
  if (const auto lane = lanes.find(came.delivery.endpoint); lane != lanes.end()) {
    lane->second.on_the_way.erase(came.delivery.id);
    lane->second.to_look_at = true;
    if (came.was_called && came.answer.status >= 200 && came.answer.status < 300) ++lane->second.delivered;
  }
  if (!came.was_called) return;
  const Instant now = desk_.clock.now();
  const Judgement judgement = judge_answer(came.delivery, came.answer, now, desk_.random);
  update_delivery(transaction, judgement.delivery);
  insert_attempt(transaction, came.delivery.id, came.attempt);
  auto known = endpoints.find(came.delivery.endpoint);
  if (known == endpoints.end()) known = endpoints.emplace(came.delivery.endpoint, endpoint_to_change(transaction, came.delivery.partner, came.delivery.endpoint)).first;
  std::optional<Endpoint>& endpoint = known->second;
  if (!endpoint || endpoint->state == EndpointState::disabled) return;
  Endpoint after = endpoint_after(*endpoint, judgement, now);
  if (after.failing_since != endpoint->failing_since || after.state != endpoint->state) update_endpoint(transaction, after);
  if (after.state == EndpointState::disabled) end_endpoint(transaction, after);
  endpoint = std::move(after);
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
    const bool is_full = lane->second.on_the_way.size() >= options_.calls_of_endpoint_max + read_ahead(lane->second.delivered) / 2 || calls + turn.bags.size() >= options_.calls_max;
    if (!lane->second.to_look_at || is_full) {
      ++lane;
      continue;
    }
    const auto endpoint = owned_endpoint(transaction, lane->first, options_.owner, until);
    const bool stays = endpoint && load_lane(transaction, *endpoint, lane->second, calls, turn.bags);
    if (stays) {
      ++lane;
      continue;
    }
    // Paused, disabled, deleted or taken over, or with nothing to do; calls that still run are written down without the lane.
    release_endpoint(transaction, lane->first, options_.owner);
    lane = turn.lanes.erase(lane);
  }
}

bool Courier::load_lane(SqlTransaction& transaction, const Endpoint& endpoint, Lane& lane, std::size_t calls, std::vector<Mailbag>& bags) const {
  const Instant now = desk_.clock.now();
  if (const std::int64_t second = now.unix_ms() / 1'000; second != lane.second) {
    lane.second = second;
    lane.called = 0;
  }
  const bool has_rate = endpoint.rate_per_second > 0;
  const bool reads_ahead = !has_rate && calls + bags.size() < options_.calls_max / 4;
  const std::size_t most = options_.calls_of_endpoint_max + (reads_ahead ? read_ahead(std::exchange(lane.delivered, 0)) : 0);
  std::size_t room = most - std::min(most, lane.on_the_way.size());
  if (has_rate) room = std::min(room, static_cast<std::size_t>(std::max<std::int64_t>(0, endpoint.rate_per_second - lane.called)));
  bool is_more_due = has_rate && room == 0;
  std::size_t begun = 0;
  const SealedSecrets sealed = secrets_of(transaction, endpoint.id);
  const auto due = due_deliveries(transaction, endpoint, now, static_cast<std::int64_t>(room + lane.on_the_way.size()));
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
    bags.push_back({.delivery = delivery, .endpoint = endpoint, .event = std::move(*event), .sealed = sealed, .read_at = now});
    lane.on_the_way.insert(delivery.id);
  }
  lane.called += static_cast<std::int64_t>(begun);
  // A lane over its rate is looked at again at the next poll; a full one when a call came back.
  lane.to_look_at = false;
  return is_more_due || !lane.on_the_way.empty();
}

void Courier::give_up_lanes(const Lanes& kept) {
  const std::lock_guard lock(arrivals_->mutex);
  for (const auto& lane : lanes_) {
    if (kept.contains(lane.first)) continue;
    if (const auto line = arrivals_->lines.find(lane.first); line != arrivals_->lines.end()) line->second.ready.clear();
  }
}

void Courier::begin(Mailbag bag) {
  {
    const std::lock_guard lock(arrivals_->mutex);
    if (arrivals_->courier == nullptr) return;
    Line& line = arrivals_->lines[bag.endpoint.id];
    if (line.running >= options_.calls_of_endpoint_max) {
      line.ready.push_back(std::move(bag));
      return;
    }
    ++line.running;
  }
  call(std::move(bag));
}

void Courier::arrive(const std::shared_ptr<Arrivals>& arrivals, Came came) {
  std::optional<Mailbag> next;
  Courier* courier = nullptr;
  {
    const std::lock_guard lock(arrivals->mutex);
    courier = arrivals->courier;
    const auto line = arrivals->lines.find(came.delivery.endpoint);
    arrivals->came.push_back(std::move(came));
    if (line != arrivals->lines.end()) {
      std::deque<Mailbag>& ready = line->second.ready;
      for (; !ready.empty() && !next; ready.pop_front()) {
        if (courier->desk_.clock.now() - ready.front().read_at <= kReadAheadFor) next = std::move(ready.front());
        else arrivals->came.push_back({.delivery = ready.front().delivery, .attempt = {}, .answer = {}, .was_called = false});
      }
      if (next) ++arrivals->beginning;
      else if (--line->second.running == 0) arrivals->lines.erase(line);
    }
  }
  arrivals->wake.notify_one();
  if (!next) return;
  courier->call(*std::move(next));
  const std::lock_guard lock(arrivals->mutex);
  --arrivals->beginning;
  arrivals->wake.notify_all();
}

void Courier::call(Mailbag bag) {
  const Instant begun = desk_.clock.now();
  Came came{.delivery = bag.delivery, .attempt = {.number = bag.delivery.attempts + 1, .at = begun}, .answer = {}};
  auto made = webhook_call(desk_, bag.endpoint, bag.sealed, bag.delivery, bag.event);
  if (!made) {
    log_.error("a webhook could not be signed", {{"endpoint", bag.endpoint.id.text()}, {"error", std::string_view(made.error().code)}});
    came.answer.error = "could not be signed: " + made.error().code;
    came.attempt.error = came.answer.error;
    arrive(arrivals_, std::move(came));
    return;
  }
  came.attempt.request_headers = std::move(made->shown_headers);
  sender_.send(std::move(made->call), [arrivals = arrivals_, came = std::move(came)](WebhookAnswer answer) mutable {
    came.attempt.status = answer.status;
    came.attempt.error = answer.error;
    came.attempt.answer = answer.body;
    came.attempt.took = answer.took;
    came.answer = std::move(answer);
    arrive(arrivals, std::move(came));
  });
}

void Courier::count(const Came& came) {
  if (!came.was_called) return;
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
      write_down_all(transaction, came, lanes);
      for (const auto& lane : lanes_) release_endpoint(transaction, lane.first, options_.owner);
      return true;
    });
    lanes_.clear();
  } catch (const std::exception& failure) {
    log_.warning("endpoints stay owned until their lease ends", {{"error", std::string_view(failure.what())}});
  }
}

}  // namespace switchyard::webhooks
