#include <algorithm>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/paperwork/paper_values.hpp"
#include "pricing/terms/share_rule.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {

PaperSource paper_source(SqlReader& reader, const ContractDesk& desk, const Contract& contract) {
  PaperSource source{.desk = desk, .contract = contract, .parties = parties_of(reader, contract)};
  const rules::ContractFacts facts = contract_facts(reader, desk, contract, source.parties);
  const std::string state = contract.accounts.empty() ? std::string() : contract.accounts.front().state_code;
  source.disclosures = rules::disclosures_of(*desk.rules, *desk.quotes.market, facts, day_of(desk.quotes.clock.now()), contract.language);
  if (desk.partner_card) source.partner = desk.partner_card(contract.partner);
  if (desk.supplier_card) source.supplier = desk.supplier_card(contract.supplier, state);
  if (source.supplier.legal_name.empty()) source.supplier.legal_name = contract.supplier_name;
  source.licence = source.partner.licence;
  for (const rules::AccountFacts& account : facts.accounts) {
    if (source.licence.empty()) source.licence = account.entitlement_licence;
  }
  return source;
}

bool tells_compensation(const PaperSource& source) {
  return std::ranges::any_of(source.disclosures, [](const rules::Disclosure& disclosure) { return disclosure.key.find("compensation") != std::string::npos; });
}

Compensation compensation_of(const Contract& contract) {
  Compensation sum;
  for (const ContractAccount& account : contract.accounts) {
    // The margin is by the price unit, the usage in its base.
    const std::int64_t units = base_units_in(account.price_unit);
    const auto term_usage = divide_rounded(Int128{account.annual_usage_milli} * account.term_months, Int128{12}, Rounding::half_even);
    const auto base_margin = divide_rounded(Int128{account.margin_micros}, Int128{units}, Rounding::half_even);
    if (!term_usage || !base_margin) continue;
    sum.annual_cents += pricing::commission_cents(account.annual_usage_milli, *base_margin).value_or(0);
    sum.total_cents += pricing::commission_cents(*term_usage, *base_margin).value_or(0);
  }
  return sum;
}

}  // namespace switchyard::contracting
