// Clients that write what a node acknowledged, ask again for what they have no answer to, and follow the feed of events.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace switchyard::chaos {

// What the world outside knows. Safe to call from many threads.
class Record {
 public:
  std::string new_name(char prefix);
  void write_acknowledged(const std::string& id);
  void order_answered(const std::string& key, const std::string& order_id);
  void order_unanswered(const std::string& key);
  // A key to ask for again, if there is one.
  std::string take_unanswered();
  // An order that was answered, to be asked for once more.
  std::string any_answered(std::uint64_t chance) const;
  void event_seen(std::int64_t number, const std::string& order_id);
  [[nodiscard]] std::int64_t last_event_number() const;
  void fail(std::string finding);

  struct Known {
    std::set<std::string> writes;
    std::map<std::string, std::string> order_of_key;
    std::set<std::string> unanswered_keys;
    std::set<std::string> seen_orders;
    std::vector<std::string> findings;
  };
  [[nodiscard]] Known known() const;

 private:
  mutable std::mutex mutex_;
  Known known_;
  std::vector<std::string> answered_keys_;
  std::int64_t last_number_ = 0;
  std::uint64_t names_ = 0;
};

// Runs `count` clients spread over the nodes' sockets, until they are stopped or their node is gone.
class Clients {
 public:
  Clients(Record& record, const std::vector<std::string>& sockets, int count, std::uint64_t seed);
  // Waits for all.
  void stop();

 private:
  std::atomic<bool> stopping_{false};
  std::vector<std::jthread> threads_;
};

// Asks for every unanswered order until each has its answer. False if the node did not answer.
bool settle_orders(Record& record, const std::string& socket);
// Reads the feed to its end, or until the node is gone.
void follow_feed(Record& record, const std::string& socket);

}  // namespace switchyard::chaos
