#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/contract_draft.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/repricing.hpp"

namespace switchyard::contracting {
namespace {

Result<void> check_renewable(const Contract& former) {
  if (former.successor) {
    return Error{ErrorKind::conflict, "contract_renewed", fmt::format("The contract was renewed by {}; renew that one.", former.successor->text())};
  }
  const bool was_signed = former.signed_at.has_value() || former.was_imported;
  const bool has_run = former.state == ContractState::ended || !facts_of(former.state).is_final;
  if (was_signed && has_run && former.state != ContractState::signed_late) return {};
  return Error{ErrorKind::conflict, "contract_not_signed", fmt::format("The contract is {}; only a signed one is renewed.", text_of(former.state))};
}

// The old accounts, priced by the lines of the new quote that are for them.
Result<std::vector<NewContractAccount>> accounts_by_quote(SqlReader& reader, const ContractDesk& desk, const Contract& former, const pricing::QuoteId& quote) {
  const auto priced = prices_of_quote(reader, desk, quote, former, parties_of(reader, former));
  if (!priced) return priced.error();
  std::vector<NewContractAccount> accounts;
  for (const PricedAccount& account : priced->priced.accounts) {
    accounts.push_back({.service_account = account.service.id, .quote_line = priced->priced.line_of(account).id});
  }
  return accounts;
}

// Supply goes on where it ended, on the same day, where the new price is for that month.
void start_at_old_ends(const Contract& former, const NewContract& next, Contract& draft) {
  for (std::size_t i = 0; i < draft.accounts.size(); ++i) {
    ContractAccount& account = draft.accounts[i];
    const auto old = std::ranges::find(former.accounts, account.service_account, &ContractAccount::service_account);
    if (next.accounts[i].requested_start || old == former.accounts.end() || !old->end_read || !account.start_month) continue;
    if (*account.start_month != old->end_read->month_of() || !account.start_read) continue;
    const std::int32_t shift = old->end_read->days() - account.start_read->days();
    account.start_read = old->end_read;
    account.start_is_estimate = old->start_is_estimate;
    if (account.end_read) account.end_read = account.end_read->plus_days(shift);
  }
}

}  // namespace

Result<Contract> renew_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Renewal& asked) {
  const auto former = contract_to_change(transaction, actor.partner, asked.contract);
  if (!former) return former.error();
  if (auto renewable = check_renewable(*former); !renewable) return std::move(renewable).error();
  NewContract next = asked.next;
  next.customer = former->customer;
  if (next.accounts.empty() && !next.quote) {
    return Error{ErrorKind::unprocessable, "renewal_prices_missing", "Name a quote, or the accounts and their rates.",
                 {{"/quoteId", "renewal_prices_missing", "a quote, or accounts with rates"}}};
  }
  if (next.accounts.empty()) {
    auto accounts = accounts_by_quote(transaction, desk, *former, *next.quote);
    if (!accounts) return std::move(accounts).error();
    next.accounts = std::move(*accounts);
  }
  if (next.owner_agent.empty()) next.owner_agent = former->owner_agent;
  if (next.sub_agency.empty()) next.sub_agency = former->sub_agency;
  if (next.origin_partner.empty()) next.origin_partner = former->origin_partner;
  if (next.broker_of_record.empty()) next.broker_of_record = former->broker_of_record;
  DraftLink link{.former = former->id, .former_supplier = former->supplier};
  link.adjust = [&](Contract& draft) -> Result<void> {
    start_at_old_ends(*former, next, draft);
    return {};
  };
  return draft_contract(transaction, desk, actor, next, link);
}

}  // namespace switchyard::contracting
