#include "app/commands/operations.hpp"

#include <fmt/format.h>

#include "access/audit_log.hpp"
#include "access/audit_relay.hpp"
#include "adapters/postgres/postgres.hpp"
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/installation_key_store.hpp"
#include "app/runtime/sealing.hpp"
#include "contracting/upkeep.hpp"
#include "esign/connect/reseal.hpp"
#include "signing/reseal.hpp"
#include "http/json_writer.hpp"
#include "outbox/outbox.hpp"

namespace switchyard::app {
namespace {

// What `check` found: a line each.
struct Findings {
  std::vector<std::string> wrong;
  std::vector<std::string> well;
};

void check_schemas(Installation& installation, Findings& findings) {
  for (std::string_view schema : kSchemas) {
    const auto pending = installation.schema(schema).pending(migrations_of(schema));
    if (pending.empty()) {
      findings.well.push_back(fmt::format("schema {} is up to date", schema));
    } else {
      findings.wrong.push_back(fmt::format("schema {} lacks {} steps, the first of them {}: run `switchyard migrate`", schema, pending.size(), pending.front()));
    }
  }
  if (installation.url().is_postgres) {
    for (std::string& finding : adapters::postgres_separation_findings(installation.url().postgres_url, adapters::switchyard_schemas())) {
      findings.wrong.push_back(std::move(finding));
    }
  }
}

void check_access(Installation& installation, Findings& findings) {
  auto access = AccessPlane::open(installation);
  if (!access) {
    findings.wrong.push_back(access.error().message);
    return;
  }
  installation.control().read([&](SqlReader& reader) {
    auto entries = access::verify_audit_chain(reader, (*access)->jose);
    if (entries) {
      findings.well.push_back(fmt::format("audit log: the chain of {} entries holds", *entries));
    } else {
      findings.wrong.push_back(entries.error().message);
    }
  });
  if ((*access)->directory.current()->signing_key == nullptr) findings.wrong.push_back("no signing key of the server can be opened with the sealing key at hand");
}

void check_environment(Installation& installation, EnvironmentName name, Findings& findings) {
  auto environment = Environment::open(installation, name);
  if (!environment) {
    findings.wrong.push_back(fmt::format("{}: {}", text_of(name), environment.error().message));
    return;
  }
  std::int64_t waiting = 0;
  installation.environment(name).read([&](SqlReader& reader) { waiting = access::count_waiting_audit_entries(reader); });
  if (waiting > 0) findings.well.push_back(fmt::format("{}: {} entries wait for the audit log; a running server or the next command appends them", text_of(name), waiting));
  (*environment)->load_book();
  const auto book = (*environment)->books().current();
  findings.well.push_back(fmt::format("{}: {} sheets in the rate book, {} rates", text_of(name), book->entries().size(), book->rate_count()));
}

Result<std::int64_t> reseal_all(Installation& installation, AccessPlane& access) {
  auto server_keys = access.server_keys.reseal("cli");
  if (!server_keys) return server_keys;
  auto own = write_result<std::int64_t>(installation.control(),
                                        [&](SqlTransaction& transaction) { return reseal_installation_keys(transaction, *access.sealer); });
  if (!own) return own;
  std::int64_t count = *server_keys + *own;
  for (const EnvironmentName name : {EnvironmentName::test, EnvironmentName::live}) {
    auto tax_ids = contracting::reseal_all_tax_ids(installation.environment(name), *access.sealer);
    if (!tax_ids) return tax_ids;
    count += *tax_ids;
    auto signing_secrets = write_result<std::int64_t>(installation.environment(name), [&](SqlTransaction& transaction) { return signing::reseal_signing_secrets(transaction, *access.sealer); });
    if (!signing_secrets) return signing_secrets;
    count += *signing_secrets;
    auto connect_keys = write_result<std::int64_t>(installation.environment(name), [&](SqlTransaction& transaction) { return esign::reseal_connect_keys(transaction, *access.sealer); });
    if (!connect_keys) return connect_keys;
    count += *connect_keys;
  }
  return count;
}

// A new sealing key, everything sealed anew with it, the old one forgotten; then the next signing key signs.
Result<std::string> rotate_all(const CommonOptions& common) {
  auto installation = Installation::open(common);
  if (!installation) return std::move(installation).error();
  const std::string ring = sealing_key_file(**installation);
  if (ring.empty()) {
    return Error{.kind = ErrorKind::conflict,
                 .code = "sealing_key_elsewhere",
                 .message = "the sealing key comes from SWITCHYARD_SEALING_KEY: add a line to it there, then run this with the new value"};
  }
  {
    auto before = AccessPlane::open(**installation);  // Makes the ring and the keys where there are none.
    if (!before) return std::move(before).error();
  }
  auto added = adapters::add_sealing_key(ring);
  if (!added) return std::move(added).error();
  auto access = AccessPlane::open(**installation);
  if (!access) return std::move(access).error();
  auto resealed = reseal_all(**installation, **access);
  if (!resealed) return std::move(resealed).error();
  // What a running server was sealing meanwhile with the former key.
  auto late = reseal_all(**installation, **access);
  if (!late) return std::move(late).error();
  auto forgotten = adapters::forget_old_sealing_keys(ring);
  if (!forgotten) return std::move(forgotten).error();
  auto rotated = (*access)->server_keys.rotate("cli");
  std::string text = fmt::format("sealing key: a new one; {} secrets sealed anew\n", *resealed + *late);
  text += rotated ? "signing key: the next one signs from now on" : fmt::format("signing key: left as it is: {}", rotated.error().message);
  return text;
}

void write_texts(http::JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

void print_findings(const CommonOptions& common, const Findings& findings) {
  if (common.json) {
    http::JsonWriter json;
    json.begin_object();
    write_texts(json, "ok", findings.well);
    write_texts(json, "wrong", findings.wrong);
    json.end_object();
    fmt::print("{}\n", std::move(json).text());
    return;
  }
  for (const std::string& line : findings.well) fmt::print("ok     {}\n", line);
  for (const std::string& line : findings.wrong) fmt::print("wrong  {}\n", line);
}

void print_jobs_json(const std::vector<outbox::DeadJob>& jobs) {
  http::JsonWriter json;
  json.begin_array();
  for (const outbox::DeadJob& job : jobs) {
    json.begin_object().member("jobId", job.id.text()).member("kind", job.kind).member("attempts", job.attempts).member("lastError", job.last_error);
    json.member("createdAt", job.created_at.text()).member("finishedAt", job.finished_at.text()).end_object();
  }
  json.end_array();
  fmt::print("{}\n", std::move(json).text());
}

}  // namespace

int migrate(const CommonOptions& common) {
  auto installation = Installation::open(common, Installation::Schemas::make_and_leave);
  if (!installation) return refuse(common, installation.error());
  http::JsonWriter json;
  json.begin_object();
  for (std::string_view schema : kSchemas) {
    const auto applied = (*installation)->schema(schema).migrate(migrations_of(schema));
    if (!common.json) fmt::print("{}: {} steps applied\n", schema, applied.size());
    write_texts(json, schema, applied);
    for (const std::string& step : applied) {
      if (!common.json) fmt::print("  {}\n", step);
    }
  }
  json.end_object();
  if (common.json) fmt::print("{}\n", std::move(json).text());
  return kDone;
}

int check(const CommonOptions& common) {
  auto installation = Installation::open(common, Installation::Schemas::leave_as_they_are);
  if (!installation) return refuse(common, installation.error());
  Findings findings;
  check_schemas(**installation, findings);
  if (findings.wrong.empty()) {
    check_access(**installation, findings);
    check_environment(**installation, EnvironmentName::test, findings);
    check_environment(**installation, EnvironmentName::live, findings);
  }
  print_findings(common, findings);
  return findings.wrong.empty() ? kDone : kRefused;
}

int rotate_keys(const CommonOptions& common) {
  auto text = rotate_all(common);
  if (!text) return refuse(common, text.error());
  return report_done(common, *text);
}

int print_config(const CommonOptions&) {
  fmt::print("{}", commented_defaults());
  return kDone;
}

int list_jobs(const CommonOptions& common, const std::string& environment) {
  auto installation = Installation::open(common);
  if (!installation) return refuse(common, installation.error());
  constexpr int kListedMax = 500;
  std::vector<outbox::DeadJob> jobs;
  (*installation)->schema(environment).read([&](SqlReader& reader) { jobs = outbox::dead_jobs(reader, kListedMax); });
  if (common.json) {
    print_jobs_json(jobs);
    return kDone;
  }
  for (const outbox::DeadJob& job : jobs) fmt::print("{}  {}  after {} attempts: {}\n", job.id.text(), job.kind, job.attempts, job.last_error);
  if (jobs.empty()) fmt::print("no dead jobs in {}\n", environment);
  return kDone;
}

int retry_job(const CommonOptions& common, const std::string& environment, const std::string& job_id) {
  auto id = outbox::JobId::parse(job_id);
  if (!id) return refuse(common, id.error());
  auto installation = Installation::open(common);
  if (!installation) return refuse(common, installation.error());
  std::optional<Error> refused;
  (*installation)->schema(environment).write([&](SqlTransaction& transaction) {
    auto retried = outbox::retry_dead_job(transaction, *id, (*installation)->clock().now());
    refused = retried ? std::nullopt : std::optional(retried.error());
    return retried.has_value();
  });
  if (refused) return refuse(common, *refused);
  return report_done(common, fmt::format("{} will run again", job_id));
}

}  // namespace switchyard::app
