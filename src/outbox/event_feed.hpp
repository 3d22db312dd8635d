// The feed of one audience as its readers go through it: pages after a number, one event, where a time begins, and how far back it reaches.
// Events are kept for kEventsKept of real time; their ids tell when they were made.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "outbox/outbox.hpp"

namespace switchyard::outbox {

inline constexpr Duration kEventsKept = Duration::hours(90 * 24);

// Of one audience, after a number; an empty subject takes all.
struct FeedQuery {
  std::string_view audience;
  std::int64_t after = 0;
  std::string_view subject = {};
  int limit = 100;
};
[[nodiscard]] std::vector<Event> read_feed(SqlReader& reader, const FeedQuery& query);

// Numbered ones alone.
[[nodiscard]] std::optional<Event> find_event(SqlReader& reader, std::string_view audience, const EventId& id);

// The last number that was forgotten; 0 while all are there. What is after it is whole.
[[nodiscard]] std::int64_t last_forgotten_number(SqlReader& reader);

// The number after which the audience's events were made at or after this real instant: one less than the first of them, or the last number given.
[[nodiscard]] std::int64_t number_before(SqlReader& reader, std::string_view audience, Instant since);

// Forgets at most `limit` numbered events that were made before; returns how many.
std::int64_t forget_events(SqlTransaction& transaction, Instant before, int limit);

}  // namespace switchyard::outbox
