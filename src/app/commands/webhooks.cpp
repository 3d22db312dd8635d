#include "app/commands/webhooks.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>
#include <thread>

#include "adapters/curl/curl_http_client.hpp"
#include "adapters/openssl/openssl_keyed_digest.hpp"
#include "app/installation.hpp"
#include "webhooks/deliveries/signature.hpp"
#include "webhooks/endpoints/endpoint_secrets.hpp"
#include "webhooks/endpoints/event_types.hpp"

namespace switchyard::app {
namespace {

constexpr auto kBetweenQuestions = std::chrono::milliseconds(500);
constexpr auto kAfterFailure = std::chrono::seconds(2);
constexpr Duration kReceiverTimeout = Duration::seconds(15);
constexpr std::size_t kPageSizeMax = 16u << 20;

struct Page {
  std::vector<boost::json::object> events;
  std::string next;
};

// One application's feed, from where it was begun.
class Feed {
 public:
  Feed(TokenOptions who, std::string question) : who_(std::move(who)), question_(std::move(question)) {
    while (!who_.url.empty() && who_.url.back() == '/') who_.url.pop_back();
  }

  // Kind `unavailable`: it may be asked again.
  Result<Page> next() {
    auto answer = ask();
    if (answer && answer->status == 401) {  // A token lives for minutes.
      token_.clear();
      answer = ask();
    }
    if (!answer) return std::move(answer).error();
    if (answer->status == 429 || answer->status >= 500) return Error{ErrorKind::unavailable, "server_busy", fmt::format("the server answered {}", answer->status)};
    if (answer->status != 200) return Error{ErrorKind::forbidden, "events_refused", fmt::format("the server answered {}: {}", answer->status, answer->body)};
    return page_of(answer->body);
  }

 private:
  Result<HttpAnswer> ask() {
    if (token_.empty()) {
      auto token = fetch_token(CommonOptions{}, who_);
      if (!token) return std::move(token).error();
      token_ = *std::move(token);
    }
    const std::string place = cursor_.empty() ? question_ : fmt::format("{}&cursor={}", types_only(), cursor_);
    return client_.send({.url = fmt::format("{}/v1/events?limit=200{}", who_.url, place),
                         .headers = {{"X-API-Key", who_.api_key}, {"Authorization", "Bearer " + token_}},
                         .answer_size_max = kPageSizeMax});
  }

  // Of the first question all but its instant.
  std::string types_only() const { return question_.substr(0, question_.find("&since=")); }

  Result<Page> page_of(const std::string& body) {
    boost::system::error_code broken;
    const boost::json::value said = boost::json::parse(body, broken);
    const boost::json::object* members = broken ? nullptr : said.if_object();
    const boost::json::value* items = members == nullptr ? nullptr : members->if_contains("items");
    const boost::json::value* next = members == nullptr ? nullptr : members->if_contains("nextCursor");
    if (items == nullptr || !items->is_array() || next == nullptr || !next->is_string()) {
      return Error{ErrorKind::unavailable, "not_a_switchyard", "the answer is no page of events"};
    }
    Page page{.events = {}, .next = std::string(next->as_string())};
    for (const boost::json::value& item : items->as_array()) {
      if (item.is_object()) page.events.push_back(item.as_object());
    }
    cursor_ = page.next;
    return page;
  }

  TokenOptions who_;
  const std::string question_;  // "&type=…&since=…"
  std::string token_;
  std::string cursor_;
  adapters::CurlHttpClient client_;
};

class Forwarder {
 public:
  Forwarder(std::string url, Secret secret) : url_(std::move(url)), secret_(std::move(secret)) {}

  void post(const boost::json::object& event) {
    const std::string body = boost::json::serialize(event);  // The bytes of the feed: members keep their order.
    const std::string id = text_of_member(event, "id");
    const Instant now = clock_.now();
    const std::array<const Secret*, 1> secrets = {&secret_};
    const auto answer = client_.send({.method = "POST",
                                      .url = url_,
                                      .headers = {{"Content-Type", "application/json"},
                                                  {"User-Agent", "Switchyard-Webhooks/1"},
                                                  {"Webhook-Id", id},
                                                  {"Webhook-Timestamp", std::to_string(now.unix_ms() / 1'000)},
                                                  {"Webhook-Signature", webhooks::signatures_of(digest_, {.id = id, .at = now, .body = body}, secrets)},
                                                  {"Switchyard-Environment", text_of_member(event, "environment")}},
                                      .body = body,
                                      .timeout = kReceiverTimeout});
    const std::string outcome = answer ? std::to_string(answer->status) : answer.error().message;
    fmt::print("{} {} {} -> {}\n", now.text(), text_of_member(event, "type"), id, outcome);
    std::fflush(stdout);
  }

 private:
  static std::string text_of_member(const boost::json::object& event, std::string_view name) {
    const boost::json::value* member = event.if_contains(name);
    return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
  }

  const std::string url_;
  const Secret secret_;
  const adapters::SystemClock clock_;
  const adapters::OpensslKeyedDigest digest_;
  adapters::CurlHttpClient client_;
};

Result<std::string> first_question(const ListenOptions& options) {
  std::string question;
  for (const std::string& type : options.types) {
    auto filter = webhooks::parse_event_filter(type);
    if (!filter) return at_field(std::move(filter).error(), "type");
    question += "&type=" + *filter;
  }
  return question + "&since=" + adapters::SystemClock().now().text();
}

}  // namespace

int listen_for_webhooks(const CommonOptions& common, const ListenOptions& options) {
  auto question = first_question(options);
  if (!question) return refuse(common, question.error());
  adapters::SystemRandom random;
  Secret secret = options.secret.empty() ? webhooks::make_secret(random) : Secret(options.secret);
  Feed feed(options.who, *std::move(question));
  auto page = feed.next();
  if (!page) return refuse(common, page.error());
  fmt::print("events go to {}; verify them with {}\n", options.forward_to, secret.reveal());
  std::fflush(stdout);
  Forwarder forwarder(options.forward_to, std::move(secret));
  while (true) {
    if (!page && page.error().kind != ErrorKind::unavailable) return refuse(common, page.error());
    if (!page) fmt::print(stderr, "switchyard: {}; asked again\n", page.error().message);
    const bool is_idle = page && page->events.empty();
    if (page) {
      for (const boost::json::object& event : page->events) forwarder.post(event);
    }
    if (!page) std::this_thread::sleep_for(kAfterFailure);
    if (is_idle) std::this_thread::sleep_for(kBetweenQuestions);
    page = feed.next();
  }
}

}  // namespace switchyard::app
