#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "http/json_writer.hpp"
#include "pricing/book/base32_bytes.hpp"
#include "pricing/book/sheet_rows.hpp"
#include "pricing/book_download/book_changes.hpp"
#include "pricing/book_download/rest_book_fragments.hpp"
#include "pricing/book_download/rest_book_question.hpp"
#include "pricing/book_download/rest_rate_books.hpp"

namespace switchyard::pricing {
namespace {

// Sheets and stops that were being written while an answer was made are told by the next one.
constexpr Duration kSettling = Duration::seconds(10);

// Where a page ended: in the order of the bytes.
struct ChangeCursor {
  std::uint64_t tag = 0;
  std::uint32_t place = 0;   // Of the utility among those that are walked.
  std::uint32_t offset = 0;  // In its changes.
  std::uint32_t state = 0;   // What the answer was made of.
};

std::uint64_t tag_of(const RateRefs& refs, const ChangeCursor& cursor) {
  std::string text = "changes";
  for (const std::uint32_t part : {cursor.place, cursor.offset, cursor.state}) text.append(reinterpret_cast<const char*>(&part), sizeof part);
  return refs.tag(text);
}

std::string cursor_text(const RateRefs& refs, ChangeCursor cursor) {
  cursor.tag = tag_of(refs, cursor);
  TwentyBytes bytes;
  std::memcpy(bytes.data(), &cursor, bytes.size());
  std::string text;
  append_base32(text, bytes);
  return text;
}

Result<ChangeCursor> parse_change_cursor(const RateRefs& refs, std::string_view text) {
  ChangeCursor cursor;
  const auto bytes = parse_base32(text);
  if (bytes) std::memcpy(&cursor, bytes->data(), bytes->size());
  if (!bytes || cursor.tag != tag_of(refs, cursor)) return Error{.code = "cursor_invalid", .message = "is not a cursor that an answer gave"};
  return cursor;
}

// One utility's groups in both books.
struct Place {
  std::span<const SoldGroup> before;
  std::span<const SoldGroup> after;
};

// Both lists are in order of commodity and utility.
std::vector<Place> places_of(const std::vector<SoldGroup>& before, const std::vector<SoldGroup>& after) {
  const auto key = [](const SoldGroup& group) { return std::tie(group.commodity, group.utility); };
  const auto run = [&](const std::vector<SoldGroup>& groups, std::size_t from) {
    std::size_t until = from;
    while (until < groups.size() && key(groups[until]) == key(groups[from])) ++until;
    return until;
  };
  std::vector<Place> places;
  for (std::size_t b = 0, a = 0; b < before.size() || a < after.size();) {
    const bool has_before = b < before.size() && (a == after.size() || key(before[b]) <= key(after[a]));
    const bool has_after = a < after.size() && (b == before.size() || key(after[a]) <= key(before[b]));
    const std::size_t b_until = has_before ? run(before, b) : b;
    const std::size_t a_until = has_after ? run(after, a) : a;
    places.push_back({std::span(before).subspan(b, b_until - b), std::span(after).subspan(a, a_until - a)});
    b = b_until;
    a = a_until;
  }
  return places;
}

void write_price(http::JsonWriter& json, std::string_view name, std::int64_t micros, int decimals) {
  std::string text;
  append_price(text, micros, decimals);
  json.plain_member(name, text);
}

void write_change(http::JsonWriter& json, const BookChange& change, bool shows_stack) {
  const BookRate& rate = change.told();
  const sheet_format::Tables& tables = *rate.group->group->tables;
  const sheet_format::Curve& curve = *rate.curve;
  json.begin_object().plain_member("change", text_of(change.kind));
  if (change.kind != BookChangeKind::came) json.plain_member("formerRateId", change.before.id.text());
  if (change.kind != BookChangeKind::went) json.plain_member("rateId", change.after.id.text());
  std::string names = "{" + names_fragment(*rate.group, curve, BookFormat::ndjson);
  names += start_fragment(tables, tables.start_axis[curve.starts_first + rate.start], BookFormat::ndjson);
  names += term_fragment(tables.term_axis[curve.terms_first + rate.term], BookFormat::ndjson);
  names += band_fragment(band_of(tables.bands[tables.band_axis[curve.bands_first + rate.band].band]), BookFormat::ndjson);
  names.resize(names.rfind(",\"basePrice\""));
  json.key("rate").raw(names + "}");
  if (change.kind != BookChangeKind::came) write_price(json, "formerBasePrice", partner_base_micros(change.before.parts), change.before.parts.price_decimals);
  if (change.kind != BookChangeKind::went) write_price(json, "basePrice", partner_base_micros(change.after.parts), change.after.parts.price_decimals);
  if (shows_stack) write_price(json, "transferPrice", rate.parts.transfer_micros, rate.parts.price_decimals);
  json.plain_member("priceUnit", "$/" + std::string(text_of(static_cast<EnergyUnit>(curve.price_unit)))).end_object();
}

struct Asked {
  Instant since{};
  std::size_t limit = 0;
  ChangeCursor cursor;
  bool has_cursor = false;
};

Asked parse_asked(http::QueryReader& reader, const PriceDesk& desk) {
  Asked out;
  const Instant now = desk.clock.now();
  out.since = reader.required("since", Instant::parse).value_or(now);
  if (out.since > now) reader.refuse("since", "in_future", "must not be after now");
  out.limit = static_cast<std::size_t>(reader.optional_integer("limit", 1, kBookChangesMax).value_or(200));
  if (const auto cursor = reader.optional("cursor", [&](std::string_view text) { return parse_change_cursor(desk.refs, text); })) {
    out.cursor = *cursor;
    out.has_cursor = true;
  }
  return out;
}

}  // namespace

http::Response answer_rate_book_changes(const access::Caller& caller, const http::Request& request, const PriceDesk& desk) {
  auto reader = http::QueryReader::of(request);
  if (!reader) return http::problem(reader.error(), request);
  const std::shared_ptr<const market::Market> market = desk.market();
  BookQuestion now{.book = desk.books.current(), .market = *market, .partner = caller.is_operator ? no_partner() : caller.partner_id, .at = desk.clock.now()};
  now.filter = parse_book_filter(*reader, *market);
  const Asked asked = parse_asked(*reader, desk);
  if (auto done = reader->finish(); !done) return http::problem(done.error(), request);
  BookQuestion then = now;
  then.at = asked.since;
  if (desk.known_books != nullptr) then.book = desk.known_books({.known_at = asked.since, .at = asked.since});
  const std::vector<SoldGroup> before = sold_groups(then);
  const std::vector<SoldGroup> after = sold_groups(now);
  const auto state = static_cast<std::uint32_t>(state_tag(desk.refs, *now.book, after, asked.since.text()) ^ state_tag(desk.refs, *then.book, before, request.path));
  if (asked.has_cursor && asked.cursor.state != state) {
    return http::problem(Error{.code = "cursor_stale", .message = "The cursor is of another query, or of prices that have changed since; begin again without it."}, request);
  }
  const bool shows_stack = book_view_of(caller, BookFormat::ndjson).shows_stack;
  http::JsonWriter json(64 * 1024);
  json.begin_object().member("since", asked.since).member("until", now.at).member("nextSince", std::max(asked.since, now.at - kSettling)).key("items").begin_array();
  ChangeCursor next = asked.cursor;
  std::size_t count = 0;
  const std::vector<Place> places = places_of(before, after);
  while (next.place < places.size() && count < asked.limit) {
    const auto changes = changes_between(places[next.place].before, *then.book, places[next.place].after, *now.book);
    for (; next.offset < changes.size() && count < asked.limit; ++next.offset, ++count) write_change(json, changes[next.offset], shows_stack);
    if (next.offset < changes.size()) break;
    next.offset = 0;
    ++next.place;
  }
  next.state = state;
  json.end_array().key("nextCursor");
  next.place < places.size() ? json.plain(cursor_text(desk.refs, next)) : json.null();
  json.end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.set_header("cache-control", "private, no-store");
  return response;
}

}  // namespace switchyard::pricing
