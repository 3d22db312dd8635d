// What is done with customers, each in the caller's transaction, which a refusal must undo. All wrong fields are named at once, by
// pointers into the mutation's input: "/legalName", "/contacts/0/email".
#pragma once

#include <functional>

#include "contracting/actor.hpp"
#include "contracting/customers/customer.hpp"
#include "contracting/party_desk.hpp"

namespace switchyard::contracting {

// Pure: trimmed, normalised, checked. `customer_invalid` with every wrong field: missing, too_long, control_character, too_many, email_invalid,
// phone_invalid, duns_invalid, sic_invalid, naics_invalid, tax_id_invalid, contact_unknown, and what checked_address says.
[[nodiscard]] Result<CustomerDetails> checked_details(const CustomerForm& form, const market::Market& market);

// Refused: as checked_details, `your_reference_taken`, `file_not_found` (the certificate).
[[nodiscard]] Result<Customer> create_customer(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerForm& form);

// `edit` changes the form of the present customer. Refused further: `customer_not_found`, `customer_erased`, `version_conflict` (another change came
// between; the message tells the present version).
[[nodiscard]] Result<Customer> update_customer(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerId& id,
                                               std::int64_t expected_version, const std::function<void(CustomerForm&)>& edit);

// The partner's customer, not erased: `customer_not_found`, `customer_erased`.
[[nodiscard]] Result<Customer> customer_to_change(SqlReader& reader, const access::PartnerId& partner, const CustomerId& id);

[[nodiscard]] Error version_conflict(std::int64_t present, std::int64_t expected);

}  // namespace switchyard::contracting
