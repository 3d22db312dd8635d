// The columns of customers and contacts, for the stores of this folder.
#pragma once

#include <string>
#include <vector>

#include "contracting/column_walk.hpp"
#include "contracting/customers/customer.hpp"

namespace switchyard::contracting {

struct ContactRow {
  std::string customer;
  std::int64_t position = 0;
  Contact contact = {.id = ContactId(Uuid{}), .first_name = {}, .last_name = {}};
};

// All but the tax id's.
template <class Visit, class Row>
void visit_customer(Visit& visit, Row& row) {
  visit("id", row.id);
  visit("partner_id", row.partner);
  visit("application_id", row.application);
  visit("version", row.version);
  visit("created_at_ms", row.created_at);
  visit("updated_at_ms", row.updated_at);
  visit("erased_at_ms", row.erased_at);
  visit("sort_name", row.sort_name);
  auto& details = row.details;
  visit("legal_name", details.legal_name);
  visit("dba", details.dba);
  visit.word("entity_type", details.entity_type, parse_entity_type);
  visit("duns", details.duns);
  visit("sic", details.sic);
  visit("naics", details.naics);
  visit.word("tax_exemption", details.tax_exemption, parse_tax_exemption);
  visit("tax_exemption_certificate", details.tax_exemption_certificate);
  visit.word("language", details.language, parse_language);
  visit.reference("your_reference", details.your_reference);
  visit.reference("owner_agent", details.owner_agent);
  visit.address("legal", details.legal_address);
  visit.address("billing", details.billing_address);
}

template <class Visit, class Row>
void visit_contact(Visit& visit, Row& row) {
  visit("customer_id", row.customer);
  visit("position", row.position);
  auto& contact = row.contact;
  visit("id", contact.id);
  visit.word("role", contact.role, parse_contact_role);
  visit("first_name", contact.first_name);
  visit("middle_name", contact.middle_name);
  visit("last_name", contact.last_name);
  visit("title", contact.title);
  visit("authority", contact.authority);
  visit("email", contact.email);
  visit("phone", contact.phone);
  visit("mobile", contact.mobile);
  visit("consents_to_email", contact.consents_to_email);
  visit("consents_to_sms", contact.consents_to_sms);
}

[[nodiscard]] Customer blank_customer();
// Of a row of the customer's columns, then tax_id_kind and tax_id_last4; without contacts.
[[nodiscard]] Customer customer_of(const SqlRow& row);
[[nodiscard]] std::vector<Customer> with_contacts(SqlReader& reader, std::vector<Customer> customers);

}  // namespace switchyard::contracting
