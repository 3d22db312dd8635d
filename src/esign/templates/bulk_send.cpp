#include "esign/templates/bulk_send.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "esign/envelopes/envelope_listing.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/templates/bulk_rows_store.hpp"
#include "esign/templates/template.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kNameMax = 100;

// The sender's id of an envelope that a batch made: by it a job that is run again finds what it has made.
std::string transaction_of(const BatchCopy& copy) { return fmt::format("bulk:{}:{}", copy.batch.text(), copy.number); }

std::optional<EnvelopeDefinition> definition_of_draft(SqlReader& reader, const AccountId& account, const std::string& id) {
  const auto guid = EnvelopeId::parse(id);
  auto draft = guid ? find_envelope(reader, account, *guid) : std::nullopt;
  if (!draft) return std::nullopt;
  EnvelopeDefinition plan;
  plan.email_subject = draft->email_subject;
  plan.email_blurb = draft->email_blurb;
  plan.allow_reassign = draft->allow_reassign;
  plan.brand_id = draft->brand_id;
  plan.notification = draft->notification;
  plan.event_notifications = draft->event_notifications;
  TemplateLayer layer{.sequence = 1, .recipients = draft->recipients, .custom_fields = draft->custom_fields};
  for (const Document& one : draft->documents) {
    layer.documents.push_back({.document_id = one.document_id,
                               .name = one.name,
                               .bytes = document_bytes(reader, draft->id, one.document_id).value_or(""),
                               .order = one.order});
  }
  plan.composite_templates = {{.layers = {std::move(layer)}}};
  return plan;
}

std::optional<EnvelopeDefinition> definition_of_template(SqlReader& reader, const AccountId& account, const std::string& id) {
  const auto guid = TemplateId::parse(id);
  if (!guid || !find_template(reader, account, *guid, false)) return std::nullopt;
  EnvelopeDefinition plan;
  plan.composite_templates = {{.layers = {{.sequence = 1, .server_template = *guid}}}};
  return plan;
}

std::optional<EnvelopeDefinition> definition_of(SqlReader& reader, const AccountId& account, const std::string& id) {
  if (auto plan = definition_of_template(reader, account, id)) return plan;
  return definition_of_draft(reader, account, id);
}

struct Asked {
  BulkBatchId batch;
  std::int64_t number;
};

std::optional<Asked> asked_of(std::string_view payload) {
  boost::system::error_code wrong;
  const auto parsed = boost::json::parse(boost::json::string_view(payload.data(), payload.size()), wrong);
  if (wrong || !parsed.is_object()) return std::nullopt;
  const auto* batch = parsed.as_object().if_contains("batchId");
  const auto* number = parsed.as_object().if_contains("number");
  if (batch == nullptr || !batch->is_string() || number == nullptr || !number->is_int64()) return std::nullopt;
  return Asked{BulkBatchId::of_stored(batch->as_string()), number->as_int64()};
}

// The envelope that an earlier run of this job has made.
std::optional<EnvelopeId> made_before(SqlReader& reader, const BatchCopy& copy) {
  const auto page = list_envelopes(reader, copy.account, {.transaction_ids = {transaction_of(copy)}, .count = 1}, false);
  if (page.envelopes.empty()) return std::nullopt;
  return page.envelopes.front().id;
}

Result<EnvelopeDefinition> definition_for(SqlReader& reader, const BatchCopy& copy) {
  auto plan = definition_of(reader, copy.account, copy.envelope_or_template_id);
  if (!plan) return esign_refusal("ENVELOPE_DOES_NOT_EXIST");
  const auto list = find_bulk_list(reader, copy.account, copy.list);
  if (!list || copy.number >= static_cast<std::int64_t>(list->copies.size())) return esign_refusal("BULK_SEND_LIST_DOES_NOT_EXIST");
  const BulkCopy& person = list->copies[static_cast<std::size_t>(copy.number)];
  plan->composite_templates.front().layers.push_back(
      {.sequence = 2, .recipients = person.recipients, .custom_fields = person.custom_fields});
  plan->status = EnvelopeStatus::sent;
  plan->transaction_id = transaction_of(copy);
  return std::move(*plan);
}

outbox::JobEffect note_outcome(const BatchCopy& copy, const EnvelopeId& envelope, const std::string& error) {
  return [copy, envelope, error](SqlTransaction& transaction) -> Result<void> {
    finish_batch_copy(transaction, copy, envelope, error);
    return {};
  };
}

Result<outbox::JobEffect> send_copy(const EsignService& service, const outbox::Job& job) {
  const auto asked = asked_of(job.payload);
  if (!asked) return Error{ErrorKind::invalid, "job_payload_invalid", "the payload names no copy of a batch", {}};
  std::optional<BatchCopy> copy;
  std::optional<EnvelopeId> made;
  std::optional<Result<EnvelopeDefinition>> definition;
  service.database.read([&](SqlReader& reader) {
    copy = find_batch_copy(reader, asked->batch, asked->number);
    if (!copy || copy->is_done) return;
    made = made_before(reader, *copy);
    if (!made) definition.emplace(definition_for(reader, *copy));
  });
  if (!copy || copy->is_done) return outbox::JobEffect();
  if (made) return note_outcome(*copy, *made, "");
  if (!*definition) return note_outcome(*copy, {}, definition->error().code + ": " + definition->error().message);
  const Sender sender{.account = copy->account, .user = copy->user, .client = copy->client};
  const auto envelope = create_envelope(service, sender, **definition);
  if (!envelope) return note_outcome(*copy, {}, envelope.error().code + ": " + envelope.error().message);
  return note_outcome(*copy, envelope->id, "");
}

}  // namespace

Result<BulkList> create_bulk_list(const EsignService& service, const Sender& sender, const BulkList& asked) {
  if (asked.copies.empty() || asked.copies.size() > kBulkCopiesMax) {
    return esign_refusal("INVALID_REQUEST_PARAMETER", fmt::format("A bulk send list has 1 to {} bulkCopies.", kBulkCopiesMax));
  }
  if (count_characters(asked.name) > kNameMax) return esign_refusal("INVALID_REQUEST_PARAMETER", "A bulk send list's name has at most 100 characters.");
  for (const BulkCopy& copy : asked.copies) {
    if (copy.recipients.empty()) return esign_refusal("INVALID_REQUEST_PARAMETER", "Each of the bulkCopies has recipients.");
    for (Recipient one : copy.recipients) {
      if (one.routing_order == 0) one.routing_order = 1;
      if (auto fine = check_recipient(one); !fine) return fine.error();
    }
    for (const CustomField& field : copy.custom_fields) {
      if (auto fine = check_custom_field(field); !fine) return fine.error();
    }
  }
  BulkList list = asked;
  list.id = BulkListId::make(service.random);
  list.account = sender.account;
  return write_result<BulkList>(service.database, [&](SqlTransaction& transaction) -> Result<BulkList> {
    insert_bulk_list(transaction, list, service.clock.now());
    return list;
  });
}

Result<BulkBatch> send_bulk_list(const EsignService& service, const Sender& sender, const BulkListId& id, const std::string& envelope_or_template_id,
                                 const std::string& batch_name) {
  if (count_characters(batch_name) > kNameMax) return esign_refusal("INVALID_REQUEST_PARAMETER", "A batch's name has at most 100 characters.");
  return write_result<BulkBatch>(service.database, [&](SqlTransaction& transaction) -> Result<BulkBatch> {
    const auto list = find_bulk_list(transaction, sender.account, id);
    if (!list) return esign_refusal("BULK_SEND_LIST_DOES_NOT_EXIST");
    if (!definition_of(transaction, sender.account, envelope_or_template_id)) return esign_refusal("ENVELOPE_DOES_NOT_EXIST");
    BulkBatch batch{.id = BulkBatchId::make(service.random),
                    .list = id,
                    .name = batch_name.empty() ? list->name : batch_name,
                    .envelope_or_template_id = envelope_or_template_id,
                    .submitted_at = service.clock.now(),
                    .size = static_cast<std::int64_t>(list->copies.size())};
    batch.queued = batch.size;
    insert_bulk_batch(transaction, batch, sender);
    for (std::int64_t number = 0; number < batch.size; ++number) {
      const std::string payload = boost::json::serialize(boost::json::object{{"batchId", batch.id.text()}, {"number", number}});
      service.outbox.enqueue(transaction, {.kind = kBulkSendJob, .payload = payload, .dedupe_key = payload});
    }
    return batch;
  });
}

outbox::JobHandler bulk_sender(const EsignService& service) {
  return [&service](const outbox::Job& job) { return send_copy(service, job); };
}

}  // namespace switchyard::esign
