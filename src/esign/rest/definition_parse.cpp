#include <fmt/format.h>

#include <algorithm>

#include "esign/esign_refusal.hpp"
#include "esign/rest/sent_base64.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/recipient_json.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kSequenceMax = 10'000;
constexpr std::size_t kLayersMax = 100;

Error wrong(std::string message) { return esign_refusal("INVALID_REQUEST_BODY", std::move(message)); }

Result<NewDocument> parse_document(const http::JsonValue& sent, std::size_t place) {
  NewDocument document;
  document.document_id = word_of(sent, "documentId");
  if (document.document_id.empty()) document.document_id = std::to_string(place);
  document.name = word_of(sent, "name");
  if (const std::string extension = lower_case(word_of(sent, "fileExtension")); !extension.empty()) document.file_extension = extension;
  auto order = whole_number_of(sent, "order", 0, kSequenceMax);
  if (!order) return std::move(order).error();
  document.order = order->value_or(0);
  const http::JsonValue* encoded = sent.find("documentBase64");
  if (encoded != nullptr && encoded->kind == http::JsonValue::Kind::text) {
    auto bytes = decode_sent_base64(encoded->text);
    if (!bytes) return wrong(fmt::format("The documentBase64 of document '{}' is not base64.", document.document_id));
    document.bytes = *std::move(bytes);
  }
  return document;
}

Result<TemplateId> parse_template_id(const http::JsonValue& sent) {
  const std::string text = word_of(sent, "templateId");
  if (text.empty()) return TemplateId();
  auto id = TemplateId::parse(text);
  if (!id) return esign_refusal("TEMPLATE_ID_INVALID");
  return *std::move(id);
}

Result<TemplateRole> parse_role(const http::JsonValue& sent) {
  auto person = parse_recipient(RecipientKind::signer, sent);
  if (!person) return std::move(person).error();
  if (person->role_name.empty()) return wrong("A template role needs its roleName.");
  return TemplateRole{.role_name = person->role_name,
                      .name = person->name,
                      .email = person->email,
                      .client_user_id = person->client_user_id,
                      .embedded_start_url = person->embedded_start_url,
                      .access_code = person->access_code,
                      .routing_order = person->routing_order,
                      .tabs = std::move(person->tabs)};
}

Result<TemplateLayer> parse_layer(const http::JsonValue& sent, bool is_server) {
  TemplateLayer layer;
  auto sequence = whole_number_of(sent, "sequence", 0, kSequenceMax);
  if (!sequence) return std::move(sequence).error();
  layer.sequence = sequence->value_or(1);
  if (is_server) {
    auto id = parse_template_id(sent);
    if (!id) return std::move(id).error();
    if (id->empty()) return esign_refusal("TEMPLATE_ID_INVALID");
    layer.server_template = *std::move(id);
    return layer;
  }
  if (const http::JsonValue* recipients = object_of(sent, "recipients")) {
    auto parsed = parse_recipients(*recipients);
    if (!parsed) return std::move(parsed).error();
    layer.recipients = *std::move(parsed);
  }
  auto documents = parse_documents(sent);
  if (!documents) return std::move(documents).error();
  layer.documents = *std::move(documents);
  if (const http::JsonValue* fields = object_of(sent, "customFields")) {
    auto parsed = parse_custom_fields(*fields);
    if (!parsed) return std::move(parsed).error();
    layer.custom_fields = *std::move(parsed);
  }
  return layer;
}

Result<CompositeTemplate> parse_composite(const http::JsonValue& sent) {
  CompositeTemplate composite;
  for (const auto& [group, is_server] : {std::pair("serverTemplates", true), std::pair("inlineTemplates", false)}) {
    for (const http::JsonValue* one : objects_of(sent, group)) {
      auto layer = parse_layer(*one, is_server);
      if (!layer) return std::move(layer).error();
      composite.layers.push_back(*std::move(layer));
      if (composite.layers.size() > kLayersMax) return wrong(fmt::format("A composite template has at most {} layers.", kLayersMax));
    }
  }
  std::ranges::stable_sort(composite.layers, {}, &TemplateLayer::sequence);
  if (const http::JsonValue* document = object_of(sent, "document")) {
    auto parsed = parse_document(*document, 1);
    if (!parsed) return std::move(parsed).error();
    composite.document = *std::move(parsed);
  }
  return composite;
}

Result<void> take_templates(const http::JsonValue& body, EnvelopeDefinition& definition) {
  auto id = parse_template_id(body);
  if (!id) return std::move(id).error();
  definition.template_id = *std::move(id);
  for (const http::JsonValue* sent : objects_of(body, "templateRoles")) {
    auto role = parse_role(*sent);
    if (!role) return std::move(role).error();
    definition.template_roles.push_back(*std::move(role));
    if (definition.template_roles.size() > kRecipientsMax) return wrong(fmt::format("There are at most {} template roles.", kRecipientsMax));
  }
  for (const http::JsonValue* sent : objects_of(body, "compositeTemplates")) {
    auto composite = parse_composite(*sent);
    if (!composite) return std::move(composite).error();
    definition.composite_templates.push_back(*std::move(composite));
    if (definition.composite_templates.size() > kLayersMax) return wrong(fmt::format("There are at most {} composite templates.", kLayersMax));
  }
  return {};
}

Result<void> take_parts(const http::JsonValue& body, EnvelopeDefinition& definition) {
  auto documents = parse_documents(body);
  if (!documents) return std::move(documents).error();
  definition.documents = *std::move(documents);
  if (const http::JsonValue* recipients = object_of(body, "recipients")) {
    auto parsed = parse_recipients(*recipients);
    if (!parsed) return std::move(parsed).error();
    definition.recipients = *std::move(parsed);
  }
  if (const http::JsonValue* fields = object_of(body, "customFields")) {
    auto parsed = parse_custom_fields(*fields);
    if (!parsed) return std::move(parsed).error();
    definition.custom_fields = *std::move(parsed);
  }
  for (const char* group : {"eventNotification", "eventNotifications"}) {
    for (const http::JsonValue* sent : objects_of(body, group)) {
      auto parsed = parse_event_notification(*sent);
      if (!parsed) return std::move(parsed).error();
      definition.event_notifications.push_back(*std::move(parsed));
    }
  }
  if (const http::JsonValue* notification = object_of(body, "notification")) {
    auto parsed = parse_notification(*notification);
    if (!parsed) return std::move(parsed).error();
    definition.notification = *parsed;
  }
  return take_templates(body, definition);
}

Result<EnvelopeStatus> parse_wanted_status(const std::string& text, EnvelopeStatus otherwise) {
  if (text.empty()) return otherwise;
  const auto status = parse_envelope_status(text);
  if (!status) return wrong(fmt::format("The status '{}' is not known here.", text.substr(0, 40)));
  return *status;
}

}  // namespace

Result<std::vector<NewDocument>> parse_documents(const http::JsonValue& body) {
  std::vector<NewDocument> documents;
  for (const http::JsonValue* sent : objects_of(body, "documents")) {
    auto document = parse_document(*sent, documents.size() + 1);
    if (!document) return std::move(document).error();
    documents.push_back(*std::move(document));
    if (documents.size() > kDocumentsMax) return wrong(fmt::format("An envelope has at most {} documents.", kDocumentsMax));
  }
  return documents;
}

Result<EnvelopeDefinition> parse_definition(const http::JsonValue& body) {
  EnvelopeDefinition definition;
  auto status = parse_wanted_status(word_of(body, "status"), EnvelopeStatus::created);
  if (!status) return std::move(status).error();
  if (*status != EnvelopeStatus::created && *status != EnvelopeStatus::sent) return wrong("An envelope begins with the status created or sent.");
  definition.status = *status;
  definition.email_subject = word_of(body, "emailSubject");
  definition.email_blurb = word_of(body, "emailBlurb");
  definition.transaction_id = word_of(body, "transactionId");
  if (has_value(body, "allowReassign")) definition.allow_reassign = flag_of(body, "allowReassign");
  definition.brand_id = word_of(body, "brandId");
  if (auto taken = take_parts(body, definition); !taken) return taken.error();
  return definition;
}

Result<EnvelopeUpdate> parse_update(const http::JsonValue& body) {
  EnvelopeUpdate update;
  if (const std::string text = word_of(body, "status"); !text.empty()) {
    auto status = parse_wanted_status(text, EnvelopeStatus::created);
    if (!status) return std::move(status).error();
    if (*status != EnvelopeStatus::created) update.status = *status;
  }
  update.voided_reason = word_of(body, "voidedReason");
  if (has_value(body, "emailSubject")) update.email_subject = text_of(body, "emailSubject");
  if (has_value(body, "emailBlurb")) update.email_blurb = text_of(body, "emailBlurb");
  if (const http::JsonValue* notification = object_of(body, "notification")) {
    auto parsed = parse_notification(*notification);
    if (!parsed) return std::move(parsed).error();
    update.notification = *parsed;
  }
  return update;
}

Result<Template> parse_template(const http::JsonValue& body) {
  Template wanted;
  // Older clients put name and description below envelopeTemplateDefinition.
  const http::JsonValue* named = object_of(body, "envelopeTemplateDefinition");
  if (named == nullptr) named = &body;
  wanted.name = word_of(*named, "name");
  wanted.description = word_of(*named, "description");
  wanted.is_shared = flag_of(*named, "shared");
  EnvelopeDefinition& plan = wanted.plan;
  plan.email_subject = word_of(body, "emailSubject");
  plan.email_blurb = word_of(body, "emailBlurb");
  if (has_value(body, "allowReassign")) plan.allow_reassign = flag_of(body, "allowReassign");
  if (auto taken = take_parts(body, plan); !taken) return taken.error();
  return wanted;
}

}  // namespace switchyard::esign
