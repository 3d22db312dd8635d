// What is done with service accounts, each in the caller's transaction, which a refusal must undo.
#pragma once

#include <functional>
#include <span>

#include "contracting/actor.hpp"
#include "contracting/party_desk.hpp"
#include "contracting/service_accounts/service_account.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::contracting {

// Pure: normalised and checked; what is wrong is added to `refusals` below `pointer` ("/accounts/3", or nothing): missing, too_long, control_character,
// wrong_count, utility_unknown, commodity_mismatch (the utility is of the other), account_number_invalid (the detail has the utility's hints),
// out_of_range (usage, tag), unit_mismatch, next_reads_unordered, and what checked_address says. A zone or class that the market does not know is kept: suppliers have
// words of their own.
struct CheckedAccount {
  ServiceAccountDetails details;
  std::string account_number;  // Normalised.
  market::AccountVerdict number_verdict = market::AccountVerdict::valid;
};
[[nodiscard]] CheckedAccount checked_account(const ServiceAccountDetails& given, const std::string& pointer, const market::Market& market,
                                             std::vector<FieldError>& refusals);

// One to kAccountsPerCallMax, all or none; the same few statements however many. Refused: `customer_not_found`, `customer_erased`, `accounts_invalid` with
// every wrong field by "/accounts/INDEX/…" (at most kAccountErrorsMax; also account_repeated, account_exists, your_reference_taken), `accounts_empty`,
// `too_many_accounts`.
inline constexpr std::size_t kAccountErrorsMax = 200;
[[nodiscard]] Result<std::vector<ServiceAccount>> add_service_accounts(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor,
                                                                       const CustomerId& customer, std::span<const ServiceAccountDetails> accounts);

// `accounts_empty` or `too_many_accounts` at `pointer`.
[[nodiscard]] Result<void> check_account_count(std::size_t count, const std::string& pointer);

// Refused: `service_account_not_found`, `version_conflict`, `account_invalid` with fields.
[[nodiscard]] Result<ServiceAccount> update_service_account(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const ServiceAccountId& id,
                                                            std::int64_t expected_version, const std::function<void(ServiceAccountDetails&)>& edit);

}  // namespace switchyard::contracting
