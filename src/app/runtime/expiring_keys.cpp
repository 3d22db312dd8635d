#include "app/runtime/expiring_keys.hpp"

#include <boost/json.hpp>

namespace switchyard::app {
namespace {

bool ends_soon(const std::optional<Instant>& ends, Instant now) { return ends && now < *ends && *ends - now <= kKeyWarning; }

}  // namespace

void ExpiringKeys::look(const access::Snapshot& applications, Instant now) {
  const auto is_ours = [this](const access::ApplicationEntry& entry) {
    return !entry.is_blocked && !entry.application.is_operator && entry.application.environment == environment_.name();
  };
  for (const auto& [hash, entry] : applications.api_keys) {
    if (is_ours(*entry.application) && entry.key.is_usable(now) && ends_soon(entry.key.expires_at, now)) {
      tell(*entry.application, "api_key", entry.key.id.text(), *entry.key.expires_at);
    }
  }
  for (const auto& [id, entry] : applications.applications) {
    if (!is_ours(*entry)) continue;
    for (const auto& key : entry->keys) {
      const access::RegisteredKey& registered = key->registered;
      if (registered.is_usable(now) && ends_soon(registered.not_after, now)) tell(*entry, "public_key", registered.id.text(), *registered.not_after);
    }
  }
}

void ExpiringKeys::tell(const access::ApplicationEntry& entry, std::string_view kind, const std::string& key, Instant ends) {
  if (seen_.contains(key)) return;
  const std::string payload = boost::json::serialize(boost::json::object{{"partner", entry.application.partner_id.text()},
                                                                         {"said", boost::json::object{{"applicationId", entry.application.id.text()},
                                                                                                      {"applicationName", entry.application.name},
                                                                                                      {"keyKind", kind},
                                                                                                      {"keyId", key},
                                                                                                      {"expiresAt", ends.text()}}}});
  environment_.database().write([&](SqlTransaction& transaction) {
    environment_.outbox().enqueue(transaction, {.kind = kKeyExpiringJob, .payload = payload, .dedupe_key = std::string_view(key)});
    return true;
  });
  seen_.insert(key);
}

outbox::JobHandler key_expiring_publisher(Environment& environment) {
  return [&environment](const outbox::Job& job) -> Result<outbox::JobEffect> {
    boost::system::error_code broken;
    const boost::json::value said = boost::json::parse(job.payload, broken);
    if (broken || !said.is_object()) return Error{ErrorKind::invalid, "job_unreadable", "the payload is no JSON object"};
    return outbox::JobEffect([&environment, said](SqlTransaction& transaction) -> Result<void> {
      const std::string partner(said.at("partner").as_string());
      const std::string subject(said.at("said").at("applicationId").as_string());
      const std::string payload = boost::json::serialize(said.at("said"));
      environment.outbox().publish(
          transaction,
          {.type = "application.key_expiring", .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = environment.clock().now()});
      return {};
    });
  };
}

}  // namespace switchyard::app
