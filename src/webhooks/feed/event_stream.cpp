#include "webhooks/feed/event_stream.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <mutex>

#include "webhooks/feed/event_body.hpp"
#include "webhooks/feed/feed_cursor.hpp"

namespace switchyard::webhooks {
namespace {

constexpr int kEventsAtOnce = 100;
constexpr std::string_view kAgainAfter = "retry: 2000\n\n";  // Milliseconds until a client comes again.

// How many streams there are on this node.
class OpenStreams {
 public:
  // Null where one more is too many.
  static std::shared_ptr<void> enter(EnvironmentName environment, const std::string& application) {
    static OpenStreams open;
    const std::lock_guard lock(open.mutex_);
    int& all = open.of_environment_[environment];
    int& own = open.of_application_[application];
    if (all >= kEventStreamsMax || own >= kEventStreamsOfApplicationMax) return nullptr;
    ++all;
    ++own;
    return {&open, [environment, application](OpenStreams* streams) { streams->leave(environment, application); }};
  }

 private:
  void leave(EnvironmentName environment, const std::string& application) {
    const std::lock_guard lock(mutex_);
    --of_environment_[environment];
    const auto own = of_application_.find(application);
    if (--own->second == 0) of_application_.erase(own);
  }

  std::mutex mutex_;
  std::map<EnvironmentName, int> of_environment_;
  std::map<std::string, int> of_application_;
};

struct Stream {
  FeedDesk desk;
  FeedFilter filter;
  EnvironmentName environment;
  std::int64_t after;
  Instant ends;
  std::shared_ptr<void> place;
  bool begun = false;

  bool next(std::string& piece) {
    if (!begun) {
      begun = true;
      piece += kAgainAfter;
    }
    const std::uint64_t heard = desk.bell.rung();
    const FeedPage page = read();
    for (const outbox::Event& event : page.events) {
      piece += fmt::format("id: {}\nevent: {}\ndata: {}\n\n", cursor_text(event.number), event.type, event_body(event, environment));
    }
    const bool moved = page.next != after;
    after = page.next;
    if (piece.empty() && !moved) {
      desk.bell.wait(heard, kHeartbeat);
      piece += ":\n\n";
    }
    return !desk.bell.is_silent() && desk.clock.now() < ends;
  }

  FeedPage read() const {
    FeedPage page;
    desk.database.read([&](SqlReader& reader) { page = read_page(reader, filter, after, kEventsAtOnce); });
    return page;
  }
};

}  // namespace

http::Response stream_events(const access::Caller& caller, const http::Request& request, const FeedDesk& desk, const FeedFilter& filter, std::int64_t after) {
  auto place = OpenStreams::enter(caller.environment, caller.application_id.text());
  if (place == nullptr) {
    return http::problem({ErrorKind::rate_limited, "too_many_streams", fmt::format("An application may hold {} streams of events at a time.", kEventStreamsOfApplicationMax)}, request);
  }
  const auto stream = std::make_shared<Stream>(Stream{.desk = desk,
                                                      .filter = filter,
                                                      .environment = caller.environment,
                                                      .after = after,
                                                      .ends = desk.clock.now() + kEventStreamLife,
                                                      .place = std::move(place)});
  http::Response response;
  response.content_type = "text/event-stream";
  response.compressible = false;
  response.set_header("cache-control", "no-store");
  response.set_header("x-accel-buffering", "no");
  response.stream = [stream](std::string& piece) { return stream->next(piece); };
  return response;
}

}  // namespace switchyard::webhooks
