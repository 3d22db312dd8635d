// Delivers an environment's webhooks from this node: hands out new events, owns endpoints that have something due, calls them, and writes down what came of it.
//
// An endpoint is owned by one node at a time (a lease), so that its order, its rate and its few calls at once hold on all nodes together; when a node dies, another
// takes over after the lease, and what was on its way goes again with the same ids. A slow endpoint holds up nothing but itself.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "ports/log.hpp"
#include "ports/metrics.hpp"
#include "webhooks/deliveries/delivery_store.hpp"
#include "webhooks/deliveries/judge_answer.hpp"
#include "webhooks/deliveries/fan_out.hpp"
#include "webhooks/endpoints/endpoint_desk.hpp"
#include "webhooks/endpoints/endpoint_store.hpp"

namespace switchyard::webhooks {

struct CourierOptions {
  std::string owner = {};                             // Of this node's run; no other has it.
  Duration lease = Duration::seconds(60);             // Longer than the longest call.
  Duration poll = Duration::milliseconds(1'000);      // How often is looked without having heard.
  std::size_t calls_of_endpoint_max = 16;
  std::size_t calls_max = 2'048;
  std::int64_t endpoints_at_once = 256;               // Taken in one transaction.
};

class Courier {
 public:
  // All must outlive it.
  Courier(const EndpointDesk& desk, WebhookSender& sender, Log& log, Metrics& metrics, CourierOptions options);
  ~Courier();
  Courier(const Courier&) = delete;
  Courier& operator=(const Courier&) = delete;

  void start();
  // Begins no more calls and leaves those that run: their endpoints are let go, and what got no answer goes again.
  void stop();

  // One look on the caller's thread, for tests: true where it did something.
  bool look();

 private:
  // An answer that waits to be written down.
  struct Came {
    Delivery delivery;
    Attempt attempt;
    WebhookAnswer answer;
    bool was_called = true;           // False: it waited too long for its turn and is to be read anew.
  };
  // An endpoint that this node owns.
  struct Lane {
    std::set<DeliveryId> on_the_way = {};  // Called, or read ahead.
    std::size_t delivered = 0;        // Since deliveries were last read for it: how far ahead it is worth reading.
    bool to_look_at = true;           // Something may be due that is not on its way.
    std::int64_t second = 0;          // In which `called` calls were begun, for its rate.
    std::int64_t called = 0;
  };
  using Lanes = std::map<EndpointId, Lane>;
  // All that one call needs.
  struct Mailbag {
    Delivery delivery;
    Endpoint endpoint;
    outbox::Event event;
    SealedSecrets sealed;
    Instant read_at;
  };
  // The calls of one endpoint. What is ready begins as soon as a call ends, without waiting for the commit of its result.
  struct Line {
    std::size_t running = 0;
    std::deque<Mailbag> ready = {};
  };
  using Endpoints = std::map<EndpointId, std::optional<Endpoint>>;
  // What one transaction did to what this object knows.
  struct Turn {
    Lanes lanes;
    std::vector<Mailbag> bags;
  };

  void run(const std::stop_token& stop);
  bool hand_out_events();
  bool move_lanes();
  void write_down(SqlTransaction& transaction, const Came& came, Lanes& lanes, Endpoints& endpoints) const;
  void write_down_all(SqlTransaction& transaction, const std::vector<Came>& came, Lanes& lanes) const;
  void end_endpoint(SqlTransaction& transaction, const Endpoint& endpoint) const;
  // What is due of it onto its way, or the lane given up: false.
  bool load_lane(SqlTransaction& transaction, const Endpoint& endpoint, Lane& lane, std::size_t calls, std::vector<Mailbag>& bags) const;
  void load_lanes(SqlTransaction& transaction, Turn& turn) const;
  // What was read ahead for endpoints that are given up is not called.
  void give_up_lanes(const Lanes& kept);
  // Called now, or when a call of its endpoint ends.
  void begin(Mailbag bag);
  void call(Mailbag bag);
  // Keeps what came and begins the endpoint's next call. On the sender's thread, also after this object's end.
  struct Arrivals;
  static void arrive(const std::shared_ptr<Arrivals>& arrivals, Came came);
  void gather(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
  void count(const Came& came);
  void let_go();

  const EndpointDesk desk_;
  WebhookSender& sender_;
  Log& log_;
  Metrics& metrics_;
  const CourierOptions options_;
  Lanes lanes_;                               // Of the thread that looks alone.
  std::vector<std::shared_ptr<void>> listening_;

  // Shared with the sender's thread, which may outlive this object's calls.
  struct Arrivals {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::vector<Came> came;
    bool look = false;
    std::map<EndpointId, Line> lines;
    Courier* courier = nullptr;  // Null once it has stopped: no more calls begin.
    std::size_t beginning = 0;   // Calls that the sender's thread is about to begin.
  };
  std::shared_ptr<Arrivals> arrivals_ = std::make_shared<Arrivals>();
  std::jthread thread_;
};

}  // namespace switchyard::webhooks
