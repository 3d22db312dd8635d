// New prices for a contract's open accounts, found in another quote or in today's book. Private to the room.
#pragma once

#include <map>

#include "contracting/contracts/account_pricing.hpp"
#include "contracting/contracts/contract_facts.hpp"

namespace switchyard::contracting {

// Of accounts that are not over, by the positions given.
struct Repriced {
  PricedAccounts priced;
  std::vector<std::size_t> positions = {};  // Of the contract's accounts, by priced.accounts.
};

// "quote_not_found", "quote_expired", and as match_lines refuses. Start months are the lines'.
[[nodiscard]] Result<Repriced> prices_of_quote(SqlReader& reader, const ContractDesk& desk, const pricing::QuoteId& quote, const Contract& contract,
                                               const ContractParties& parties);
// A quote of the same keys, usages and margins at this moment, written in this transaction: "price_source_missing" where the contract was imported,
// "rate_gone" and whatever else lines refuse.
[[nodiscard]] Result<Repriced> prices_of_today(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Contract& contract,
                                               const ContractParties& parties);

// The lines that priced the accounts, by quote line.
[[nodiscard]] std::map<pricing::QuoteLineId, pricing::QuoteLine> former_lines(SqlReader& reader, const Contract& contract);

// The quote's used lines become contracted.
[[nodiscard]] Result<void> take_quote_lines(SqlTransaction& transaction, const ContractDesk& desk, const PricedAccounts& priced);

}  // namespace switchyard::contracting
