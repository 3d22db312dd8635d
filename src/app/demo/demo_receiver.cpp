#include "app/demo/demo_receiver.hpp"

#include <array>
#include <charconv>

#include "app/commands/file_text.hpp"
#include "webhooks/deliveries/signature.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kSecretSizeMax = 256;
constexpr Duration kTolerance = Duration::minutes(5);

}  // namespace

std::string demo_secret_file(const std::string& data_directory) { return data_directory + "/demo/webhook.secret"; }

DemoReceiver::DemoReceiver(std::string data_directory, const KeyedDigest& digest, SecurityClock clock)
    : data_directory_(std::move(data_directory)), digest_(digest), clock_(clock) {}

bool DemoReceiver::is_genuine(const IncomingWebhook& webhook) const {
  std::int64_t seconds = 0;
  const char* end = webhook.timestamp.data() + webhook.timestamp.size();
  if (std::from_chars(webhook.timestamp.data(), end, seconds).ptr != end || webhook.timestamp.empty()) return false;
  const Duration age = clock_.now() - Instant::from_unix_seconds(seconds);
  if (age > kTolerance || age < Duration::milliseconds(-kTolerance.ms)) return false;
  auto text = read_file_text(demo_secret_file(data_directory_), kSecretSizeMax);
  if (!text || !text->starts_with(webhooks::kSecretPrefix)) return false;
  while (!text->empty() && text->back() == '\n') text->pop_back();
  const Secret secret(*std::move(text));
  const std::array<const Secret*, 1> secrets{&secret};
  const Secret expected(webhooks::signatures_of(digest_, {.id = webhook.id, .at = Instant::from_unix_seconds(seconds), .body = webhook.body}, secrets));
  std::string_view rest = webhook.signature;
  while (!rest.empty()) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    if (expected.equals_in_constant_time(rest.substr(0, blank))) return true;
    rest.remove_prefix(std::min(blank + 1, rest.size()));
  }
  return false;
}

bool DemoReceiver::take(const IncomingWebhook& webhook) {
  const bool is_verified = is_genuine(webhook);
  const std::scoped_lock lock(mutex_);
  received_.push_front({.at = clock_.now(), .is_verified = is_verified, .id = webhook.id, .body = webhook.body});
  if (received_.size() > kDemoWebhooksMax) received_.pop_back();
  return is_verified;
}

std::vector<ReceivedWebhook> DemoReceiver::received() const {
  const std::scoped_lock lock(mutex_);
  return {received_.begin(), received_.end()};
}

}  // namespace switchyard::app
