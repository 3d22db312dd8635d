#include "contracting/contracts/import_contracts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_overlaps.hpp"
#include "contracting/contracts/amendment.hpp"
#include "contracting/contracts/contract_draft.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/contracts/import_rows.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/service_accounts/service_account_actions.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::contracting {
namespace {

Instant begin_of(Date day) { return Instant::from_unix_ms(std::int64_t{day.days()} * 86'400'000); }

// Works through the contracts of one table within one transaction; a contract with a wrong cell is not written.
class Import {
 public:
  Import(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, ImportReport& report)
      : transaction_(transaction), desk_(desk), actor_(actor), report_(report) {}

  void take(const ImportedContract& imported) {
    const ImportRow& first = imported.rows.front();
    if (is_contract_reference_taken(transaction_, actor_.application, imported.number)) {
      return refuse(first, "contract_number", "your_reference_taken", "another contract of this application has this reference");
    }
    const auto customer = customer_of(first);
    if (!customer) return;
    auto meters = meters_of(*customer, imported);
    if (meters.size() != imported.rows.size()) return;
    write(*customer, imported, meters);
  }

 private:
  void refuse(const ImportRow& row, std::string column, std::string code, std::string message) {
    if (report_.errors.size() < kImportErrorsMax) report_.errors.push_back({row.row, std::move(column), std::move(code), std::move(message)});
  }

  // By reference, or else by exactly one customer of this name; else a new one.
  std::optional<Customer> customer_of(const ImportRow& row) {
    const std::string key = row.customer_reference.empty() ? "name " + row.customer_legal_name : "reference " + row.customer_reference;
    if (const auto known = customers_.find(key); known != customers_.end()) return known->second;
    CustomerFilter filter;
    filter.your_reference = row.customer_reference;
    if (row.customer_reference.empty()) filter.text = row.customer_legal_name;
    const auto page = list_customers(transaction_, actor_.partner, filter, PageWindow{.size = kPageSizeMax});
    std::vector<Customer> found;
    if (page) {
      for (const Customer& each : page->rows) {
        if (!row.customer_reference.empty() || each.details.legal_name == row.customer_legal_name) found.push_back(each);
      }
    }
    if (found.size() > 1) {
      refuse(row, "customer_legal_name", "customer_ambiguous", "several customers have this name; say which by customer_reference");
      return std::nullopt;
    }
    if (found.empty()) {
      CustomerForm form;
      form.details.legal_name = row.customer_legal_name;
      form.details.your_reference = row.customer_reference;
      auto made = create_customer(transaction_, desk_.parties, actor_, form);
      if (!made) {
        refuse(row, "customer_legal_name", made.error().code, made.error().message);
        return std::nullopt;
      }
      ++report_.customers_made;
      found.push_back(std::move(*made));
    }
    customers_.emplace(key, found.front());
    return found.front();
  }

  // Those that the customer has, and new ones for the others; in the order of rows. Fewer where one was refused.
  std::vector<ServiceAccount> meters_of(const Customer& customer, const ImportedContract& imported) {
    std::map<std::pair<std::string, std::string>, ServiceAccount> known;
    for (ServiceAccount& each : read_accounts_of_customers(transaction_, actor_.partner, std::span(&customer.id, 1), static_cast<std::int64_t>(kImportRowsMax))) {
      std::pair<std::string, std::string> key{each.details.utility_code, each.account_number};
      known.emplace(std::move(key), std::move(each));
    }
    std::vector<ServiceAccountDetails> fresh;
    std::vector<const ImportRow*> fresh_rows;
    for (const ImportRow& row : imported.rows) {
      if (known.contains(key_of(row))) continue;
      fresh.push_back(row.meter);
      fresh_rows.push_back(&row);
    }
    if (!fresh.empty()) {
      auto added = add_service_accounts(transaction_, desk_.parties, actor_, customer.id, fresh);
      if (!added) {
        refuse_meters(added.error(), fresh_rows);
        return {};
      }
      for (ServiceAccount& each : *added) {
        std::pair<std::string, std::string> key{each.details.utility_code, each.account_number};
        if (each.number_verdict != market::AccountVerdict::valid) ++report_.warnings;
        known.emplace(std::move(key), std::move(each));
      }
    }
    std::vector<ServiceAccount> meters;
    for (const ImportRow& row : imported.rows) meters.push_back(known.at(key_of(row)));
    return meters;
  }

  [[nodiscard]] std::pair<std::string, std::string> key_of(const ImportRow& row) const {
    const market::Utility* utility = desk_.quotes.market->utility(row.meter.utility_code);
    return {row.meter.utility_code, market::check_account_number(*utility, row.meter.account_number).normalized};
  }

  // "/accounts/3/serviceAddress/zip" is the cell service_zip of the fourth new row.
  void refuse_meters(const Error& error, const std::vector<const ImportRow*>& rows) {
    if (error.fields.empty()) return refuse(*rows.front(), "account_number", error.code, error.message);
    for (const FieldError& field : error.fields) {
      std::size_t index = 0;
      std::string name = field.pointer;
      if (name.starts_with("/accounts/")) {
        const std::size_t end = std::min(name.find('/', 10), name.size());
        index = static_cast<std::size_t>(std::stoul(name.substr(10, end - 10)));
        name = name.substr(std::min(end + 1, name.size()));
      }
      refuse(*rows.at(std::min(index, rows.size() - 1)), column_of(name), field.code, field.detail);
    }
  }

  static std::string column_of(const std::string& field) {
    if (field.starts_with("serviceAddress/")) return "service_" + field.substr(15);
    std::string column;
    for (const char letter : field) {
      if (letter >= 'A' && letter <= 'Z') column += '_';
      column += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return column;
  }

  void write(const Customer& customer, const ImportedContract& imported, const std::vector<ServiceAccount>& meters) {
    const ImportRow& first = imported.rows.front();
    const Instant now = desk_.quotes.clock.now();
    Contract contract{.id = make_id<ContractTag>(now, desk_.quotes.random),
                      .partner = actor_.partner,
                      .application = actor_.application,
                      .channel = Channel::paper,
                      .state = ContractState::active,
                      .state_since = now,
                      .customer = customer.id,
                      .customer_name = customer.details.legal_name};
    contract.supplier = first.supplier;
    contract.supplier_name = first.supplier_name;
    contract.commodity = first.meter.commodity;
    contract.owner_agent = first.owner_agent;
    contract.sub_agency = first.sub_agency;
    contract.your_reference = imported.number;
    contract.was_imported = true;
    contract.reason = "Imported.";
    contract.created_at = contract.changed_at = now;
    if (first.signed_on) contract.signed_at = begin_of(*first.signed_on);
    contract.commission.frozen_at = now;
    for (std::size_t i = 0; i < meters.size(); ++i) contract.accounts.push_back(account_of(contract, imported.rows[i], meters[i]));
    if (!overlaps_are_none(contract, imported, meters)) return;
    write_new_contract(transaction_, desk_, actor_, contract, {});
    report_.contracts.push_back(contract.id);
    report_.accounts += static_cast<std::int64_t>(meters.size());
  }

  [[nodiscard]] ContractAccount account_of(const Contract& contract, const ImportRow& row, const ServiceAccount& meter) const {
    ContractAccount account{.id = make_id<ContractAccountTag>(contract.created_at, desk_.quotes.random),
                            .contract = contract.id,
                            .position = static_cast<std::int64_t>(contract.accounts.size()),
                            .service_account = meter.id,
                            .state = AccountState::active,
                            .state_since = contract.created_at};
    const market::Utility* utility = desk_.quotes.market->utility(row.meter.utility_code);
    account.utility_code = row.meter.utility_code;
    account.state_code = utility->state;
    account.rate_class = row.meter.rate_class;
    account.zone = row.meter.zone;
    account.product = row.product;
    const auto& usage = row.meter.annual_usage ? row.meter.annual_usage : meter.details.annual_usage;
    if (usage && base_of(usage->unit()) == base_of(row.price.unit())) account.annual_usage_milli = usage->in_base().value().milli_units();
    account.price_unit = row.price.unit();
    account.price_decimals = row.price_decimals;
    account.term_months = months_between(row.start, row.end);
    account.base_micros = account.price_micros = row.price.micros();
    account.annual_cost_cents = annual_cost_cents(account).value_or(0);
    account.start_month = row.start.month_of();
    account.start_read = row.start;
    account.end_read = row.end;
    account.start_is_estimate = false;
    account.instants.locked_at = contract.created_at;
    return account;
  }

  bool overlaps_are_none(const Contract& contract, const ImportedContract& imported, const std::vector<ServiceAccount>& meters) {
    std::vector<MeterInterval> intervals;
    for (std::size_t i = 0; i < meters.size(); ++i) intervals.push_back({i, &meters[i], *contract.accounts[i].start_read, contract.accounts[i].end_read});
    const auto overlaps = judge_overlaps(transaction_, desk_, actor_.partner, intervals, {});
    if (overlaps) {
      report_.warnings += std::ranges::count(overlaps->checks, false, &ContractCheck::is_for_operators);
      return true;
    }
    for (const FieldError& field : overlaps.error().fields) {
      const std::size_t index = static_cast<std::size_t>(std::stoul(field.pointer.substr(10)));
      refuse(imported.rows.at(index), "account_number", field.code, field.detail);
    }
    return false;
  }

  SqlTransaction& transaction_;
  const ContractDesk& desk_;
  const Actor& actor_;
  ImportReport& report_;
  std::map<std::string, Customer> customers_;
};

}  // namespace

Result<ImportReport> import_contracts(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ImportTable& table) {
  if (table.rows.size() > kImportRowsMax) {
    return Error{ErrorKind::too_large, "import_too_large", fmt::format("The table has over {} rows; import it in parts.", kImportRowsMax)};
  }
  ImportReport report{.rows = static_cast<std::int64_t>(table.rows.size())};
  const auto contracts = read_import_rows(table, *desk.quotes.market, report.errors);
  Import import(transaction, desk, actor, report);
  for (const ImportedContract& contract : contracts) import.take(contract);
  return report;
}

}  // namespace switchyard::contracting
