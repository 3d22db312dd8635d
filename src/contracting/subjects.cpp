#include "contracting/subjects.hpp"

#include "contracting/authorizations/authorization.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::contracting {

bool is_subject_of(SqlReader& reader, const access::PartnerId& partner, std::string_view id) {
  if (const auto customer = CustomerId::parse(id)) return find_customer(reader, partner, *customer).has_value();
  if (const auto account = ServiceAccountId::parse(id)) return find_service_account(reader, partner, *account).has_value();
  if (const auto contract = ContractId::parse(id)) return !contracts_by_ids(reader, partner, std::span(&*contract, 1)).empty();
  if (const auto authorization = AuthorizationId::parse(id)) return find_authorization(reader, partner, *authorization).has_value();
  return false;
}

}  // namespace switchyard::contracting
