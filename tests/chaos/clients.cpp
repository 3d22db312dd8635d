#include "tests/chaos/clients.hpp"

#include <chrono>
#include <random>
#include <sstream>

#include "tests/chaos/node_process.hpp"

namespace switchyard::chaos {

std::string Record::new_name(char prefix) {
  const std::lock_guard lock(mutex_);
  return prefix + std::to_string(++names_);
}

void Record::write_acknowledged(const std::string& id) {
  const std::lock_guard lock(mutex_);
  known_.writes.insert(id);
}

void Record::order_answered(const std::string& key, const std::string& order_id) {
  const std::lock_guard lock(mutex_);
  known_.unanswered_keys.erase(key);
  const auto [place, fresh] = known_.order_of_key.emplace(key, order_id);
  if (fresh) answered_keys_.push_back(key);
  if (place->second != order_id) known_.findings.push_back("the key " + key + " was answered " + place->second + " and then " + order_id);
}

void Record::order_unanswered(const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (!known_.order_of_key.contains(key)) known_.unanswered_keys.insert(key);
}

std::string Record::take_unanswered() {
  const std::lock_guard lock(mutex_);
  if (known_.unanswered_keys.empty()) return {};
  return known_.unanswered_keys.extract(known_.unanswered_keys.begin()).value();
}

std::string Record::any_answered(std::uint64_t chance) const {
  const std::lock_guard lock(mutex_);
  if (answered_keys_.empty()) return {};
  return answered_keys_[chance % answered_keys_.size()];
}

void Record::event_seen(std::int64_t number, const std::string& order_id) {
  const std::lock_guard lock(mutex_);
  if (number <= last_number_) known_.findings.push_back("the event " + std::to_string(number) + " came after " + std::to_string(last_number_));
  last_number_ = number;
  if (!known_.seen_orders.insert(order_id).second) known_.findings.push_back("the order " + order_id + " has two events");
}

std::int64_t Record::last_event_number() const {
  const std::lock_guard lock(mutex_);
  return last_number_;
}

void Record::fail(std::string finding) {
  const std::lock_guard lock(mutex_);
  known_.findings.push_back(std::move(finding));
}

Record::Known Record::known() const {
  const std::lock_guard lock(mutex_);
  return known_;
}

namespace {

// As a client does after a 5xx or a 409: not at once again.
void pause_after_refusal() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

// False when the node is gone.
bool order(Record& record, Connection& connection, const std::string& key) {
  const auto answer = connection.ask("order " + key);
  std::istringstream words(answer.value_or(""));
  std::string verdict, order_id;
  words >> verdict >> order_id;
  if (verdict == "ok") {
    record.order_answered(key, order_id);
    return true;
  }
  record.order_unanswered(key);
  if (answer) pause_after_refusal();
  return answer.has_value();
}

bool plain_write(Record& record, Connection& connection) {
  const std::string id = record.new_name('w');
  const auto answer = connection.ask("write " + id);
  if (answer == "ok") {
    record.write_acknowledged(id);
  } else if (answer) {
    pause_after_refusal();
  }
  return answer.has_value();
}

bool take_turn(Record& record, Connection& connection, std::uint64_t chance) {
  if (chance % 10 < 4) return plain_write(record, connection);
  std::string key;
  if (chance % 10 < 8) key = record.take_unanswered();
  if (chance % 10 == 8) key = record.any_answered(chance >> 8);
  if (key.empty()) key = record.new_name('k');
  return order(record, connection, key);
}

void run_client(Record& record, const std::string& socket, const std::atomic<bool>& stopping, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  while (!stopping) {
    Connection connection(socket);
    while (connection.is_connected() && !stopping && take_turn(record, connection, random())) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));  // The node is starting or gone.
  }
}

}  // namespace

Clients::Clients(Record& record, const std::vector<std::string>& sockets, int count, std::uint64_t seed) {
  for (int i = 0; i < count; ++i) {
    const std::string& socket = sockets[static_cast<std::size_t>(i) % sockets.size()];
    threads_.emplace_back([&record, socket, this, seed, i] { run_client(record, socket, stopping_, seed + static_cast<std::uint64_t>(i)); });
  }
  threads_.emplace_back([&record, socket = sockets.front(), this] {
    while (!stopping_) {
      follow_feed(record, socket);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
}

void Clients::stop() {
  stopping_ = true;
  threads_.clear();
}

bool settle_orders(Record& record, const std::string& socket) {
  Connection connection(socket);
  if (!connection.is_connected()) return false;
  for (std::string key = record.take_unanswered(); !key.empty(); key = record.take_unanswered()) {
    if (!order(record, connection, key)) return false;
  }
  return true;
}

void follow_feed(Record& record, const std::string& socket) {
  Connection connection(socket);
  while (connection.is_connected()) {
    const auto answer = connection.ask("feed " + std::to_string(record.last_event_number()));
    std::istringstream words(answer.value_or(""));
    std::string word;
    words >> word;
    bool any = false;
    while (word == "ok" && words >> std::ws && !words.eof()) {
      std::string entry;
      words >> entry;
      const auto colon = entry.find(':');
      record.event_seen(std::stoll(entry.substr(0, colon)), entry.substr(colon + 1));
      any = true;
    }
    if (!any) return;
  }
}

}  // namespace switchyard::chaos
