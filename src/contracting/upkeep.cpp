#include "contracting/upkeep.hpp"

#include "contracting/authorizations/authorization.hpp"
#include "contracting/customers/tax_id.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::int64_t kAuthorizationsEach = 100;
constexpr std::int64_t kCustomersEach = 20;
constexpr std::int64_t kTaxIdsEach = 200;

}  // namespace

std::int64_t end_authorizations(Database& database, const PartyDesk& desk) {
  std::int64_t all = 0;
  for (std::int64_t told = kAuthorizationsEach; told == kAuthorizationsEach;) {
    database.write([&](SqlTransaction& transaction) {
      told = expire_authorizations(transaction, desk, kAuthorizationsEach);
      return told > 0;
    });
    all += told;
  }
  return all;
}

std::int64_t forget_customers(Database& database, const PartyDesk& desk, std::span<const CustomerHolder* const> holders) {
  std::int64_t all = 0;
  std::optional<CustomerId> after;
  do {
    ForgettingPass pass;
    database.write([&](SqlTransaction& transaction) {
      pass = forget_untouched_customers(transaction, desk, after, kCustomersEach, holders);
      return pass.erased > 0;
    });
    all += pass.erased;
    after = pass.next;
  } while (after);
  return all;
}

Result<std::int64_t> reseal_all_tax_ids(Database& database, const access::Sealer& sealer) {
  std::int64_t all = 0;
  std::optional<CustomerId> after;
  do {
    const auto pass = write_result<ResealingPass>(database, [&](SqlTransaction& transaction) { return reseal_tax_ids(transaction, sealer, after, kTaxIdsEach); });
    if (!pass) return pass.error();
    all += pass->resealed;
    after = pass->next;
  } while (after);
  return all;
}

}  // namespace switchyard::contracting
