// /v1/events: what happened, in order, for those who ask instead of being called. The same events, ids and bodies as webhooks.
//
//   GET /v1/events           ?cursor ?since ?type ?subject ?limit     events:read
//   GET /v1/events/{id}                                               events:read
//
// With Accept: text/event-stream the first is a stream: each event's id is the cursor after it, so that Last-Event-ID goes on where it broke off.
// `nextCursor` is always there: the end of the feed is where the next question begins. A cursor behind what is kept is 410 cursor_expired.
#pragma once

#include <functional>

#include "access/authenticator.hpp"
#include "http/router.hpp"
#include "ports/clock.hpp"
#include "ports/environment.hpp"
#include "webhooks/feed/event_bell.hpp"

namespace switchyard::webhooks {

inline constexpr int kEventsPageMax = 200;
inline constexpr int kEventsPageDefault = 50;
inline constexpr std::size_t kEventTypesMax = 20;          // Of one question.
inline constexpr int kEventStreamsMax = 24;                // Of one environment on this node; each takes a worker thread.
inline constexpr int kEventStreamsOfApplicationMax = 3;
inline constexpr Duration kEventStreamLife = Duration::minutes(15);  // As long as a token; then the client comes again with a fresh one.
inline constexpr Duration kHeartbeat = Duration::seconds(5);         // A comment, when nothing happens.

struct FeedDesk {
  Database& database;
  const EventBell& bell;
  SecurityClock clock;
};
using FeedDeskOf = std::function<FeedDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_event_routes(http::Router& router, const access::Authenticator& authenticator, FeedDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_events_route(const access::Caller& caller, const http::Request& request, const FeedDesk& desk);
[[nodiscard]] http::Response get_event_route(const access::Caller& caller, const http::Request& request, const FeedDesk& desk);

}  // namespace switchyard::webhooks
