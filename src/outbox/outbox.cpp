#include "outbox/outbox.hpp"

#include "embedded/outbox_migrations.hpp"
#include "outbox/outbox_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::outbox {

std::span<const Migration> outbox_migrations() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> named;
    for (const EmbeddedFile& file : embedded_outbox_migrations()) named.push_back("outbox/" + std::string(file.path.substr(0, file.path.find('.'))));
    return named;
  }();
  static const std::vector<Migration> migrations = [] {
    std::vector<Migration> listed;
    for (std::size_t i = 0; i < names.size(); ++i) listed.push_back({names[i], embedded_outbox_migrations()[i].bytes});
    return listed;
  }();
  return migrations;
}

std::optional<JobId> Outbox::enqueue(SqlTransaction& transaction, const NewJob& job) {
  ENSURE(!job.kind.empty() && job.kind.find(',') == std::string_view::npos);
  ENSURE(job.payload.size() <= kPayloadBytesMax);
  const Instant now = clock_.now();
  const auto id = make_id<JobTag>(now, random_);
  if (!insert_job(transaction, id, job, now)) return std::nullopt;
  if (job.run_at.value_or(now) <= now) transaction.notify(kJobsChannel, {});
  return id;
}

// RFC 9562 section 6.2, method 2: within a millisecond (or where the clock went back) the last id and one, so that ids rise in the order of
// publishing and events of one transaction are numbered in it.
EventId Outbox::next_event_id() {
  constexpr std::size_t kCounterBegin = 9;
  const EventId fresh = make_id<EventTag>(clock_.now(), random_);
  const std::lock_guard lock(ids_);
  Uuid next = fresh.uuid();
  if (last_ && next.bytes <= last_->bytes) {
    next = *last_;
    for (std::size_t i = next.bytes.size(); i-- > kCounterBegin;) {
      if (++next.bytes[i] != 0) break;
    }
  } else {
    next.bytes[kCounterBegin] &= 0x7f;  // Room to count.
  }
  last_ = next;
  return EventId(next);
}

EventId Outbox::publish(SqlTransaction& transaction, const NewEvent& event) {
  ENSURE(!event.type.empty() && !event.subject.empty() && event.version > 0);
  ENSURE(event.payload.size() <= kPayloadBytesMax);
  const EventId id = next_event_id();
  insert_event(transaction, id, event);
  transaction.notify(kEventsChannel, {});
  return id;
}

}  // namespace switchyard::outbox
