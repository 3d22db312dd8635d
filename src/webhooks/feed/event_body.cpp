#include "webhooks/feed/event_body.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "values/ensure.hpp"

namespace switchyard::webhooks {
namespace {

// Not for the payload to say.
constexpr std::array<std::string_view, 9> kOwnMembers = {"id", "type", "version", "environment", "partnerId", "worldId", "occurredAt", "subject", "links"};
// The payload's, and in every body: null where the type has none.
constexpr std::array<std::string_view, 5> kSaidMembers = {"sequence", "previousStatus", "status", "reason", "yourReference"};
constexpr std::array<std::string_view, 6> kReasonMembers = {"code", "class", "text", "remedy", "waitingOn", "dueAt"};

struct Place {
  std::string_view prefix;
  std::string_view path;
};
// Where what an event speaks of can be read.
constexpr std::array kPlaces = {Place{"quo_", "/v1/quotes/"}, Place{"prq_", "/v1/price-requests/"}, Place{"sht_", "/v1/sheets/"}, Place{"fil_", "/v1/documents/"},
                                Place{"doc_", "/v1/documents/"}, Place{"whe_", "/v1/webhook-endpoints/"}};

boost::json::object links_of(const outbox::Event& event) {
  boost::json::object links = {{"self", "/v1/events/" + event.id.text()}};
  const auto place = std::ranges::find_if(kPlaces, [&](const Place& p) { return event.subject.starts_with(p.prefix); });
  if (place != kPlaces.end()) links["subject"] = std::string(place->path) + event.subject;
  return links;
}

// Whole: each of its members, null where nothing is known; null where no member is.
boost::json::value reason_of(const boost::json::value& said) {
  if (!said.is_object()) return nullptr;
  boost::json::object reason;
  bool is_known = false;
  for (const std::string_view name : kReasonMembers) {
    const boost::json::value* member = said.get_object().if_contains(name);
    reason[name] = member == nullptr ? boost::json::value() : *member;
    is_known = is_known || !reason[name].is_null();
  }
  return is_known ? boost::json::value(std::move(reason)) : boost::json::value();
}

}  // namespace

std::string event_body(const outbox::Event& event, EnvironmentName environment) {
  ENSURE(event.audience.has_value());
  boost::json::object body = {{"id", event.id.text()},          {"type", event.type},
                              {"version", event.version},       {"environment", text_of(environment)},
                              {"partnerId", *event.audience},   {"worldId", nullptr},
                              {"occurredAt", event.at.text()},  {"subject", event.subject}};
  boost::system::error_code broken;
  const boost::json::value said = boost::json::parse(event.payload, broken);
  ENSURE(!broken && said.is_object());
  for (const std::string_view name : kSaidMembers) body[name] = nullptr;
  for (const auto& member : said.get_object()) {
    if (std::ranges::find(kOwnMembers, std::string_view(member.key())) == kOwnMembers.end()) body[member.key()] = member.value();
  }
  body["reason"] = reason_of(body["reason"]);
  body["links"] = links_of(event);
  return boost::json::serialize(body);
}

}  // namespace switchyard::webhooks
