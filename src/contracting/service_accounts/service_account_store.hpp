// All SQL about service accounts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contracting/page.hpp"
#include "contracting/service_accounts/service_account.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// Those of `ids` that are this partner's, in the order of `ids`, each once. One statement up to a thousand ids.
[[nodiscard]] std::vector<ServiceAccount> read_service_accounts(SqlReader& reader, const access::PartnerId& partner, std::span<const ServiceAccountId> ids);
[[nodiscard]] std::optional<ServiceAccount> find_service_account(SqlReader& reader, const access::PartnerId& partner, const ServiceAccountId& id);

// All accounts of these customers, by customer and in order of making; at most `limit_each` a customer. One statement up to a thousand customers.
[[nodiscard]] std::vector<ServiceAccount> read_accounts_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers,
                                                                     std::int64_t limit_each);
struct AccountCount {
  CustomerId customer;
  std::int64_t count = 0;
};
[[nodiscard]] std::vector<AccountCount> count_accounts_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers);

// Empty and absent: any.
struct ServiceAccountFilter {
  std::optional<CustomerId> customer = {};
  std::optional<Commodity> commodity = {};
  std::string utility_code = {};
  std::string account_number = {};   // Normalised.
  std::string state = {};            // Of the service address.
  std::string your_reference = {};
  std::optional<Instant> created_after = {};  // Exclusive.
  bool descending = false;           // In order of making.
};
[[nodiscard]] Result<Page<ServiceAccount>> list_service_accounts(SqlReader& reader, const access::PartnerId& partner, const ServiceAccountFilter& filter,
                                                                 const PageWindow& window);
[[nodiscard]] std::int64_t count_service_accounts(SqlReader& reader, const access::PartnerId& partner, const ServiceAccountFilter& filter);

void insert_service_accounts(SqlTransaction& transaction, std::span<const ServiceAccount> accounts);
// False where the stored version is not one less.
[[nodiscard]] bool update_service_account_row(SqlTransaction& transaction, const ServiceAccount& account);

// Normalised numbers and references that are taken already, of those asked for.
struct AccountKey {
  std::string utility_code;
  std::string account_number;
  auto operator<=>(const AccountKey&) const = default;
};
[[nodiscard]] std::vector<AccountKey> account_keys_of(SqlReader& reader, const CustomerId& customer, std::span<const std::string> account_numbers);
[[nodiscard]] std::vector<std::string> taken_account_references(SqlReader& reader, const access::ApplicationId& application, std::span<const std::string> references);

}  // namespace switchyard::contracting
