#include "rules/fact_fields.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace switchyard::rules {
namespace {

using Account = const JudgedAccount*;

const ContactFacts* contact(const Judged& judged, std::string_view role) {
  for (const auto& each : judged.facts->customer.contacts) {
    if (each.role == role) return &each;
  }
  return nullptr;
}

FactValue of_contact(const Judged& judged, std::string_view role, std::string ContactFacts::*member) {
  const auto* found = contact(judged, role);
  return found == nullptr ? FactValue() : text_value(found->*member);
}

template <std::string ContactFacts::*member>
FactValue signer(const Judged& judged, Account) {
  return of_contact(judged, "signer", member);
}

template <std::string ContactFacts::*member>
FactValue billing_contact(const Judged& judged, Account) {
  return of_contact(judged, "billing", member);
}

FactValue signer_is_authorized(const Judged& judged, Account) {
  const auto* found = contact(judged, "signer");
  return found == nullptr ? FactValue() : flag_value(found->is_authorized);
}

template <std::string CustomerFacts::*member>
FactValue of_customer(const Judged& judged, Account) {
  return text_value(judged.facts->customer.*member);
}

template <std::string AddressFacts::*member>
FactValue billing_address(const Judged& judged, Account) {
  const auto& address = judged.facts->customer.billing_address;
  return address ? text_value((*address).*member) : FactValue();
}

template <std::string ContractFacts::*member>
FactValue of_contract(const Judged& judged, Account) {
  return text_value(judged.facts->*member);
}

FactValue tax_id(const Judged& judged, Account) {
  const auto form = judged.facts->customer.tax_id;
  return form == TaxIdForm::absent ? FactValue() : FactValue(text_of(form));
}

FactValue term_months(const Judged& judged, Account) {
  const auto count = judged.facts->term.count;
  return count > 0 ? FactValue(Decimal::from_integer(count)) : FactValue();
}

constexpr std::array kFields = {
    FactField{"/supplier", FactType::text, true, of_contract<&ContractFacts::supplier>},
    FactField{"/commodity", FactType::text, true, [](const Judged& judged, Account) { return FactValue(text_of(judged.facts->commodity)); }},
    FactField{"/customerClass", FactType::text, true, of_contract<&ContractFacts::customer_class>},
    FactField{"/dealType", FactType::text, false, [](const Judged& judged, Account) { return FactValue(text_of(judged.facts->deal_type)); }},
    FactField{"/product", FactType::text, true, of_contract<&ContractFacts::product>},
    FactField{"/priceKind", FactType::text, true, of_contract<&ContractFacts::price_kind>},
    FactField{"/channel", FactType::text, false, of_contract<&ContractFacts::channel>},
    FactField{"/language", FactType::text, true, of_contract<&ContractFacts::language>},
    FactField{"/termMonths", FactType::number, false, term_months},
    FactField{"/customer/legalName", FactType::text, false, of_customer<&CustomerFacts::legal_name>},
    FactField{"/customer/dba", FactType::text, false, of_customer<&CustomerFacts::dba>},
    FactField{"/customer/entityType", FactType::text, false, of_customer<&CustomerFacts::entity_type>},
    FactField{"/customer/taxId", FactType::text, false, tax_id},
    FactField{"/customer/taxExemption", FactType::text, false, of_customer<&CustomerFacts::tax_exemption>},
    FactField{"/customer/isHomeOffice", FactType::flag, false,
              [](const Judged& judged, Account) { return flag_value(judged.facts->customer.is_home_office); }},
    FactField{"/customer/sic", FactType::text, false, of_customer<&CustomerFacts::sic>},
    FactField{"/customer/naics", FactType::text, false, of_customer<&CustomerFacts::naics>},
    FactField{"/customer/duns", FactType::text, false, of_customer<&CustomerFacts::duns>},
    FactField{"/customer/billingAddress/line1", FactType::text, false, billing_address<&AddressFacts::line1>},
    FactField{"/customer/billingAddress/line2", FactType::text, false, billing_address<&AddressFacts::line2>},
    FactField{"/customer/billingAddress/city", FactType::text, false, billing_address<&AddressFacts::city>},
    FactField{"/customer/billingAddress/state", FactType::text, false, billing_address<&AddressFacts::state>},
    FactField{"/customer/billingAddress/zip", FactType::text, false, billing_address<&AddressFacts::zip>},
    FactField{"/customer/contacts/signer/firstName", FactType::text, false, signer<&ContactFacts::first_name>},
    FactField{"/customer/contacts/signer/lastName", FactType::text, false, signer<&ContactFacts::last_name>},
    FactField{"/customer/contacts/signer/title", FactType::text, false, signer<&ContactFacts::title>},
    FactField{"/customer/contacts/signer/email", FactType::text, false, signer<&ContactFacts::email>},
    FactField{"/customer/contacts/signer/phone", FactType::text, false, signer<&ContactFacts::phone>},
    FactField{"/customer/contacts/signer/language", FactType::text, false, signer<&ContactFacts::language>},
    FactField{"/customer/contacts/signer/isAuthorized", FactType::flag, false, signer_is_authorized},
    FactField{"/customer/contacts/billing/firstName", FactType::text, false, billing_contact<&ContactFacts::first_name>},
    FactField{"/customer/contacts/billing/lastName", FactType::text, false, billing_contact<&ContactFacts::last_name>},
    FactField{"/customer/contacts/billing/email", FactType::text, false, billing_contact<&ContactFacts::email>},
    FactField{"/customer/contacts/billing/phone", FactType::text, false, billing_contact<&ContactFacts::phone>},
    FactField{"/creditStatus", FactType::text, true, of_contract<&ContractFacts::credit_status>},
    FactField{"/tpvStatus", FactType::text, true, of_contract<&ContractFacts::tpv_status>},
    FactField{"/accountCount", FactType::number, true,
              [](const Judged& judged, Account) { return FactValue(Decimal::from_integer(static_cast<std::int64_t>(judged.accounts.size()))); }},
    FactField{"/aggregateUsage", FactType::energy, true,
              [](const Judged& judged, Account) { return judged.usage_known ? FactValue(*judged.usage_known) : FactValue(); }},
};

}  // namespace

std::string_view text_of(FactType type) {
  constexpr std::array<std::string_view, 8> kWords = {"string", "strings", "boolean", "integer", "decimal", "energy", "date", "month"};
  return kWords.at(static_cast<std::size_t>(type));
}

std::span<const FactField> contract_fact_fields() { return kFields; }

const FactField* fact_field(std::string_view path) {
  for (const auto fields : {contract_fact_fields(), account_fact_fields()}) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const FactField& field) { return field.path == path; });
    if (found != fields.end()) return &*found;
  }
  return nullptr;
}

std::string path_at(const FactField& field, const JudgedAccount* account) {
  constexpr std::string_view kStem = "/accounts/*/";
  if (!field.is_of_account() || account == nullptr) return std::string(field.path);
  return fmt::format("/accounts/{}/{}", account->index, field.path.substr(kStem.size()));
}

}  // namespace switchyard::rules
