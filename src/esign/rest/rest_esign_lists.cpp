// Envelopes by date, status, ids and transaction: GET /envelopes (listStatusChanges) and GET, PUT /envelopes/status (listStatus).
#include <fmt/format.h>

#include <algorithm>

#include "esign/envelopes/envelope_listing.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/envelope_json.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kInBody = "request_body";
constexpr std::int64_t kStartMax = 10'000'000;

Error wrong(std::string message) { return esign_refusal("INVALID_REQUEST_PARAMETER", std::move(message)); }

// Statuses of our own, and DocuSign's further words: "any" is all, others find nothing here.
Result<void> take_statuses(const std::vector<std::string>& words, EnvelopeFilter& filter) {
  for (const std::string& word : words) {
    const std::string name = lower_case(word);
    if (name == "any") {
      filter.statuses.clear();
      return {};
    }
    const auto status = parse_envelope_status(name == "signed" || name == "processing" ? "delivered" : name);
    if (!status) return wrong(fmt::format("The status '{}' is not known.", word.substr(0, 40)));
    filter.statuses.push_back(*status);
  }
  return {};
}

Result<void> take_custom_field(const Call& call, EnvelopeFilter& filter) {
  const std::string text = call.query.text("custom_field");
  if (text.empty()) return {};
  const auto equals = text.find('=');
  if (equals == std::string::npos) return wrong("The custom_field is written as name=value.");
  filter.custom_field = std::pair(text.substr(0, equals), text.substr(equals + 1));
  return {};
}

Result<void> take_order(const Call& call, EnvelopeFilter& filter) {
  if (const std::string order = lower_case(call.query.text("order_by")); !order.empty()) {
    filter.order_by = order == "status_changed" || order == "created" || order == "completed" || order == "sent" || order == "subject" || order == "status" ? order : "last_modified";
    filter.is_descending = false;
  }
  if (const std::string direction = lower_case(call.query.text("order")); !direction.empty()) filter.is_descending = direction.starts_with("desc");
  const auto start = call.query.number("start_position", 0, 0, kStartMax);
  if (!start) return start.error();
  const auto count = call.query.number("count", kListedMax, 1, kListedMax);
  if (!count) return count.error();
  filter.start = *start;
  filter.count = *count;
  return {};
}

Result<EnvelopeFilter> filter_of(const Call& call) {
  EnvelopeFilter filter;
  const auto from = call.query.time("from_date");
  if (!from) return from.error();
  const auto to = call.query.time("to_date");
  if (!to) return to.error();
  filter.from = *from;
  filter.to = *to;
  filter.from_to_status = lower_case(call.query.text("from_to_status"));
  filter.search_text = call.query.text("search_text");
  for (std::string& id : call.query.list("envelope_ids")) {
    if (id != kInBody) filter.envelope_ids.push_back(std::move(id));
  }
  for (std::string& id : call.query.list("transaction_ids")) {
    if (id != kInBody) filter.transaction_ids.push_back(std::move(id));
  }
  if (auto taken = take_statuses(call.query.list("status"), filter); !taken) return taken.error();
  if (auto taken = take_custom_field(call, filter); !taken) return taken.error();
  if (auto taken = take_order(call, filter); !taken) return taken.error();
  return filter;
}

// The same query at another place; the SDK asks for it below the account.
std::string page_uri(const EnvelopeFilter& filter, std::int64_t start) { return fmt::format("/envelopes?start_position={}&count={}", start, filter.count); }

void write_short(http::JsonWriter& json, const Envelope& envelope) {
  json.begin_object()
      .member("envelopeId", envelope.id.text())
      .member("status", text_of(envelope.status))
      .member("statusChangedDateTime", wire_time(envelope.status_changed_at))
      .member("envelopeUri", "/envelopes/" + envelope.id.text())
      .member("documentsUri", "/envelopes/" + envelope.id.text() + "/documents")
      .member("recipientsUri", "/envelopes/" + envelope.id.text() + "/recipients")
      .end_object();
}

http::Response page_answer(const EnvelopeFilter& filter, const EnvelopePage& page, const EnvelopeShown* shown) {
  const auto size = static_cast<std::int64_t>(page.envelopes.size());
  http::JsonWriter json(4096);
  json.begin_object().member("resultSetSize", std::to_string(size)).member("totalSetSize", std::to_string(page.total));
  json.member("startPosition", std::to_string(filter.start)).member("endPosition", std::to_string(size == 0 ? filter.start : filter.start + size - 1));
  json.member("nextUri", filter.start + size < page.total && size > 0 ? page_uri(filter, filter.start + size) : std::string());
  json.member("previousUri", filter.start > 0 ? page_uri(filter, std::max<std::int64_t>(0, filter.start - filter.count)) : std::string());
  json.key("envelopes").begin_array();
  for (const Envelope& envelope : page.envelopes) {
    if (shown != nullptr) {
      write_envelope(json, envelope, *shown);
    } else {
      write_short(json, envelope);
    }
  }
  json.end_array().end_object();
  return answer(200, std::move(json).text());
}

http::Response list_changes(const Call& call) {
  const auto filter = filter_of(call);
  if (!filter) return refusal(filter.error());
  if (!filter->from && filter->envelope_ids.empty() && filter->transaction_ids.empty()) return refusal(wrong("One of from_date, envelope_ids and transaction_ids is needed."));
  const EnvelopeShown shown = envelope_shown(call.query.list("include"));
  EnvelopePage page;
  call.service.database.read([&](SqlReader& reader) { page = list_envelopes(reader, call.account, *filter, shown.recipients || shown.custom_fields || shown.documents); });
  return page_answer(*filter, page, &shown);
}

http::Response list_status(const Call& call) {
  auto filter = filter_of(call);
  if (!filter) return refusal(filter.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  for (std::string& id : texts_of(*body, "envelopeIds")) filter->envelope_ids.push_back(std::move(id));
  for (std::string& id : texts_of(*body, "transactionIds")) filter->transaction_ids.push_back(std::move(id));
  if (filter->envelope_ids.empty() && filter->transaction_ids.empty() && !filter->from) return refusal(wrong("The body needs envelopeIds or transactionIds."));
  if (filter->envelope_ids.size() > static_cast<std::size_t>(kListedMax)) return refusal(wrong(fmt::format("At most {} ids are looked up at once.", kListedMax)));
  EnvelopePage page;
  call.service.database.read([&](SqlReader& reader) { page = list_envelopes(reader, call.account, *filter, false); });
  return page_answer(*filter, page, nullptr);
}

}  // namespace

void add_envelope_list_routes(http::Router& router, const FacePointer& face) {
  face->gate.add(router, http::Method::get, "/envelopes", list_changes);
  face->gate.add(router, http::Method::get, "/envelopes/status", list_status);
  face->gate.add(router, http::Method::put, "/envelopes/status", list_status, {"application/json"});
}

}  // namespace switchyard::esign
