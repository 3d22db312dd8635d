#include "contracting/contracts/contract_draft.hpp"

#include <fmt/format.h>

#include "contracting/contracts/contract_events.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/contracts/field_refusals.hpp"
#include "contracting/search/search_index.hpp"
#include "values/ensure.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {

Result<void> check_texts(const NewContract& asked) {
  FieldRefusals refusals;
  const auto limit = [&](std::string pointer, const std::string& text, std::size_t size_max) {
    if (text.size() > size_max) refusals.add(std::move(pointer), "too_long", fmt::format("at most {} bytes", size_max));
  };
  limit("/yourReference", asked.your_reference, kYourReferenceSizeMax);
  limit("/ownerAgent", asked.owner_agent, kAgentNameSizeMax);
  limit("/subAgency", asked.sub_agency, kAgentNameSizeMax);
  limit("/originPartner", asked.origin_partner, kAgentNameSizeMax);
  limit("/brokerOfRecord", asked.broker_of_record, kAgentNameSizeMax);
  if (asked.language != "en" && asked.language != "es") refusals.add("/language", "not_one_of", "must be en or es");
  return refusals.finish("contract_invalid");
}

Result<void> freeze_price(const ContractDesk& desk, const DatesQuestion& question, const pricing::QuoteId& quote, ContractAccount& account) {
  const pricing::QuoteLine& line = question.line;
  const pricing::LineFacts& facts = line.facts;
  const auto dates = account_dates(desk, question);
  if (!dates) return dates.error();
  const pricing::PartnerView view = pricing::partner_view(pricing::parts_of(line));
  account.quote = quote;
  account.quote_line = line.id;
  account.source_id = facts.source_id;
  account.utility_code = facts.utility_code;
  account.state_code = facts.state;
  account.rate_class = facts.rate_class.empty() ? facts.rate_class_word : facts.rate_class;
  account.zone = facts.zone.empty() ? facts.zone_word : facts.zone;
  account.product = facts.product;
  account.annual_usage_milli = question.account.usage_base_milli;
  account.price_unit = facts.price_unit;
  account.price_decimals = facts.price_decimals;
  account.term_months = facts.term_months;
  account.base_micros = view.base_micros;
  account.margin_micros = view.margin_micros;
  account.gross_up_micros = view.gross_up_micros;
  account.price_micros = view.price_micros;
  const auto cost = annual_cost_cents(account);
  if (!cost) return cost.error();
  account.annual_cost_cents = *cost;
  account.start_month = question.account.start_month;
  account.requested_start = question.account.requested_start;
  account.start_read = dates->start_read;
  account.end_read = dates->end_read;
  account.start_is_estimate = dates->is_estimate;
  account.instants = dates->instants;
  account.rescission = dates->rescission;
  return {};
}

Result<std::int64_t> annual_cost_cents(const ContractAccount& account) {
  const auto exact = multiply(UnitPrice::from_micros(account.price_micros, account.price_unit), Energy::from_milli(account.annual_usage_milli, base_of(account.price_unit)));
  if (!exact) return exact.error();
  const auto cost = round_to_cents(*exact, Rounding::half_up);
  if (!cost) return cost.error();
  return cost->cents();
}

std::vector<ContractRate> rates_of(const Contract& contract) {
  std::vector<ContractRate> rates;
  rates.reserve(contract.accounts.size());
  for (const ContractAccount& account : contract.accounts) {
    rates.push_back({.account = account.id,
                     .document_version = contract.document_version,
                     .from_month = 1,
                     .months = account.term_months,
                     .base_micros = account.base_micros,
                     .margin_micros = account.margin_micros,
                     .gross_up_micros = account.gross_up_micros,
                     .price_micros = account.price_micros});
  }
  return rates;
}

void index_contract(SqlTransaction& transaction, const Contract& contract) {
  const IndexedPart part{.kind = SearchedKind::contract, .object = contract.id.text(), .texts = {contract.number, contract.your_reference, contract.customer_name}};
  index_parts(transaction, contract.partner, std::span(&part, 1));
}

void write_new_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, Contract& contract, std::span<const ContractCheck> checks) {
  const int year = day_of(contract.created_at).year();
  contract.number = fmt::format("C-{}-{:06}", year, next_contract_number(transaction, contract.partner, year));
  contract.sequence = 1;
  summarize(contract);
  insert_contract(transaction, contract);
  insert_rates(transaction, contract.id, rates_of(contract));
  const HistoryEntry entry{.contract = contract.id,
                           .sequence = 1,
                           .event = fmt::format("contract.{}", text_of(contract.state)),
                           .status = std::string(text_of(contract.state)),
                           .actor = actor.text,
                           .at = contract.created_at,
                           .reason = contract.reason};
  insert_history(transaction, std::span(&entry, 1));
  if (!checks.empty()) replace_checks(transaction, contract.id, checks);
  publish_contract_event(transaction, desk.quotes.outbox, contract, entry);
  index_contract(transaction, contract);
}

}  // namespace switchyard::contracting
