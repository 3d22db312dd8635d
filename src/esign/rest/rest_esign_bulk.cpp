#include <fmt/format.h>

#include "esign/esign_refusal.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/recipient_json.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "esign/templates/bulk_send.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kQueueLimit = 2'000;

Result<BulkCopy> parse_copy(const http::JsonValue& sent) {
  BulkCopy copy;
  for (const http::JsonValue* person : objects_of(sent, "recipients")) {
    auto recipient = parse_recipient(RecipientKind::signer, *person);
    if (!recipient) return std::move(recipient).error();
    copy.recipients.push_back(*std::move(recipient));
    if (copy.recipients.size() > kRecipientsMax) return esign_refusal("INVALID_REQUEST_BODY", fmt::format("A copy has at most {} recipients.", kRecipientsMax));
  }
  for (const http::JsonValue* field : objects_of(sent, "customFields")) copy.custom_fields.push_back({.name = word_of(*field, "name"), .value = word_of(*field, "value")});
  return copy;
}

http::Response list_answer(int status, const BulkList& list) {
  http::JsonWriter json;
  json.begin_object().member("listId", list.id.text()).member("name", list.name).key("bulkCopies").begin_array();
  for (const BulkCopy& copy : list.copies) {
    json.begin_object().key("recipients").begin_array();
    for (const Recipient& one : copy.recipients) {
      json.begin_object().member("recipientId", one.recipient_id).member("roleName", one.role_name).member("name", one.name).member("email", one.email).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return answer(status, std::move(json).text());
}

http::Response create(const Call& call) {
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  BulkList wanted{.id = {}, .account = call.account, .name = word_of(*body, "name"), .copies = {}};
  for (const http::JsonValue* sent : objects_of(*body, "bulkCopies")) {
    auto copy = parse_copy(*sent);
    if (!copy) return refusal(copy.error());
    wanted.copies.push_back(*std::move(copy));
    if (wanted.copies.size() > kBulkCopiesMax) return refusal(esign_refusal("INVALID_REQUEST_PARAMETER", fmt::format("A list has at most {} copies.", kBulkCopiesMax)));
  }
  const auto made = create_bulk_list(call.service, call.sender(), wanted);
  return made ? list_answer(201, *made) : refusal(made.error());
}

http::Response show(const Call& call) {
  const auto id = BulkListId::parse(call.capture(0));
  std::optional<BulkList> found;
  if (id) call.service.database.read([&](SqlReader& reader) { found = find_bulk_list(reader, call.account, *id); });
  return found ? list_answer(200, *found) : refusal(esign_refusal("BULK_SEND_LIST_DOES_NOT_EXIST"));
}

void write_errors(http::JsonWriter& json, const BulkBatch& batch) {
  json.key("bulkErrors").begin_array();
  for (const std::string& error : batch.errors) json.begin_object().member("errorMessage", error).end_object();
  json.end_array();
}

http::Response send(const Call& call) {
  const auto id = BulkListId::parse(call.capture(0));
  if (!id) return refusal(esign_refusal("BULK_SEND_LIST_DOES_NOT_EXIST"));
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const auto batch = send_bulk_list(call.service, call.sender(), *id, word_of(*body, "envelopeOrTemplateId"), word_of(*body, "batchName"));
  if (!batch) return refusal(batch.error());
  http::JsonWriter json;
  json.begin_object()
      .member("batchId", batch->id.text())
      .member("batchName", batch->name)
      .member("batchSize", std::to_string(batch->size))
      .member("totalQueued", std::to_string(batch->queued))
      .member("queueLimit", std::to_string(kQueueLimit))
      .member("envelopeOrTemplateId", batch->envelope_or_template_id)
      .member("submittedDate", wire_time(batch->submitted_at));
  json.key("errorDetails").begin_array().end_array().end_object();
  return answer(201, std::move(json).text());
}

http::Response batch_status(const Call& call) {
  const auto id = BulkBatchId::parse(call.capture(0));
  std::optional<BulkBatch> batch;
  if (id) call.service.database.read([&](SqlReader& reader) { batch = find_bulk_batch(reader, call.account, *id); });
  if (!batch) return refusal(404, "BULK_SEND_BATCH_DOES_NOT_EXIST", "The account has no bulk send batch of that id.");
  http::JsonWriter json;
  json.begin_object()
      .member("batchId", batch->id.text())
      .member("batchName", batch->name)
      .member("batchSize", std::to_string(batch->size))
      .member("queued", std::to_string(batch->queued))
      .member("sent", std::to_string(batch->sent))
      .member("failed", std::to_string(batch->failed))
      .member("bulkSendListId", batch->list.text())
      .member("envelopeIdOrTemplateId", batch->envelope_or_template_id)
      .member("submittedDate", wire_time(batch->submitted_at));
  write_errors(json, *batch);
  json.end_object();
  return answer(200, std::move(json).text());
}

}  // namespace

void add_bulk_routes(http::Router& router, const FacePointer& face) {
  const EsignGate& gate = face->gate;
  gate.add(router, http::Method::post, "/bulk_send_lists", create, {"application/json"});
  gate.add(router, http::Method::get, "/bulk_send_lists/{listId}", show);
  gate.add(router, http::Method::post, "/bulk_send_lists/{listId}/send", send, {"application/json"});
  gate.add(router, http::Method::get, "/bulk_send_batch/{batchId}", batch_status);
}

}  // namespace switchyard::esign
