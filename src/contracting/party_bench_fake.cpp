#include "contracting/party_bench_fake.hpp"

#include <charconv>

#include <fmt/format.h>

#include "adapters/system/metrics_registry.hpp"
#include "contracting/contracting_migrations.hpp"
#include "contracting/files/byte_removal.hpp"
#include "outbox/run_pending_jobs.hpp"

namespace switchyard::contracting {
namespace {

std::vector<Migration> migrations() {
  std::vector<Migration> all;
  for (const Migration& migration : outbox::outbox_migrations()) all.push_back(migration);
  for (const Migration& migration : contracting_migrations()) all.push_back(migration);
  return all;
}

class SilentLog final : public Log {
 public:
  void write(LogLevel, std::string_view, std::span<const LogField>) noexcept override {}
};

Actor actor_for(Random& random, Instant now) {
  Actor actor{make_id<access::PartnerTag>(now, random), make_id<access::ApplicationTag>(now, random), {}};
  actor.text = "application " + actor.application.text();
  return actor;
}

}  // namespace

std::string JoseDigest::sha256_hex(std::string_view bytes) const {
  std::string hex;
  for (const auto byte : jose_.sha256(bytes)) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

Result<std::int64_t> SaidPages::count_pages(std::string_view pdf) const {
  const std::size_t at = pdf.find("pages=");
  if (at == std::string_view::npos) return Error{ErrorKind::unprocessable, "file_unreadable", "No PDF."};
  std::int64_t count = 0;
  std::from_chars(pdf.data() + at + 6, pdf.data() + pdf.size(), count);
  return count;
}

PartyBench::PartyBench(Engine engine)
    : database(engine, migrations()),
      sealer(adapters::SodiumSealer::from_key_ring(adapters::new_sealing_key_line().reveal()).value()),
      actor(actor_for(random, clock.now())),
      other(actor_for(random, clock.now())) {}

std::int64_t PartyBench::count(std::string_view sql) {
  std::int64_t count = 0;
  database->read([&](SqlReader& reader) { reader.query(sql, {}, [&](const SqlRow& row) { count = row.integer(0); }); });
  return count;
}

std::vector<std::string> PartyBench::events(std::string_view type) {
  std::vector<std::string> found;
  database->read([&](SqlReader& reader) {
    reader.query("SELECT subject, payload FROM outbox_events WHERE type = $1 ORDER BY id", {type},
                 [&](const SqlRow& row) { found.push_back(fmt::format("{} {}", row.text(0), row.text(1))); });
  });
  return found;
}

void PartyBench::remove_bytes() {
  SilentLog log;
  adapters::MetricsRegistry metrics;
  outbox::run_pending_jobs({.database = *database, .clock = SecurityClock{clock}, .random = random, .log = log, .metrics = metrics}, kRemoveBytesJob,
                           byte_remover(vault), kRemovalRetries);
}

Customer PartyBench::customer(const std::string& legal_name) { return create(bread_form(legal_name)).value(); }

Result<Customer> PartyBench::create(const CustomerForm& form, const Actor& by) {
  return write<Customer>([&](SqlTransaction& transaction) { return create_customer(transaction, desk(), by, form); });
}

Result<std::vector<ServiceAccount>> PartyBench::add(const CustomerId& customer, const std::vector<ServiceAccountDetails>& accounts) {
  return write<std::vector<ServiceAccount>>(
      [&](SqlTransaction& transaction) { return add_service_accounts(transaction, desk(), actor, customer, accounts); });
}

ServiceAccountDetails comed_account(int last) {
  return {.utility_code = "comed",
          .account_number = fmt::format("21459{:05}", last),
          .service_address = {.line1 = "2200 N Halsted St", .city = "Chicago", .state = "IL", .zip = "60614"},
          .annual_usage = Energy::from_milli(38'400'000, EnergyUnit::kwh)};
}

CustomerForm bread_form(const std::string& legal_name) {
  CustomerForm form;
  form.details.legal_name = legal_name;
  form.details.entity_type = EntityType::llc;
  form.details.legal_address = UsAddress{.line1 = "2200 N Halsted St", .city = "Chicago", .state = "IL", .zip = "60614"};
  form.details.contacts = {{.first_name = "Ana", .last_name = "Ruiz", .title = "Owner", .email = "ana@bread.example", .phone = "(312) 555-0142"}};
  return form;
}

std::string fields_of(const Error& error) {
  std::string text;
  for (const FieldError& field : error.fields) text += fmt::format("{}{} {}", text.empty() ? "" : "; ", field.pointer, field.code);
  return text;
}

}  // namespace switchyard::contracting
