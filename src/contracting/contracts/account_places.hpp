// Where contract accounts are found by enrollment: whoever's they are, by number, state and date. Of operators and this system's own parts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

struct AccountPlace {
  ContractAccountId account;
  ContractId contract;
  access::PartnerId partner;
  AccountState state = AccountState::pending;
  Instant state_since{};
  std::string supplier = {};
  std::string contract_number = {};
  std::string customer_name = {};
  std::string account_number = {};  // Normalised.
  std::string utility_code = {};
  std::string state_code = {};
  std::string reason_code = {};
  std::string reason = {};
  RejectClass reject_class = RejectClass::none;
};

[[nodiscard]] std::optional<AccountPlace> find_account_place(SqlReader& reader, const ContractAccountId& account);
// Of a supplier's contracts, by the number as suppliers have it (normalised); the newest contract first. Those of drafts too.
[[nodiscard]] std::vector<AccountPlace> account_places_of_number(SqlReader& reader, std::string_view supplier, std::string_view account_number);
// In this state with their start on or before the day, the earliest first.
[[nodiscard]] std::vector<AccountPlace> account_places_starting(SqlReader& reader, AccountState state, Date until, std::int64_t limit);
// In any of at most four states, of accounts after `after` in order of id.
[[nodiscard]] std::vector<AccountPlace> account_places_in(SqlReader& reader, std::span<const AccountState> states, const std::optional<ContractAccountId>& after,
                                                          std::int64_t limit);

}  // namespace switchyard::contracting
