#include "enrollment/enrollment_bench_fake.hpp"

#include "contracting/files/uploaded_file.hpp"

namespace switchyard::enrollment {

Result<SubmissionReceipt> NotingChannel::submit(const SubmissionPackage& package) {
  if (refusal) return *refusal;
  packages.push_back(package);
  return SubmissionReceipt{.external_reference = "NG-1", .is_acknowledged = true};
}

EnrollmentBench::EnrollmentBench(Engine engine) : contracts(engine) {
  contracts.parties.database->migrate(enrollment_migrations());
  channels.put(std::string(kSandboxChannel), supplier);
  channels.put(std::string(kOperatorChannel), by_hand);
}

void EnrollmentBench::with(const std::function<void(const EnrollmentDesk&)>& work) {
  const contracting::ContractDesk desk = contracts.desk();
  work({.environment = EnvironmentName::test, .database = *contracts.parties.database, .contracts = desk, .channels = channels, .reject_codes = RejectCodes::embedded()});
}

contracting::CustomerId EnrollmentBench::customer() {
  contracting::CustomerForm form = contracting::bread_form();
  form.tax_id = contracting::GivenTaxId{contracting::TaxIdKind::ein, Secret("36-5551234")};
  return contracts.parties.create(form).value().id;
}

std::vector<contracting::ServiceAccount> EnrollmentBench::meters(const contracting::CustomerId& customer, const std::vector<contracting::ServiceAccountDetails>& details) {
  auto made = contracts.parties.add(customer, details).value();
  for (const contracting::ServiceAccount& meter : made) {
    const auto bill = contracts.write<contracting::UploadedFile>([&](SqlTransaction& transaction) {
      return contracting::store_file(transaction, contracts.party_desk, contracts.parties.actor,
                                     {.purpose = contracting::FilePurpose::bill, .name = "bill.pdf", .customer = customer, .subject = meter.id.text()}, "%PDF-1.7\npages=1\n%%EOF\n");
    });
    ENSURE(bill.has_value());
  }
  return made;
}

contracting::Contract EnrollmentBench::signed_contract() {
  contracting::NewContract asked{.customer = customer()};
  contracting::ServiceAccountDetails ovens = contracting::comed_account(17);
  ovens.rate_class = "R73";
  contracting::ServiceAccountDetails shop = contracting::comed_account(25);
  shop.rate_class = "R72";
  shop.annual_usage = Energy::from_milli(21'600'000, EnergyUnit::kwh);
  const auto made = meters(asked.customer, {ovens, shop});
  contracts.price("small-load");
  contracts.price("watt-hour", [](pricing::LineFacts& facts) { facts.rate_class = "Watt-hour"; });
  const pricing::Quote quoted = contracts.quote({{"small-load", "38400", "ovens"}, {"watt-hour", "21600", "shop"}});
  asked.quote = quoted.id;
  for (std::size_t i = 0; i < 2; ++i) asked.accounts.push_back({.service_account = made[i].id, .quote_line = quoted.lines[i].id});
  return contracts.sign(contracts.create(asked).value()).value();
}

contracting::Contract EnrollmentBench::signed_contract(const contracting::ServiceAccountDetails& meter, const std::function<void(pricing::LineFacts&)>& edit) {
  contracting::NewContract asked{.customer = customer()};
  const auto made = meters(asked.customer, {meter});
  contracts.price("elsewhere", [&](pricing::LineFacts& facts) {
    facts.utility_code = meter.utility_code;
    facts.state = meter.service_address.state;
    facts.rate_class = "";
    edit(facts);
  });
  const pricing::Quote quoted = contracts.quote({{"elsewhere", std::to_string(meter.annual_usage->milli_units() / 1000), "site"}});
  asked.quote = quoted.id;
  asked.accounts.push_back({.service_account = made[0].id, .quote_line = quoted.lines[0].id});
  return contracts.sign(contracts.create(asked).value()).value();
}

void EnrollmentBench::look() {
  with([&](const EnrollmentDesk& desk) {
    desk.database.write([&](SqlTransaction& transaction) {
      apply_waiting_answers(transaction, desk, 100);
      start_accounts(transaction, desk, 100);
      send_retries(transaction, desk, 100);
      return true;
    });
  });
}

Result<Submitted> EnrollmentBench::submit(const contracting::ContractId& id, std::optional<std::string> approval) {
  std::optional<Result<Submitted>> outcome;
  with([&](const EnrollmentDesk& desk) {
    outcome.emplace(contracts.write<Submitted>([&](SqlTransaction& transaction) {
      return submit_contract(transaction, desk, contracts.parties.actor, {.contract = id, .approval = approval});
    }));
  });
  return *std::move(outcome);
}

Result<Submitted> EnrollmentBench::fix(const Fix& fix) {
  std::optional<Result<Submitted>> outcome;
  with([&](const EnrollmentDesk& desk) {
    outcome.emplace(contracts.write<Submitted>([&](SqlTransaction& transaction) { return fix_account(transaction, desk, contracts.parties.actor, fix); }));
  });
  return *std::move(outcome);
}

Result<TakenAnswer> EnrollmentBench::answer(const contracting::Contract& contract, std::size_t position, Answer answer) {
  answer.account = contract.accounts.at(position).id;
  if (answer.source.empty()) answer.source = "supplier";
  if (answer.at == Instant{}) answer.at = contracts.parties.clock.now();
  return take(answer);
}

Result<TakenAnswer> EnrollmentBench::take(const Answer& answer) {
  std::optional<Result<TakenAnswer>> outcome;
  with([&](const EnrollmentDesk& desk) {
    outcome.emplace(contracts.write<TakenAnswer>([&](SqlTransaction& transaction) { return take_answer(transaction, desk, "supplier", answer); }));
  });
  return *std::move(outcome);
}

std::string EnrollmentBench::states(const contracting::ContractId& id) {
  std::string text;
  for (const contracting::ContractAccount& account : contracts.stored(id).accounts) text.append(text.empty() ? "" : " ").append(contracting::text_of(account.state));
  return text;
}

void EnrollmentBench::run_jobs() {
  std::vector<std::string> payloads;
  contracts.parties.database->read([&](SqlReader& reader) {
    payloads.clear();
    reader.query("SELECT payload FROM outbox_jobs WHERE kind = 'enrollment.submit' ORDER BY id", {}, [&](const SqlRow& row) { payloads.emplace_back(row.text(0)); });
  });
  const outbox::JobHandler handler = submission_sender([&](const std::function<void(const EnrollmentDesk&)>& work) { with(work); });
  for (const std::string& payload : payloads) {
    const outbox::Job job{.id = make_id<outbox::JobTag>(contracts.parties.clock.now(), contracts.parties.random), .kind = std::string(kSubmitJob), .payload = payload, .attempt = 1};
    const auto effect = handler(job);
    if (!effect || !*effect) continue;
    contracts.parties.database->write([&](SqlTransaction& transaction) { return (*effect)(transaction).has_value(); });
  }
}

}  // namespace switchyard::enrollment
