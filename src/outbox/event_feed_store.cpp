#include <algorithm>
#include <array>

#include "outbox/event_feed.hpp"

namespace switchyard::outbox {
namespace {

constexpr std::string_view kAfter =
    "SELECT number, id, type, version, audience, subject, payload, at_ms FROM outbox_events WHERE audience = $1 AND number > $2 ORDER BY number LIMIT $3";
constexpr std::string_view kOfSubjectAfter =
    "SELECT number, id, type, version, audience, subject, payload, at_ms FROM outbox_events WHERE audience = $1 AND subject = $4 AND number > $2 ORDER BY number LIMIT $3";
constexpr std::string_view kOne =
    "SELECT number, id, type, version, audience, subject, payload, at_ms FROM outbox_events WHERE id = $2 AND audience = $1 AND number IS NOT NULL";
constexpr std::string_view kForgotten = "SELECT number FROM outbox_forgotten_events WHERE id = 1";
constexpr std::string_view kFirstSince = "SELECT MIN(number) FROM outbox_events WHERE audience = $1 AND id >= $2 AND number IS NOT NULL";
constexpr std::string_view kOld = "SELECT id, number FROM outbox_events WHERE id < $1 AND number IS NOT NULL ORDER BY id LIMIT $2";
constexpr std::string_view kDelete = "DELETE FROM outbox_events WHERE id = $1";
constexpr std::string_view kSetForgotten = "UPDATE outbox_forgotten_events SET number = $1 WHERE id = 1 AND number < $1";

Event event_of(const SqlRow& row) {
  auto id = EventId::parse(row.text(1));
  return {.number = row.integer(0),
          .id = std::move(id).value(),
          .type = std::string(row.text(2)),
          .version = static_cast<int>(row.integer(3)),
          .audience = row.text_or_null(4),
          .subject = std::string(row.text(5)),
          .payload = std::string(row.text(6)),
          .at = Instant::from_unix_ms(row.integer(7))};
}

// The least id that one made at that instant can have.
std::string first_id_at(Instant instant) {
  constexpr std::array<std::uint8_t, 10> zeros{};
  return EventId(Uuid::v7(instant, zeros)).text();
}

}  // namespace

std::vector<Event> read_feed(SqlReader& reader, const FeedQuery& query) {
  std::vector<Event> events;
  const auto take = [&](const SqlRow& row) { events.push_back(event_of(row)); };
  const std::int64_t limit = query.limit;
  if (query.subject.empty()) {
    reader.query(kAfter, {query.audience, query.after, limit}, take);
  } else {
    reader.query(kOfSubjectAfter, {query.audience, query.after, limit, query.subject}, take);
  }
  return events;
}

std::optional<Event> find_event(SqlReader& reader, std::string_view audience, const EventId& id) {
  std::optional<Event> event;
  const std::string text = id.text();
  reader.query(kOne, {audience, std::string_view(text)}, [&](const SqlRow& row) { event = event_of(row); });
  return event;
}

std::int64_t last_forgotten_number(SqlReader& reader) {
  std::int64_t number = 0;
  reader.query(kForgotten, {}, [&](const SqlRow& row) { number = row.integer(0); });
  return number;
}

std::int64_t number_before(SqlReader& reader, std::string_view audience, Instant since) {
  std::optional<std::int64_t> first;
  const std::string id = first_id_at(since);
  reader.query(kFirstSince, {audience, std::string_view(id)}, [&](const SqlRow& row) { first = row.integer_or_null(0); });
  return first ? *first - 1 : last_event_number(reader);
}

std::int64_t forget_events(SqlTransaction& transaction, Instant before, int limit) {
  const std::string first_kept = first_id_at(before);
  std::vector<std::string> ids;
  std::int64_t last = 0;
  transaction.query(kOld, {std::string_view(first_kept), std::int64_t{limit}}, [&](const SqlRow& row) {
    ids.emplace_back(row.text(0));
    last = std::max(last, row.integer(1));
  });
  if (ids.empty()) return 0;
  std::vector<std::vector<SqlValue>> rows;
  for (const std::string& id : ids) rows.push_back({std::string_view(id)});
  transaction.execute_many(kDelete, rows);
  transaction.execute(kSetForgotten, {last});
  return static_cast<std::int64_t>(ids.size());
}

}  // namespace switchyard::outbox
