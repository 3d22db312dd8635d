#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/commission.hpp"
#include "contracting/contracts/contract_draft.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/contracts/field_refusals.hpp"
#include "contracting/contracts/repricing.hpp"

namespace switchyard::contracting {
namespace {

template <class T>
void take(const std::optional<T>& given, T& value) {
  if (given) value = *given;
}

Result<void> change_texts(SqlReader& reader, const ContractChange& change, Contract& contract) {
  take(change.your_reference, contract.your_reference);
  take(change.language, contract.language);
  take(change.owner_agent, contract.owner_agent);
  take(change.sub_agency, contract.sub_agency);
  take(change.broker_of_record, contract.broker_of_record);
  take(change.channel, contract.channel);
  const auto texts = check_texts({.customer = contract.customer,
                                  .language = contract.language,
                                  .owner_agent = contract.owner_agent,
                                  .sub_agency = contract.sub_agency,
                                  .broker_of_record = contract.broker_of_record,
                                  .your_reference = contract.your_reference});
  if (!texts) return texts;
  if (contract.your_reference.empty() || !is_contract_reference_taken(reader, contract.application, contract.your_reference, contract.id)) return {};
  return Error{ErrorKind::conflict, "your_reference_taken", fmt::format("Another contract of this application has the reference \"{}\".", contract.your_reference),
               {{"/yourReference", "your_reference_taken", "is another contract's"}}};
}

// Another start of the same price: dates and instants are found anew, the price stays.
Result<void> change_starts(SqlReader& reader, const ContractDesk& desk, const ContractChange& change, ContractEdit& edit) {
  Contract& contract = edit.contract();
  if (contract.amendment == AmendmentKind::blend_and_extend) {
    return Error{ErrorKind::conflict, "contract_state_conflict", "An extension's price is blended for its start; withdraw it and amend the contract anew."};
  }
  const ContractParties parties = parties_of(reader, contract);
  const auto lines = former_lines(reader, contract);
  FieldRefusals refusals;
  for (std::size_t i = 0; i < change.accounts.size(); ++i) {
    const ContractChange::AccountChange& asked = change.accounts[i];
    const auto account = std::ranges::find(contract.accounts, asked.account, &ContractAccount::id);
    if (account == contract.accounts.end() || !account->quote_line) {
      refusals.add(fmt::format("/accounts/{}/contractAccountId", i), "contract_account_not_found", "is no priced account of this contract");
      continue;
    }
    const pricing::QuoteLine& line = lines.at(*account->quote_line);
    const pricing::LineFacts& facts = line.facts;
    if (asked.start_month && facts.start_from && (*asked.start_month < *facts.start_from || *asked.start_month >= *facts.start_until)) {
      refusals.add(fmt::format("/accounts/{}/startMonth", i), "start_not_offered",
                   fmt::format("the price is for starts from {} until {}; re-price the contract for another start", facts.start_from->text(), facts.start_until->text()));
      continue;
    }
    const auto position = static_cast<std::size_t>(account - contract.accounts.begin());
    const PricedAccount priced{.service = parties.services[position],
                               .usage_base_milli = account->annual_usage_milli,
                               .start_month = asked.start_month ? asked.start_month : account->start_month,
                               .requested_start = asked.requested_start ? asked.requested_start : account->requested_start};
    if (auto frozen = freeze_price(desk, {priced, line, contract.deal_type, contract.language, edit.cause().at}, *account->quote, *account); !frozen) return frozen;
    edit.touch_account(position);
  }
  return refusals.finish("contract_accounts_refused");
}

}  // namespace

Result<Contract> update_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractChange& change) {
  auto contract = contract_to_change(transaction, actor.partner, change.contract, change.expected_version);
  if (!contract) return contract;
  if (!is_editable(contract->state)) {
    return Error{ErrorKind::conflict, "contract_state_conflict", fmt::format("The contract is {}; only a draft is updated. Amend what is signed.", text_of(contract->state))};
  }
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = desk.quotes.clock.now()});
  if (auto changed = change_texts(transaction, change, edit.contract()); !changed) return std::move(changed).error();
  if (!change.accounts.empty()) {
    if (auto changed = change_starts(transaction, desk, change, edit); !changed) return std::move(changed).error();
  }
  if (change.commission) {
    auto terms = commission_terms(*change.commission, edit.contract().accounts, edit.contract().commission.agent_code);
    if (!terms) return std::move(terms).error();
    edit.contract().commission = std::move(*terms);
    replace_splits(transaction, edit.contract());
  }
  edit.write(transaction, desk);
  index_contract(transaction, edit.contract());
  return edit.contract();
}

}  // namespace switchyard::contracting
