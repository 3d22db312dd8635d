// Accounts and the quote's lines that price them: found, made where there is no quote yet, and held against each other. A price is for a
// utility, a class, a zone and a band; an account of another is refused, never bent to fit.
#pragma once

#include <vector>

#include "contracting/contracts/contract_actions.hpp"
#include "contracting/service_accounts/service_account.hpp"

namespace switchyard::contracting {

struct PricedAccount {
  ServiceAccount service;
  std::size_t line = 0;                      // Of the quote's lines.
  std::int64_t usage_base_milli = 0;         // Of the contract, in the base unit of the price.
  std::optional<Month> start_month = {};
  std::optional<Date> requested_start = {};
};

// A quote with the line of each account, in the order asked for.
struct PricedAccounts {
  pricing::Quote quote;                      // Not yet contracted.
  std::vector<PricedAccount> accounts;

  [[nodiscard]] const pricing::QuoteLine& line_of(const PricedAccount& account) const { return quote.lines.at(account.line); }
};

// The service accounts asked for, all of this customer: "contract_accounts_limit", "contract_account_repeated", "service_account_not_found",
// "service_account_of_other_customer".
[[nodiscard]] Result<std::vector<ServiceAccount>> accounts_asked_for(SqlReader& reader, const access::PartnerId& partner, const NewContract& asked);

// The partner's quote while contracts can be made of it: "quote_not_found", "quote_expired".
[[nodiscard]] Result<pricing::Quote> open_quote(SqlReader& reader, const ContractDesk& desk, const access::PartnerId& partner, const pricing::QuoteId& id);

// By the quote's lines, or by a quote made of the rates and offers in this transaction. As create_contract refuses.
[[nodiscard]] Result<PricedAccounts> price_accounts(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewContract& asked,
                                                    const std::string& customer_name, std::vector<ServiceAccount> services);

// Every account against its line: "account_price_mismatch" (utility, commodity, class or zone), "usage_missing", "offer_usage_differs",
// "band_mismatch", "start_not_offered", "not_entitled", "contract_mixed_supplier", "contract_mixed_commodity".
[[nodiscard]] Result<void> check_prices_fit(const ContractDesk& desk, const access::PartnerId& partner, const PricedAccounts& priced);

}  // namespace switchyard::contracting
