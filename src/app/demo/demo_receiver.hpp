// The demo's own receiver of webhooks: keeps what came, verified or not, for a page that shows it. Only `demo run` has it.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "ports/clock.hpp"
#include "ports/keyed_digest.hpp"
#include "values/instant.hpp"

namespace switchyard::app {

inline constexpr std::string_view kDemoWebhooksPath = "/demo/webhooks";
inline constexpr std::size_t kDemoWebhooksMax = 200;   // The latest are kept.

// As a request's headers and body have it.
struct IncomingWebhook {
  std::string id;                        // webhook-id
  std::string timestamp;                 // webhook-timestamp, seconds since 1970.
  std::string signature;                 // webhook-signature, "v1,… v1,…"
  std::string body;
};

struct ReceivedWebhook {
  Instant at{};
  bool is_verified = false;
  std::string id;
  std::string body;
};

// Where the data directory keeps the secret of the demo's endpoint.
[[nodiscard]] std::string demo_secret_file(const std::string& data_directory);

// Safe to call from many threads.
class DemoReceiver {
 public:
  // The secret is read from its file at each call: whoever makes the endpoint writes it. All outlive it.
  DemoReceiver(std::string data_directory, const KeyedDigest& digest, SecurityClock clock);

  // Whether one of the signatures is by our secret and the timestamp is within five minutes.
  bool take(const IncomingWebhook& webhook);
  // The newest first.
  [[nodiscard]] std::vector<ReceivedWebhook> received() const;

 private:
  [[nodiscard]] bool is_genuine(const IncomingWebhook& webhook) const;

  const std::string data_directory_;
  const KeyedDigest& digest_;
  const SecurityClock clock_;
  mutable std::mutex mutex_;
  std::deque<ReceivedWebhook> received_;  // Guarded by mutex_.
};

}  // namespace switchyard::app
