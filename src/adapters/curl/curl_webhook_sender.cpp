#include "adapters/curl/curl_webhook_sender.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "adapters/curl/public_address.hpp"
#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

using webhooks::WebhookAnswer;
using webhooks::WebhookCall;

constexpr int kPollMs = 1'000;
constexpr long kIdleConnectionsMax = 1'024;
constexpr long kConnectTimeoutMs = 10'000;
constexpr std::size_t kIdleHandlesMax = 256;

struct Exchange {
  WebhookCall call;
  std::function<void(WebhookAnswer)> done;
  WebhookAnswer answer = {};
  curl_slist* headers = nullptr;
  bool was_cut = false;  // We have read enough of it.

  ~Exchange() { curl_slist_free_all(headers); }
};

std::size_t take_body(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& exchange = *static_cast<Exchange*>(into);
  const std::size_t room = webhooks::kAnswerKept - exchange.answer.body.size();
  exchange.answer.body.append(bytes, std::min(room, size * count));
  if (size * count <= room) return size * count;
  exchange.was_cut = true;
  return 0;
}

std::size_t take_header(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& exchange = *static_cast<Exchange*>(into);
  std::string_view line(bytes, size * count);
  constexpr std::string_view kName = "retry-after:";
  const bool is_it = line.size() > kName.size() && std::equal(kName.begin(), kName.end(), line.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  if (is_it) {
    line.remove_prefix(kName.size());
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    exchange.answer.retry_after = line;
  }
  return size * count;
}

curl_socket_t open_socket(void* into, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(into);
  const AddressReach reach = reach_of(address->addr);
  const bool is_allowed = reach == AddressReach::open || (reach == AddressReach::loopback && exchange.call.loopback_allowed);
  if (!is_allowed) {
    exchange.answer.error = "url_forbidden: " + text_of(address->addr);
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string error_text(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return "timeout";
    case CURLE_COULDNT_RESOLVE_HOST: return "the name has no address";
    case CURLE_COULDNT_CONNECT: return "connection refused";
    case CURLE_PEER_FAILED_VERIFICATION: return "the certificate is not to be trusted";
    case CURLE_GOT_NOTHING: return "the connection was closed without an answer";
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR: return "the connection was reset";
    default: return curl_easy_strerror(code);
  }
}

}  // namespace

class CurlWebhookSender::Engine {
 public:
  explicit Engine(WebhookSenderOptions options) : options_(std::move(options)), multi_(curl_multi_init()) {
    ENSURE(multi_ != nullptr);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kIdleConnectionsMax);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

  ~Engine() {
    thread_.request_stop();
    curl_multi_wakeup(multi_);
    thread_.join();
    for (auto& [easy, exchange] : running_) {
      curl_multi_remove_handle(multi_, easy);
      curl_easy_cleanup(easy);
      exchange->answer = {.status = 0, .error = "broken off: the server stops"};
      exchange->done(std::move(exchange->answer));
    }
    for (CURL* easy : idle_) curl_easy_cleanup(easy);
    curl_multi_cleanup(multi_);
  }

  void send(std::unique_ptr<Exchange> exchange) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(exchange));
    }
    curl_multi_wakeup(multi_);
  }

 private:
  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      begin_waiting();
      int running = 0;
      curl_multi_perform(multi_, &running);
      end_finished();
      curl_multi_poll(multi_, nullptr, 0, kPollMs, nullptr);
    }
  }

  void begin_waiting() {
    std::vector<std::unique_ptr<Exchange>> begun;
    {
      const std::lock_guard lock(mutex_);
      begun.swap(waiting_);
    }
    for (auto& exchange : begun) begin(std::move(exchange));
  }

  CURL* take_handle() {
    CURL* easy = nullptr;
    if (idle_.empty()) {
      easy = curl_easy_init();
    } else {
      easy = idle_.back();
      idle_.pop_back();
    }
    ENSURE(easy != nullptr);
    return easy;
  }

  // Making a handle costs more than a call's own options.
  void give_back(CURL* easy) {
    if (idle_.size() >= kIdleHandlesMax) return curl_easy_cleanup(easy);
    curl_easy_reset(easy);
    idle_.push_back(easy);
  }

  void begin(std::unique_ptr<Exchange> exchange) {
    CURL* easy = take_handle();
    for (const auto& [name, value] : exchange->call.headers) exchange->headers = curl_slist_append(exchange->headers, (name + ": " + value).c_str());
    exchange->headers = curl_slist_append(exchange->headers, "expect:");
    curl_easy_setopt(easy, CURLOPT_URL, exchange->call.url.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, exchange->call.body.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(exchange->call.body.size()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(exchange->call.timeout.ms));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");  // A proxy would connect where we cannot look.
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, exchange.get());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange.get());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange.get());
    if (!options_.certificate_authorities.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options_.certificate_authorities.c_str());
    running_.emplace(easy, std::move(exchange));
    curl_multi_add_handle(multi_, easy);
  }

  void end_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* easy = message->easy_handle;
      const CURLcode outcome = message->data.result;
      const auto place = running_.find(easy);
      const std::unique_ptr<Exchange> exchange = std::move(place->second);
      running_.erase(place);
      long status = 0;
      curl_off_t took_us = 0;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &took_us);
      curl_multi_remove_handle(multi_, easy);
      give_back(easy);
      exchange->answer.took = Duration::milliseconds(took_us / 1'000);
      if (outcome == CURLE_OK || exchange->was_cut) {
        exchange->answer.status = static_cast<int>(status);
        exchange->answer.error.clear();
      } else if (exchange->answer.error.empty()) {
        exchange->answer.error = error_text(outcome);
      }
      exchange->done(std::move(exchange->answer));
    }
  }

  const WebhookSenderOptions options_;
  CURLM* multi_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Exchange>> waiting_;
  std::unordered_map<CURL*, std::unique_ptr<Exchange>> running_;  // Of the thread alone.
  std::vector<CURL*> idle_;                                       // The same.
  std::jthread thread_;
};

CurlWebhookSender::CurlWebhookSender(WebhookSenderOptions options) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  engine_ = std::make_unique<Engine>(std::move(options));
}

CurlWebhookSender::~CurlWebhookSender() = default;

void CurlWebhookSender::send(WebhookCall call, std::function<void(WebhookAnswer)> done) {
  auto exchange = std::make_unique<Exchange>();
  exchange->call = std::move(call);
  exchange->done = std::move(done);
  engine_->send(std::move(exchange));
}

}  // namespace switchyard::adapters
