#include <algorithm>

#include "esign/esign_refusal.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/recipient_json.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "esign/templates/template.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kPageMax = 1'000;
constexpr std::int64_t kStartMax = 1'000'000;

void write_head(http::JsonWriter& json, const Template& one) {
  json.member("templateId", one.id.text())
      .member("name", one.name)
      .member("description", one.description)
      .member("shared", one.is_shared ? "true" : "false")
      .member("created", wire_time(one.created_at))
      .member("lastModified", wire_time(one.changed_at))
      .member("uri", "/templates/" + one.id.text())
      .member("emailSubject", one.plan.email_subject)
      .member("emailBlurb", one.plan.email_blurb);
}

void write_plan(http::JsonWriter& json, const Template& one, bool with_tabs) {
  json.key("recipients");
  write_recipients(json, one.plan.recipients, 1, {.with_tabs = with_tabs, .with_secrets = true});
  json.key("documents").begin_array();
  for (const NewDocument& document : one.plan.documents) {
    json.begin_object().member("documentId", document.document_id).member("name", document.name).member("fileExtension", document.file_extension).member("order", std::to_string(document.order)).end_object();
  }
  json.end_array().key("customFields");
  write_custom_fields(json, one.plan.custom_fields);
  if (one.plan.notification) {
    json.key("notification");
    write_notification(json, *one.plan.notification);
  }
}

http::Response summary(int status, const Template& one) {
  http::JsonWriter json;
  json.begin_object().member("templateId", one.id.text()).member("name", one.name).member("uri", "/templates/" + one.id.text()).end_object();
  return answer(status, std::move(json).text());
}

Result<Template> sent_template(const Call& call) {
  const auto body = parse_body(call.request.body);
  if (!body) return body.error();
  return parse_template(*body);
}

Result<TemplateId> template_id_of(const Call& call) {
  auto id = TemplateId::parse(call.capture(0));
  if (!id) return esign_refusal("TEMPLATE_ID_INVALID");
  return *std::move(id);
}

http::Response create(const Call& call) {
  const auto wanted = sent_template(call);
  if (!wanted) return refusal(wanted.error());
  const auto made = create_template(call.service, call.sender(), *wanted);
  return made ? summary(201, *made) : refusal(made.error());
}

http::Response update(const Call& call) {
  const auto id = template_id_of(call);
  if (!id) return refusal(id.error());
  const auto wanted = sent_template(call);
  if (!wanted) return refusal(wanted.error());
  const auto changed = update_template(call.service, call.sender(), *id, *wanted);
  return changed ? summary(200, *changed) : refusal(changed.error());
}

http::Response show(const Call& call) {
  const auto id = template_id_of(call);
  if (!id) return refusal(id.error());
  std::optional<Template> found;
  call.service.database.read([&](SqlReader& reader) { found = find_template(reader, call.account, *id, false); });
  if (!found) return refusal(esign_refusal("TEMPLATE_ID_INVALID"));
  const auto include = call.query.list("include");
  http::JsonWriter json(4096);
  json.begin_object();
  write_head(json, *found);
  write_plan(json, *found, include.empty() || call.query.list_has("include", "tabs"));
  json.end_object();
  return answer(200, std::move(json).text());
}

http::Response list(const Call& call) {
  const auto start = call.query.number("start_position", 0, 0, kStartMax);
  if (!start) return refusal(start.error());
  const auto count = call.query.number("count", 100, 1, kPageMax);
  if (!count) return refusal(count.error());
  TemplatePage page;
  call.service.database.read([&](SqlReader& reader) { page = list_templates(reader, call.account, call.query.text("search_text"), *start, *count); });
  const auto size = static_cast<std::int64_t>(page.templates.size());
  http::JsonWriter json(4096);
  json.begin_object()
      .member("resultSetSize", std::to_string(size))
      .member("totalSetSize", std::to_string(page.total))
      .member("startPosition", std::to_string(*start))
      .member("endPosition", std::to_string(std::max(*start, *start + size - 1)));
  json.key("envelopeTemplates").begin_array();
  for (const Template& one : page.templates) {
    json.begin_object();
    write_head(json, one);
    json.end_object();
  }
  json.end_array().end_object();
  return answer(200, std::move(json).text());
}

}  // namespace

void add_template_routes(http::Router& router, const FacePointer& face) {
  const EsignGate& gate = face->gate;
  gate.add(router, http::Method::post, "/templates", create, {"application/json"});
  gate.add(router, http::Method::get, "/templates", list);
  gate.add(router, http::Method::get, "/templates/{templateId}", show);
  gate.add(router, http::Method::put, "/templates/{templateId}", update, {"application/json"});
}

}  // namespace switchyard::esign
