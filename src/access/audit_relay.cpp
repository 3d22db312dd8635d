#include "access/audit_relay.hpp"

#include <boost/json.hpp>

#include "access/audit_relay_store.hpp"

namespace switchyard::access {
namespace {

namespace json = boost::json;

std::string actor_of(std::string_view actor) {
  if (actor.starts_with("app_")) return "application " + std::string(actor);
  if (actor == "shell") return "cli";
  if (actor == "clock") return "system";
  return std::string(actor);
}

std::string payload_of(const AuditEntry& entry) {
  json::object object{{"at", entry.at.unix_ms()}, {"actor", entry.actor}, {"action", entry.action}, {"subject", entry.subject}, {"detail", entry.detail}};
  if (entry.partner_id) object["partner"] = entry.partner_id->text();
  if (entry.environment) object["environment"] = text_of(*entry.environment);
  return json::serialize(object);
}

Error unreadable() { return {ErrorKind::invalid, "audit_job_unreadable", "the payload is no entry of the audit log"}; }

std::string member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Result<AuditEntry> entry_of(std::string_view payload) {
  json::error_code failed;
  const json::value value = json::parse(payload, failed);
  if (failed || !value.is_object()) return unreadable();
  const json::object& object = value.get_object();
  const json::value* at = object.if_contains("at");
  if (at == nullptr || !at->is_int64()) return unreadable();
  AuditEntry entry{.at = Instant::from_unix_ms(at->get_int64()), .actor = member(object, "actor"), .action = member(object, "action"),
                   .subject = member(object, "subject"), .detail = member(object, "detail")};
  if (const std::string text = member(object, "partner"); !text.empty()) {
    const auto partner = PartnerId::parse(text);
    if (!partner) return unreadable();
    entry.partner_id = *partner;
  }
  if (const std::string text = member(object, "environment"); !text.empty()) {
    const auto environment = parse_environment(text);
    if (!environment) return unreadable();
    entry.environment = *environment;
  }
  return entry;
}

}  // namespace

void AuditRelay::record(SqlTransaction& environment_transaction, AuditEntry entry) {
  entry.at = clock_.now();
  entry.environment = environment_;
  entry.actor = actor_of(entry.actor);
  const std::string payload = payload_of(entry);
  outbox_.enqueue(environment_transaction, {.kind = kAuditJob, .payload = payload});
}

outbox::JobHandler audit_appender(Database& control, const Jose& jose) {
  return [&control, &jose](const outbox::Job& job) -> Result<outbox::JobEffect> {
    const auto entry = entry_of(job.payload);
    if (!entry) return entry.error();
    const std::string id = job.id.text();
    control.write([&](SqlTransaction& transaction) {
      if (!take_relayed_job(transaction, id)) return false;
      append_audit(transaction, jose, *entry);
      return true;
    });
    return outbox::JobEffect{};
  };
}

}  // namespace switchyard::access
