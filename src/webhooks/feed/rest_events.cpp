#include "webhooks/feed/rest_events.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "outbox/event_feed.hpp"
#include "webhooks/feed/event_body.hpp"
#include "webhooks/feed/event_stream.hpp"
#include "webhooks/feed/feed_cursor.hpp"
#include "webhooks/feed/feed_reader.hpp"

namespace switchyard::webhooks {
namespace {

using access::Scope;

constexpr std::size_t kSubjectSizeMax = 64;
constexpr std::size_t kTypeSizeMax = 100;

// As it was asked, before it is known where it begins.
struct FeedQuestion {
  FeedFilter filter;
  std::optional<std::int64_t> after;
  std::optional<Instant> since;
  int limit = kEventsPageDefault;
};

Result<FeedQuestion> parse_question(const access::Caller& caller, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return std::move(query).error();
  FeedQuestion question{.filter = {.partner = caller.partner_id.text()}, .after = {}, .since = {}};
  question.after = query->optional("cursor", parse_feed_cursor);
  question.since = query->optional("since", Instant::parse);
  question.filter.types = query->repeated_text("type", kEventTypesMax, {.size_max = kTypeSizeMax});
  question.filter.subject = query->optional_text("subject", {.size_max = kSubjectSizeMax}).value_or("");
  question.limit = static_cast<int>(query->optional_integer("limit", 1, kEventsPageMax).value_or(kEventsPageDefault));
  if (question.after && question.since) query->refuse("since", "parameters_exclusive", "is for a first question; a cursor says where to go on");
  if (auto done = query->finish(); !done) return std::move(done).error();
  return question;
}

http::Response cursor_expired(const http::Request& request, std::int64_t forgotten) {
  return http::problem_with_status(
      410,
      {ErrorKind::not_found, "cursor_expired",
       fmt::format("Events after this cursor are no longer kept (90 days). Read your contracts and quotes anew, then go on from cursor {}.", cursor_text(forgotten))},
      request.request_id);
}

http::Response page_response(const FeedPage& page, EnvironmentName environment) {
  std::string body = "{\"items\":[";
  for (const outbox::Event& event : page.events) {
    if (body.back() == '}') body += ',';
    body += event_body(event, environment);
  }
  body += "],\"nextCursor\":\"" + cursor_text(page.next) + "\"}";
  return http::json(200, std::move(body));
}

bool wants_stream(const http::Request& request) {
  const auto accept = request.header("accept");
  return accept && accept->find("text/event-stream") != std::string_view::npos;
}

}  // namespace

http::Response list_events_route(const access::Caller& caller, const http::Request& request, const FeedDesk& desk) {
  auto question = parse_question(caller, request);
  if (!question) return http::problem(question.error(), request);
  const bool is_stream = wants_stream(request);
  if (const auto last = request.header("last-event-id"); is_stream && last && !last->empty()) {
    auto after = parse_feed_cursor(*last);
    if (!after) return http::problem(at_field(std::move(after).error(), "Last-Event-ID"), request);
    question->after = *after;
  }
  std::int64_t forgotten = 0;
  std::int64_t after = 0;
  desk.database.read([&](SqlReader& reader) {
    forgotten = outbox::last_forgotten_number(reader);
    after = question->after ? *question->after : question->since ? outbox::number_before(reader, question->filter.partner, *question->since) : forgotten;
  });
  if (question->after && after < forgotten) return cursor_expired(request, forgotten);
  after = std::max(after, forgotten);
  if (is_stream) return stream_events(caller, request, desk, question->filter, after);
  FeedPage page;
  desk.database.read([&](SqlReader& reader) { page = read_page(reader, question->filter, after, question->limit); });
  return page_response(page, caller.environment);
}

http::Response get_event_route(const access::Caller& caller, const http::Request& request, const FeedDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = outbox::EventId::parse(request.path_captures.front());
  std::optional<outbox::Event> event;
  if (id) desk.database.read([&](SqlReader& reader) { event = outbox::find_event(reader, caller.partner_id.text(), *id); });
  if (!event) return http::problem({ErrorKind::not_found, "event_not_found", "There is no event of this id, or it is no longer kept."}, request);
  return http::json(200, event_body(*event, caller.environment));
}

void add_event_routes(http::Router& router, const access::Authenticator& authenticator, FeedDeskOf desk_of) {
  using Work = http::Response (*)(const access::Caller&, const http::Request&, const FeedDesk&);
  const auto read = [&](std::string pattern, Work work, std::vector<std::string> answers) {
    router.add({.method = http::Method::get,
                .pattern = std::move(pattern),
                .handler = authenticator.require({Scope::events_read},
                                                 [desk_of, work](const access::Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); }),
                .answers = std::move(answers),
                .cors = http::Cors::by_credential});
  };
  read("/v1/events", list_events_route, {"application/json", "text/event-stream"});
  read("/v1/events/{id}", get_event_route, {"application/json"});
}

}  // namespace switchyard::webhooks
