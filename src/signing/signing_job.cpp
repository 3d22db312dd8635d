#include "signing/signing_job.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace switchyard::signing {
namespace {

namespace json = boost::json;

}  // namespace

std::string payload_of(const JobOrder& order) { return json::serialize(json::object{{"subject", order.subject}, {"again", order.is_again}}); }

Result<JobOrder> parse_job_order(std::string_view payload) {
  json::error_code failed;
  const json::value value = json::parse(payload, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  const json::value* subject = object == nullptr ? nullptr : object->if_contains("subject");
  if (subject == nullptr || !subject->is_string()) return Error{ErrorKind::invalid, "signing_job_unreadable", "the payload names no subject"};
  const json::value* again = object->if_contains("again");
  return JobOrder{.subject = std::string(subject->get_string()), .is_again = again != nullptr && again->is_bool() && again->get_bool()};
}

void enqueue_signing_job(SqlTransaction& transaction, const SigningParts& parts, std::string_view kind, const JobOrder& order, std::optional<std::string_view> dedupe_key) {
  const std::string payload = payload_of(order);
  parts.outbox.enqueue(transaction, {.kind = kind, .payload = payload, .dedupe_key = dedupe_key});
}

bool may_be_retried(const Error& error) { return error.kind == ErrorKind::rate_limited || error.kind == ErrorKind::unavailable; }

Result<SigningProvider*> provider_named(const SigningParts& parts, const std::string& name) {
  SigningProvider* provider = parts.providers.find(name);
  if (provider != nullptr) return provider;
  return Error{ErrorKind::unavailable, "signing_provider_absent", fmt::format("the signing provider '{}' is not set up, or not yet ready", name)};
}

outbox::JobEffect postpone(const SigningParts& parts, const outbox::Job& job, const JobOrder& order, Instant instant) {
  return [parts, kind = job.kind, payload = payload_of({.subject = order.subject, .is_again = true}), instant](SqlTransaction& transaction) -> Result<void> {
    parts.outbox.enqueue(transaction, {.kind = kind, .payload = payload, .run_at = instant});
    return {};
  };
}

Result<outbox::JobEffect> again_later(const SigningParts& parts, const outbox::Job& job, const JobOrder& order, const SigningProvider& provider, Error error) {
  parts.metrics.counter("signing_provider_refusals_total", "Calls that the signing provider refused or did not answer, to be tried again.", {{"code", error.code}}).add();
  if (const auto until = provider.not_before(); until) return postpone(parts, job, order, *until);
  return error;
}

}  // namespace switchyard::signing
