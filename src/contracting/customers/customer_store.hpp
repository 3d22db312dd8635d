// All SQL about customers and their contacts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contracting/customers/customer.hpp"
#include "contracting/page.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// Those of `ids` that are this partner's, in the order of `ids`, each once. Two statements up to a thousand ids.
[[nodiscard]] std::vector<Customer> read_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> ids);
[[nodiscard]] std::optional<Customer> find_customer(SqlReader& reader, const access::PartnerId& partner, const CustomerId& id);

enum class CustomerSort : std::uint8_t { created_at, updated_at, legal_name };

// Empty and absent: any.
struct CustomerFilter {
  std::string text = {};            // Words that all begin a word of name, DBA, reference, contact, address or account number.
  std::string state = {};           // Of the legal or billing address, or of a service address.
  std::string your_reference = {};
  std::optional<Instant> created_after = {};  // Exclusive.
  std::string owner_agent = {};
  CustomerSort sort = CustomerSort::created_at;
  bool descending = true;
};

// Erased customers are not listed. Three statements. Cursors of another sort are `cursor_invalid`.
[[nodiscard]] Result<Page<Customer>> list_customers(SqlReader& reader, const access::PartnerId& partner, const CustomerFilter& filter, const PageWindow& window);
[[nodiscard]] std::int64_t count_customers(SqlReader& reader, const access::PartnerId& partner, const CustomerFilter& filter);

struct SealedTaxId {
  TaxIdKind kind = TaxIdKind::ein;
  std::string last4;
  std::string sealed;  // Bytes.
};

void insert_customer(SqlTransaction& transaction, const Customer& customer, const std::optional<SealedTaxId>& tax_id);
// False where the stored version is not one less. The tax id is written only where `tax_id_changes`.
[[nodiscard]] bool update_customer_row(SqlTransaction& transaction, const Customer& customer, bool tax_id_changes, const std::optional<SealedTaxId>& tax_id);
[[nodiscard]] bool is_customer_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference,
                                               const std::optional<CustomerId>& but_for);

// Sealed tax ids of those that have one.
struct CustomerSeal {
  CustomerId customer;
  SealedTaxId tax_id;
};
// By customer behind `after`, for resealing.
[[nodiscard]] std::vector<CustomerSeal> list_tax_ids_of_any_partner(SqlReader& reader, const std::optional<CustomerId>& after, std::int64_t limit);
// The same number under another seal: no change that counts.
void update_sealed_tax_id(SqlTransaction& transaction, const CustomerId& customer, const SealedTaxId& tax_id);
[[nodiscard]] std::vector<CustomerSeal> read_tax_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> ids);

}  // namespace switchyard::contracting
