#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/amendment.hpp"
#include "contracting/contracts/contract_draft.hpp"
#include "contracting/contracts/field_refusals.hpp"
#include "contracting/customers/customer_actions.hpp"

namespace switchyard::contracting {
namespace {

bool is_signed(const Contract& contract) {
  return contract.signed_at.has_value() && contract.state != ContractState::signed_late && !facts_of(contract.state).is_final;
}

Result<void> check_kind(const Amendment& asked, const market::Market& market) {
  FieldRefusals refusals;
  const auto needs = [&](bool is_there, std::string pointer, std::string detail) {
    if (!is_there) refusals.add(std::move(pointer), "amendment_incomplete", std::move(detail));
  };
  const bool has_prices = asked.kind == AmendmentKind::add_accounts || asked.kind == AmendmentKind::blend_and_extend;
  needs(!asked.reason.empty(), "/reason", "a reason is needed");
  needs(asked.reason.size() <= kContractReasonSizeMax, "/reason", fmt::format("at most {} bytes", kContractReasonSizeMax));
  needs(asked.kind != AmendmentKind::none, "/kind", "a kind is needed");
  if (has_prices) needs(!asked.accounts.empty(), "/accounts", "name the accounts and their prices");
  if (!has_prices && asked.kind != AmendmentKind::correct) needs(asked.at.has_value(), "/effectiveOn", "name the read at which the old rates close");
  if (asked.kind == AmendmentKind::delete_accounts) needs(!asked.removed.empty(), "/contractAccountIds", "name the accounts that leave");
  if (asked.kind == AmendmentKind::assign_to_new_entity) needs(asked.new_customer.has_value(), "/newCustomerId", "name the new entity's customer");
  if (asked.kind == AmendmentKind::change_supplier_of_record) needs(market.supplier(asked.new_supplier) != nullptr, "/newSupplier", "name a supplier by its code");
  return refusals.finish("amendment_incomplete");
}

NewContract terms_of(const Contract& former, const Amendment& asked) {
  return {.customer = former.customer,
          .quote = asked.quote,
          .accounts = asked.accounts,
          .deal_type = DealType::amendment,
          .channel = former.channel,
          .language = former.language,
          .owner_agent = former.owner_agent,
          .sub_agency = former.sub_agency,
          .origin_partner = former.origin_partner,
          .broker_of_record = former.broker_of_record,
          .commission = CommissionTerms{.plan = former.commission.plan, .splits = former.commission.splits, .agent_code = former.commission.agent_code}};
}

// The extension's price weighs what remains of the old one.
Result<void> blend(const Contract& former, Contract& draft, FieldRefusals& refusals) {
  for (std::size_t i = 0; i < draft.accounts.size(); ++i) {
    ContractAccount& account = draft.accounts[i];
    const auto old = std::ranges::find(former.accounts, account.service_account, &ContractAccount::service_account);
    const std::string pointer = fmt::format("/accounts/{}", i);
    if (old == former.accounts.end() || !old->end_read || !account.start_read) {
      refusals.add(pointer, "amendment_incomplete", "is no account of the contract with a known end");
      continue;
    }
    if (old->price_unit != account.price_unit) {
      refusals.add(pointer, "unit_mismatch", fmt::format("the contract is by {}, the new price by {}", text_of(old->price_unit), text_of(account.price_unit)));
      continue;
    }
    const auto price = blended_extension_micros({.present_micros = old->price_micros,
                                                 .market_micros = account.price_micros,
                                                 .remaining_months = months_between(*account.start_read, *old->end_read),
                                                 .term_months = account.term_months});
    if (!price) {
      refusals.add(pointer, price.error());
      continue;
    }
    account.base_micros += *price - account.price_micros;
    account.price_micros = *price;
    const auto cost = annual_cost_cents(account);
    if (!cost) return cost.error();
    account.annual_cost_cents = *cost;
  }
  return {};
}

Result<Contract> amend_with_prices(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Contract& former, const Amendment& asked) {
  DraftLink link{.former = former.id, .amendment = asked.kind, .amends_at = asked.at, .overlaps_with = former.id};
  link.adjust = [&](Contract& draft) -> Result<void> {
    draft.reason = asked.reason;
    FieldRefusals refusals;
    if (asked.kind == AmendmentKind::blend_and_extend) {
      if (auto blended = blend(former, draft, refusals); !blended) return blended;
    }
    if (!draft.amends_at) {
      for (const ContractAccount& account : draft.accounts) {
        if (account.start_read && (!draft.amends_at || *account.start_read < *draft.amends_at)) draft.amends_at = account.start_read;
      }
    }
    if (asked.kind == AmendmentKind::add_accounts && draft.supplier != former.supplier) {
      refusals.add("/quoteId", "contract_mixed_supplier", "the added accounts are priced by another supplier than the contract's");
    }
    return refusals.finish("amendment_incomplete");
  };
  return draft_contract(transaction, desk, actor, terms_of(former, asked), link);
}

// The accounts that stay or leave, as they are, from the read on.
std::vector<ContractAccount> copied_accounts(const ContractDesk& desk, const Contract& former, const Amendment& asked, Contract& draft) {
  std::vector<ContractAccount> copies;
  for (const ContractAccount& account : former.accounts) {
    const bool is_named = std::ranges::find(asked.removed, account.id) != asked.removed.end();
    if (facts_of(account.state).is_final || (asked.kind == AmendmentKind::delete_accounts && !is_named)) continue;
    ContractAccount& copy = copies.emplace_back(account);
    copy.id = make_id<ContractAccountTag>(draft.created_at, desk.quotes.random);
    copy.contract = draft.id;
    copy.position = static_cast<std::int64_t>(copies.size()) - 1;
    copy.state = AccountState::pending;
    copy.state_since = draft.created_at;
    copy.attempts = 0;
    copy.instants = {};
    copy.rescission = {};
    if (!asked.at || (account.start_read && *account.start_read >= *asked.at)) continue;
    if (asked.kind == AmendmentKind::delete_accounts) {
      copy.end_read = asked.at;
    } else {
      copy.start_read = asked.at;
      copy.start_month = asked.at->month_of();
      if (copy.end_read) copy.term_months = months_between(*asked.at, *copy.end_read);
    }
  }
  return copies;
}

Result<Contract> amend_as_it_is(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Contract& former, const Amendment& asked) {
  const CustomerId customer = asked.new_customer.value_or(former.customer);
  const auto party = customer_to_change(transaction, actor.partner, customer);
  if (!party) return at_field(party.error(), "/newCustomerId");
  for (std::size_t i = 0; i < asked.removed.size(); ++i) {
    if (std::ranges::find(former.accounts, asked.removed[i], &ContractAccount::id) != former.accounts.end()) continue;
    return Error{ErrorKind::not_found, "contract_account_not_found", "The contract has no such account.",
                 {{fmt::format("/contractAccountIds/{}", i), "contract_account_not_found", "is no account of this contract"}}};
  }
  Contract draft = former;
  const Instant now = desk.quotes.clock.now();
  draft.id = make_id<ContractTag>(now, desk.quotes.random);
  draft.application = actor.application;
  draft.deal_type = DealType::amendment;
  draft.amendment = asked.kind;
  draft.state = ContractState::draft;
  draft.state_since = draft.created_at = draft.changed_at = now;
  draft.version = draft.document_version = 1;
  draft.customer = customer;
  draft.customer_name = party->details.legal_name;
  if (!asked.new_supplier.empty()) {
    draft.supplier = asked.new_supplier;
    draft.supplier_name = desk.quotes.market->supplier(asked.new_supplier)->name;
  }
  draft.your_reference.clear();
  draft.former = former.id;
  draft.successor.reset();
  draft.amends_at = asked.at;
  draft.was_imported = false;
  draft.reason = asked.reason;
  draft.signed_at.reset();
  draft.submitted_at.reset();
  draft.commission.frozen_at.reset();
  draft.accounts = copied_accounts(desk, former, asked, draft);
  if (draft.accounts.empty()) return Error{ErrorKind::unprocessable, "amendment_incomplete", "No account of the contract is left to amend.", {}};
  write_new_contract(transaction, desk, actor, draft, {});
  return draft;
}

}  // namespace

Result<Contract> amend_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Amendment& asked) {
  const auto former = contract_to_change(transaction, actor.partner, asked.contract, asked.expected_version);
  if (!former) return former.error();
  if (auto whole = check_kind(asked, *desk.quotes.market); !whole) return std::move(whole).error();
  if (!is_signed(*former)) {
    return Error{ErrorKind::conflict, "contract_not_signed", fmt::format("The contract is {}; what is not signed is updated, not amended.", text_of(former->state))};
  }
  const bool has_prices = asked.kind == AmendmentKind::add_accounts || asked.kind == AmendmentKind::blend_and_extend;
  if (has_prices) return amend_with_prices(transaction, desk, actor, *former, asked);
  return amend_as_it_is(transaction, desk, actor, *former, asked);
}

}  // namespace switchyard::contracting
