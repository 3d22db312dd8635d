#include <fmt/format.h>

#include "esign/connect/connect_events.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/tab_placing.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/templates/template.hpp"
#include "esign/templates/template_rows_store.hpp"

namespace switchyard::esign {
namespace {

Result<void> check_template(Template& asked) {
  if (asked.name.empty() || count_characters(asked.name) > kTemplateNameMax) {
    return esign_refusal("INVALID_REQUEST_PARAMETER", fmt::format("A template's name has 1 to {} characters.", kTemplateNameMax));
  }
  if (count_characters(asked.description) > 500) return esign_refusal("INVALID_REQUEST_PARAMETER", "A template's description has at most 500 characters.");
  asked.plan.status = EnvelopeStatus::created;
  if (auto fine = check_plan(asked.plan); !fine) return fine;
  std::vector<PlacingDocument> documents;
  for (const NewDocument& one : asked.plan.documents) documents.push_back({one.document_id, one.bytes});
  auto readable = place_tabs(documents, {});
  if (!readable) return readable.error();
  return {};
}

void tell(SqlTransaction& transaction, const EsignService& service, const Sender& sender, const Template& made, std::string_view name) {
  emit_connect_event(transaction, service,
                     {.name = std::string(name), .account = sender.account, .user = sender.user, .template_id = made.id, .at = service.clock.now()});
}

}  // namespace

Result<Template> create_template(const EsignService& service, const Sender& sender, const Template& asked) {
  Template made = asked;
  if (auto fine = check_template(made); !fine) return fine.error();
  made.id = TemplateId::make(service.random);
  made.account = sender.account;
  made.created_at = made.changed_at = service.clock.now();
  return write_result<Template>(service.database, [&](SqlTransaction& transaction) -> Result<Template> {
    insert_template(transaction, made);
    tell(transaction, service, sender, made, "template-created");
    return made;
  });
}

Result<Template> update_template(const EsignService& service, const Sender& sender, const TemplateId& id, const Template& asked) {
  return write_result<Template>(service.database, [&](SqlTransaction& transaction) -> Result<Template> {
    lock_template(transaction, id);
    const auto former = find_template(transaction, sender.account, id, true);
    if (!former) return esign_refusal("TEMPLATE_ID_INVALID");
    Template now = *former;
    if (!asked.name.empty()) now.name = asked.name;
    if (!asked.description.empty()) now.description = asked.description;
    if (asked.is_shared) now.is_shared = true;
    if (!asked.plan.email_subject.empty()) now.plan.email_subject = asked.plan.email_subject;
    if (!asked.plan.email_blurb.empty()) now.plan.email_blurb = asked.plan.email_blurb;
    if (!asked.plan.recipients.empty()) now.plan.recipients = asked.plan.recipients;
    if (!asked.plan.documents.empty()) now.plan.documents = asked.plan.documents;
    if (!asked.plan.custom_fields.empty()) now.plan.custom_fields = asked.plan.custom_fields;
    now.changed_at = service.clock.now();
    if (auto fine = check_template(now); !fine) return fine.error();
    replace_template(transaction, *former, now);
    tell(transaction, service, sender, now, "template-modified");
    return now;
  });
}

}  // namespace switchyard::esign
