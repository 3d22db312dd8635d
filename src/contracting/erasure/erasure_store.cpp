#include "contracting/erasure/erasure_store.hpp"

#include <string>

#include "contracting/id_list.hpp"

namespace switchyard::contracting {

void blank_customer_row(SqlTransaction& transaction, const CustomerId& customer, Instant now) {
  const std::string id = customer.text();
  transaction.execute(
      "UPDATE customers SET version = version + 1, updated_at_ms = $2, erased_at_ms = $2, sort_name = '', legal_name = $3, dba = '', entity_type = 'other', "
      "tax_id_kind = NULL, tax_id_last4 = NULL, tax_id_sealed = NULL, duns = '', sic = '', naics = '', tax_exemption = 'none', tax_exemption_certificate = NULL, "
      "your_reference = NULL, owner_agent = NULL, legal_line1 = NULL, legal_line2 = NULL, legal_city = NULL, legal_state = NULL, legal_zip = NULL, "
      "billing_line1 = NULL, billing_line2 = NULL, billing_city = NULL, billing_state = NULL, billing_zip = NULL WHERE id = $1",
      {std::string_view(id), now.unix_ms(), kErasedName});
  transaction.execute("DELETE FROM customer_contacts WHERE customer_id = $1", {std::string_view(id)});
}

std::vector<ServiceAccountId> blank_accounts_of(SqlTransaction& transaction, const CustomerId& customer, Instant now) {
  const std::string id = customer.text();
  std::vector<ServiceAccountId> accounts;
  transaction.query("SELECT id FROM service_accounts WHERE customer_id = $1 ORDER BY id", {std::string_view(id)},
                    [&](const SqlRow& row) { accounts.push_back(ServiceAccountId::parse(row.text(0)).value()); });
  transaction.execute(
      "UPDATE service_accounts SET version = version + 1, updated_at_ms = $2, erased_at_ms = $2, account_number = id, account_number_given = '', service_reference = '', "
      "name_key = '', meter_numbers = '', billing_account_number = '', service_line1 = '', service_line2 = '', service_city = '', service_zip = '', "
      "billing_line1 = NULL, billing_line2 = NULL, billing_city = NULL, billing_state = NULL, billing_zip = NULL, annual_usage_milli = NULL, annual_usage_unit = NULL, "
      "icap_milli_kw = NULL, incumbent_supplier = '', incumbent_contract_end_days = NULL, read_cycle = '', next_reads_days = '', your_reference = NULL "
      "WHERE customer_id = $1",
      {std::string_view(id), now.unix_ms()});
  return accounts;
}

void blank_contracts(SqlTransaction& transaction, std::span<const ContractId> contracts) {
  const std::vector<std::string> ids = id_texts(contracts);
  std::vector<std::vector<SqlValue>> named;
  std::vector<std::vector<SqlValue>> rows;
  for (const std::string& id : ids) {
    named.push_back({std::string_view(id), kErasedName});
    rows.push_back({std::string_view(id)});
  }
  if (rows.empty()) return;
  transaction.execute_many("UPDATE contracts SET customer_name = $2, your_reference = NULL, reason = '', search_text = '', version = version + 1 WHERE id = $1", named);
  transaction.execute_many("UPDATE contract_accounts SET reason = '' WHERE contract_id = $1", rows);
  transaction.execute_many("UPDATE contract_history SET reason = '', source_message = '' WHERE contract_id = $1", rows);
  transaction.execute_many("UPDATE contract_checks SET message = '', reason = '' WHERE contract_id = $1", rows);
  transaction.execute_many("UPDATE contract_acceptances SET accepted_by = '', accepted_title = '', reference = '', evidence_file_id = NULL WHERE contract_id = $1", rows);
  transaction.execute_many("DELETE FROM issued_document_parts WHERE document_id IN (SELECT id FROM issued_documents WHERE contract_id = $1)", rows);
  transaction.execute_many("UPDATE issued_documents SET title = '', anchors = '' WHERE contract_id = $1", rows);
  transaction.execute_many("DELETE FROM notes WHERE subject = $1", rows);
}

std::vector<UntouchedCustomer> list_untouched_customers(SqlReader& reader, Instant before, const std::optional<CustomerId>& after, std::int64_t limit) {
  const std::string behind = after ? after->text() : "";
  std::vector<UntouchedCustomer> customers;
  reader.query("SELECT id, partner_id, application_id FROM customers WHERE id > $1 AND erased_at_ms IS NULL AND updated_at_ms < $2 AND NOT EXISTS "
               "(SELECT 1 FROM service_accounts WHERE service_accounts.customer_id = customers.id AND service_accounts.updated_at_ms >= $2) ORDER BY id LIMIT $3",
               {std::string_view(behind), before.unix_ms(), limit}, [&](const SqlRow& row) {
                 customers.push_back({CustomerId::parse(row.text(0)).value(), access::PartnerId::parse(row.text(1)).value(),
                                      access::ApplicationId::parse(row.text(2)).value()});
               });
  return customers;
}

}  // namespace switchyard::contracting
