// The columns of service accounts, for the store of this folder.
#pragma once

#include <string>

#include "contracting/column_walk.hpp"
#include "contracting/service_accounts/service_account.hpp"

namespace switchyard::contracting {

// An account with its lists as texts.
struct AccountRow {
  AccountRow();
  explicit AccountRow(const ServiceAccount& from);
  // The account, its lists read.
  [[nodiscard]] ServiceAccount take();

  ServiceAccount account;
  std::string meter_numbers;
  std::string next_reads;
};

[[nodiscard]] Result<market::AccountVerdict> parse_account_verdict(std::string_view text);

template <class Visit, class Row>
void visit_account(Visit& visit, Row& row) {
  auto& account = row.account;
  visit("id", account.id);
  visit("partner_id", account.partner);
  visit("application_id", account.application);
  visit("customer_id", account.customer);
  visit("version", account.version);
  visit("created_at_ms", account.created_at);
  visit("updated_at_ms", account.updated_at);
  visit("erased_at_ms", account.erased_at);
  visit("account_number", account.account_number);
  visit.word("number_verdict", account.number_verdict, parse_account_verdict);
  auto& details = account.details;
  visit.word("commodity", details.commodity, parse_commodity);
  visit("utility_code", details.utility_code);
  visit("account_number_given", details.account_number);
  visit("service_reference", details.service_reference);
  visit("name_key", details.name_key);
  visit("meter_numbers", row.meter_numbers);
  visit("billing_account_number", details.billing_account_number);
  visit.address("service", details.service_address);
  visit.address("billing", details.billing_address);
  visit("zone", details.zone);
  visit("rate_class", details.rate_class);
  visit("load_profile", details.load_profile);
  visit.energy("annual_usage_milli", "annual_usage_unit", details.annual_usage);
  visit("icap_milli_kw", details.icap_milli_kw);
  visit.word("tax_status", details.tax_status, parse_tax_status);
  visit("incumbent_supplier", details.incumbent_supplier);
  visit("incumbent_contract_end_days", details.incumbent_contract_end);
  visit("read_cycle", details.read_cycle);
  visit("next_reads_days", row.next_reads);
  visit.reference("your_reference", details.your_reference);
}

}  // namespace switchyard::contracting
