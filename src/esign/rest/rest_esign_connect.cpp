#include <charconv>

#include "esign/connect/connect_desk.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/connect_json.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kRetriedMax = 1'000;

Error no_configuration() { return {ErrorKind::not_found, "CONNECT_CONFIGURATION_DOES_NOT_EXIST", "The account has no Connect configuration of that id.", {}}; }

std::int64_t id_in(std::string_view text) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc() && end == text.data() + text.size() ? id : 0;
}

http::Response one_answer(int status, const ConnectConfiguration& configuration) {
  http::JsonWriter json;
  write_connect_configuration(json, configuration);
  return answer(status, std::move(json).text());
}

http::Response create(const Call& call) {
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  auto wanted = parse_connect_configuration(*body, ConnectConfiguration{.account = call.account, .notification = {}});
  if (!wanted) return refusal(wanted.error());
  const auto made = write_result<ConnectConfiguration>(call.service.database, [&](SqlTransaction& transaction) { return create_connect_configuration(transaction, call.service, *wanted); });
  return made ? one_answer(201, *made) : refusal(made.error());
}

// The body names the configuration (connectId), or the path does.
http::Response update(const Call& call, std::string_view id_text) {
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const std::string in_body = word_of(*body, "connectId");
  const std::int64_t id = id_in(id_text.empty() ? std::string_view(in_body) : id_text);
  std::optional<ConnectConfiguration> former;
  call.service.database.read([&](SqlReader& reader) { former = find_connect_configuration(reader, call.account, id); });
  if (!former) return refusal(no_configuration());
  auto wanted = parse_connect_configuration(*body, *former);
  if (!wanted) return refusal(wanted.error());
  const auto changed = write_result<void>(call.service.database, [&](SqlTransaction& transaction) { return change_connect_configuration(transaction, call.service, *wanted); });
  return changed ? one_answer(200, *wanted) : refusal(changed.error());
}

http::Response show(const Call& call) {
  std::optional<ConnectConfiguration> found;
  call.service.database.read([&](SqlReader& reader) { found = find_connect_configuration(reader, call.account, id_in(call.capture(0))); });
  return found ? one_answer(200, *found) : refusal(no_configuration());
}

http::Response list(const Call& call) {
  std::vector<ConnectConfiguration> all;
  call.service.database.read([&](SqlReader& reader) { all = list_connect_configurations(reader, call.account); });
  http::JsonWriter json(2048);
  json.begin_object().key("configurations").begin_array();
  for (const ConnectConfiguration& one : all) write_connect_configuration(json, one);
  json.end_array().member("totalRecords", std::to_string(all.size())).end_object();
  return answer(200, std::move(json).text());
}

http::Response remove(const Call& call) {
  bool is_removed = false;
  call.service.database.write([&](SqlTransaction& transaction) {
    is_removed = remove_connect_configuration(transaction, call.account, id_in(call.capture(0)));
    return true;
  });
  return is_removed ? answer(200, "{}") : refusal(no_configuration());
}

http::Response logs_answer(const std::vector<ConnectDelivery>& deliveries, const std::string& account, bool is_failures) {
  http::JsonWriter json(2048);
  json.begin_object().key(is_failures ? std::string_view("failures") : std::string_view("logs")).begin_array();
  for (const ConnectDelivery& one : deliveries) write_connect_delivery(json, one, account, is_failures);
  json.end_array().member("totalRecords", std::to_string(deliveries.size())).member("type", is_failures ? "failures" : "logs").end_object();
  return answer(200, std::move(json).text());
}

http::Response list_logs(const Call& call, bool is_failures) {
  std::vector<ConnectDelivery> all;
  call.service.database.read([&](SqlReader& reader) { all = is_failures ? list_connect_failures(reader, call.account) : list_connect_logs(reader, call.account); });
  return logs_answer(all, call.account.text(), is_failures);
}

http::Response show_log(const Call& call) {
  std::optional<ConnectDelivery> found;
  call.service.database.read([&](SqlReader& reader) { found = find_connect_delivery(reader, call.account, call.capture(0)); });
  if (!found) return refusal(404, "CONNECT_LOG_DOES_NOT_EXIST", "The account has no such entry of the Connect log.");
  http::JsonWriter json;
  write_connect_delivery(json, *found, call.account.text(), found->state != ConnectDeliveryState::delivered);
  return answer(200, std::move(json).text());
}

http::Response remove_logs(const Call& call, std::string_view id) {
  std::int64_t count = 0;
  call.service.database.write([&](SqlTransaction& transaction) {
    count = remove_connect_logs(transaction, call.account, id);
    return true;
  });
  if (count == 0 && !id.empty()) return refusal(404, "CONNECT_LOG_DOES_NOT_EXIST", "The account has no such entry of the Connect log.");
  return answer(200, "{}");
}

http::Response retry(const Call& call, const std::vector<std::string>& texts) {
  std::vector<EnvelopeId> envelopes;
  for (const std::string& text : texts) {
    auto id = EnvelopeId::parse(text);
    if (!id) return refusal(esign_refusal("ENVELOPE_DOES_NOT_EXIST"));
    envelopes.push_back(*std::move(id));
  }
  if (envelopes.empty() || envelopes.size() > kRetriedMax) return refusal(esign_refusal("INVALID_REQUEST_PARAMETER", "The body needs 1 to 1000 envelopeIds."));
  call.service.database.write([&](SqlTransaction& transaction) {
    static_cast<void>(retry_connect(transaction, call.service, call.account, envelopes));
    return true;
  });
  http::JsonWriter json;
  json.begin_object().key("envelopeIds").begin_array();
  for (const EnvelopeId& id : envelopes) json.value(id.text());
  json.end_array().end_object();
  return answer(200, std::move(json).text());
}

http::Response retry_many(const Call& call) {
  const auto body = parse_body(call.request.body);
  return body ? retry(call, texts_of(*body, "envelopeIds")) : refusal(body.error());
}

}  // namespace

void add_connect_routes(http::Router& router, const FacePointer& face) {
  const EsignGate& gate = face->gate;
  gate.add(router, http::Method::post, "/connect", create, {"application/json"});
  gate.add(router, http::Method::get, "/connect", list);
  gate.add(router, http::Method::put, "/connect", [](const Call& call) { return update(call, {}); }, {"application/json"});
  gate.add(router, http::Method::get, "/connect/logs", [](const Call& call) { return list_logs(call, false); });
  gate.add(router, http::Method::del, "/connect/logs", [](const Call& call) { return remove_logs(call, {}); });
  gate.add(router, http::Method::get, "/connect/logs/{logId}", show_log);
  gate.add(router, http::Method::del, "/connect/logs/{logId}", [](const Call& call) { return remove_logs(call, call.capture(0)); });
  gate.add(router, http::Method::get, "/connect/failures", [](const Call& call) { return list_logs(call, true); });
  gate.add(router, http::Method::del, "/connect/failures/{failureId}", [](const Call& call) { return remove_logs(call, call.capture(0)); });
  gate.add(router, http::Method::put, "/connect/envelopes/retry_queue", retry_many, {"application/json"});
  gate.add(router, http::Method::put, "/connect/envelopes/{envelopeId}/retry_queue", [](const Call& call) { return retry(call, {call.capture(0)}); }, {"application/json"});
  gate.add(router, http::Method::get, "/connect/{connectId}", show);
  gate.add(router, http::Method::put, "/connect/{connectId}", [](const Call& call) { return update(call, call.capture(0)); }, {"application/json"});
  gate.add(router, http::Method::del, "/connect/{connectId}", remove);
}

}  // namespace switchyard::esign
