#include <fmt/format.h>

#include "contracting/contracts/account_overlaps.hpp"
#include "contracting/contracts/commission.hpp"
#include "contracting/contracts/contract_draft.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/contracts/field_refusals.hpp"
#include "contracting/contracts/repricing.hpp"
#include "contracting/customers/customer_actions.hpp"

namespace switchyard::contracting {
namespace {

DealType deal_type_of(const NewContract& asked, const DraftLink& link, const pricing::LineFacts& facts) {
  if (link.amendment != AmendmentKind::none) return DealType::amendment;
  if (link.former_supplier.empty()) return asked.deal_type;
  return facts.supplier == link.former_supplier ? DealType::renewal_same_supplier : DealType::renewal_other_supplier;
}

Contract blank_draft(const ContractDesk& desk, const Actor& actor, const NewContract& asked, const DraftLink& link, const Customer& customer,
                     const pricing::LineFacts& facts) {
  const Instant now = desk.quotes.clock.now();
  Contract contract{.id = make_id<ContractTag>(now, desk.quotes.random),
                    .partner = actor.partner,
                    .application = actor.application,
                    .deal_type = deal_type_of(asked, link, facts),
                    .amendment = link.amendment,
                    .channel = asked.channel,
                    .state_since = now,
                    .customer = customer.id,
                    .customer_name = customer.details.legal_name};
  contract.supplier = facts.supplier;
  contract.supplier_name = facts.supplier_name;
  contract.commodity = facts.commodity;
  contract.language = asked.language;
  contract.owner_agent = asked.owner_agent.empty() ? customer.details.owner_agent : asked.owner_agent;
  contract.sub_agency = asked.sub_agency;
  contract.origin_partner = asked.origin_partner;
  contract.broker_of_record = asked.broker_of_record;
  contract.your_reference = asked.your_reference;
  contract.former = link.former;
  contract.amends_at = link.amends_at;
  contract.created_at = contract.changed_at = now;
  return contract;
}

Result<void> add_accounts(const ContractDesk& desk, const NewContract& asked, const PricedAccounts& priced, Contract& contract) {
  contract.accounts.reserve(priced.accounts.size());
  for (const PricedAccount& account : priced.accounts) {
    ContractAccount& made = contract.accounts.emplace_back(ContractAccount{.id = make_id<ContractAccountTag>(contract.created_at, desk.quotes.random),
                                                                           .contract = contract.id,
                                                                           .position = static_cast<std::int64_t>(contract.accounts.size()),
                                                                           .service_account = account.service.id,
                                                                           .state_since = contract.created_at});
    const DatesQuestion question{account, priced.line_of(account), contract.deal_type, asked.language, contract.created_at};
    if (auto frozen = freeze_price(desk, question, priced.quote.id, made); !frozen) return frozen;
  }
  return {};
}

// What can be said of an account only once its dates are known.
Result<void> check_dates(const NewContract& asked, const Contract& contract) {
  FieldRefusals refusals;
  for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
    const ContractAccount& account = contract.accounts[i];
    if (account.instants.sign_by && contract.created_at >= *account.instants.sign_by) {
      refusals.add(fmt::format("/accounts/{}", i), "price_expired", fmt::format("the price had to be signed by {}", account.instants.sign_by->text()));
    }
    if (contract.deal_type == DealType::move_in && !account.requested_start) {
      refusals.add(fmt::format("/accounts/{}/requestedStart", i), "required", "a move-in needs its day");
    }
    if (asked.co_terminous_end && account.end_read && account.end_read->month_of() != *asked.co_terminous_end) {
      refusals.add(fmt::format("/accounts/{}", i), "co_terminous_mismatch",
                   fmt::format("from {} for {} months ends in {}, not in {}", account.start_read->text(), account.term_months, account.end_read->month_of().text(),
                               asked.co_terminous_end->text()));
    }
  }
  return refusals.finish("contract_accounts_refused");
}

std::vector<MeterInterval> intervals_of(const Contract& contract, const PricedAccounts& priced) {
  std::vector<MeterInterval> intervals;
  for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
    const ContractAccount& account = contract.accounts[i];
    if (account.start_read) intervals.push_back({i, &priced.accounts[i].service, *account.start_read, account.end_read});
  }
  return intervals;
}

// Checks of a contract as it is made: what overlaps said.
std::vector<ContractCheck> checks_of(const Contract& contract, Overlaps overlaps) {
  for (ContractCheck& check : overlaps.checks) check.contract = contract.id;
  return std::move(overlaps.checks);
}

Result<void> take_reference(SqlReader& reader, const Contract& contract) {
  if (contract.your_reference.empty() || !is_contract_reference_taken(reader, contract.application, contract.your_reference)) return {};
  return Error{ErrorKind::conflict, "your_reference_taken", fmt::format("Another contract of this application has the reference \"{}\".", contract.your_reference),
               {{"/yourReference", "your_reference_taken", "is another contract's"}}};
}

}  // namespace

Result<Contract> draft_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewContract& asked, const DraftLink& link) {
  if (auto texts = check_texts(asked); !texts) return std::move(texts).error();
  const auto customer = customer_to_change(transaction, actor.partner, asked.customer);
  if (!customer) return at_field(customer.error(), "/customerId");
  auto services = accounts_asked_for(transaction, actor.partner, asked);
  if (!services) return std::move(services).error();
  const auto priced = price_accounts(transaction, desk, actor, asked, customer->details.legal_name, std::move(*services));
  if (!priced) return priced.error();
  if (auto fit = check_prices_fit(desk, actor.partner, *priced); !fit) return std::move(fit).error();

  const pricing::QuoteLine& first = priced->line_of(priced->accounts.front());
  Contract contract = blank_draft(desk, actor, asked, link, *customer, first.facts);
  if (auto reference = take_reference(transaction, contract); !reference) return std::move(reference).error();
  if (auto added = add_accounts(desk, asked, *priced, contract); !added) return std::move(added).error();
  if (link.adjust) {
    if (auto adjusted = link.adjust(contract); !adjusted) return std::move(adjusted).error();
  }
  if (auto dates = check_dates(asked, contract); !dates) return std::move(dates).error();
  auto commission = commission_terms(asked.commission.value_or(CommissionTerms{}), contract.accounts, first.terms.agent_code);
  if (!commission) return std::move(commission).error();
  contract.commission = std::move(*commission);
  auto overlaps = judge_overlaps(transaction, desk, actor.partner, intervals_of(contract, *priced), {.amended = link.overlaps_with});
  if (!overlaps) return std::move(overlaps).error();
  if (auto taken = take_quote_lines(transaction, desk, *priced); !taken) return std::move(taken).error();
  const std::vector<ContractCheck> checks = checks_of(contract, std::move(*overlaps));
  write_new_contract(transaction, desk, actor, contract, checks);
  return contract;
}

Result<Contract> create_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewContract& asked) {
  return draft_contract(transaction, desk, actor, asked, {});
}

}  // namespace switchyard::contracting
