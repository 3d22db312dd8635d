#include "contracting/paperwork/paper_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/paperwork/instant_words.hpp"
#include "contracting/paperwork/paper_texts.hpp"
#include "rules/rule_calendar.hpp"

namespace switchyard::contracting {
namespace {

using documents::Record;
using documents::Rows;

std::string or_unknown(const std::string& text) { return text.empty() ? std::string(paper_text(PaperText::unknown, "en")) : text; }

std::string address_text(const UsAddress& address) {
  return fmt::format("{}{}{}, {}, {} {}", address.line1, address.line2.empty() ? "" : ", ", address.line2, address.city, address.state, address.zip);
}

Decimal decimal_of(const std::string& text) { return Decimal::parse(text).value(); }
Decimal usage_decimal(std::int64_t base_milli, EnergyUnit unit) { return decimal_of(Energy::from_milli(base_milli, base_of(unit)).amount_text()); }
Decimal price_decimal(std::int64_t micros, EnergyUnit unit, std::int64_t decimals) {
  const UnitPrice price = UnitPrice::from_micros(micros, unit);
  const auto rounded = price.rounded(static_cast<int>(decimals), Rounding::half_up);
  return decimal_of(rounded && *rounded == price ? price.text(static_cast<int>(decimals)) : price.text(UnitPrice::kScale));
}

const Contact* contact_of(const Customer& customer, ContactRole role) {
  const auto found = std::ranges::find(customer.details.contacts, role, &Contact::role);
  return found == customer.details.contacts.end() ? nullptr : &*found;
}

// "limited liability company".
std::string entity_words(EntityType type) {
  if (type == EntityType::llc) return "limited liability company";
  std::string words(text_of(type));
  std::ranges::replace(words, '_', ' ');
  return words;
}

struct PrintedCustomer {
  const Customer& customer;
  const std::string& name;
  const UsAddress& fallback;            // Where it has no address of its own.
  const signing::Signer* signer;
};

void set_customer(const PrintedCustomer& printed, Record& values) {
  const CustomerDetails& details = printed.customer.details;
  values.text("customer.legalName", printed.name).text("customer.tradeName", details.dba);
  if (details.entity_type != EntityType::other) values.text("customer.entityType", entity_words(details.entity_type));
  const auto& address = details.legal_address ? details.legal_address : details.billing_address;
  values.text("customer.address", address_text(address ? *address : printed.fallback));
  const Contact* contact = contact_of(printed.customer, ContactRole::signer);
  const std::string phone = contact == nullptr ? "" : (contact->phone.empty() ? contact->mobile : contact->phone);
  const std::string name = contact == nullptr ? "" : fmt::format("{} {}", contact->first_name, contact->last_name);
  values.text("customer.email", or_unknown(contact == nullptr ? "" : contact->email)).text("customer.phone", or_unknown(phone));
  values.text("signer.name", or_unknown(printed.signer != nullptr ? printed.signer->name : name));
  values.text("signer.title", or_unknown(printed.signer != nullptr ? printed.signer->title : (contact == nullptr ? "" : contact->title)));
}

void set_customer(const PaperSource& source, Record& values) {
  set_customer({source.parties.customer, source.contract.customer_name, source.parties.services.front().details.service_address,
                signer_of(source.signers, signing::SignerRole::customer)},
               values);
}

void set_further_signers(const PaperSource& source, Record& values) {
  if (const auto* signer = signer_of(source.signers, signing::SignerRole::co_signer)) {
    values.text("coSigner.name", signer->name).text("coSigner.title", signer->title);
  }
  if (const auto* signer = signer_of(source.signers, signing::SignerRole::agency)) {
    values.text("agencySigner.name", signer->name).text("agencySigner.title", signer->title);
  }
}

void set_broker(const PartnerCard& partner, const std::string& licence, Record& values) {
  values.text("broker.legalName", or_unknown(partner.name)).text("broker.phone", or_unknown(partner.phone));
  values.text("broker.email", partner.email).text("broker.licence", licence).text("broker.address", partner.address);
}

void set_supplier_and_broker(const PaperSource& source, Record& values) {
  values.text("supplier.legalName", source.supplier.legal_name).text("supplier.address", or_unknown(source.supplier.address));
  values.text("supplier.phone", or_unknown(source.supplier.phone)).text("supplier.licence", source.supplier.licence);
  set_broker(source.partner, source.licence, values);
}

Rows account_rows(const PaperSource& source) {
  Rows rows;
  for (std::size_t i = 0; i < source.contract.accounts.size(); ++i) {
    const ContractAccount& account = source.contract.accounts[i];
    const ServiceAccount& service = source.parties.services[i];
    const market::Utility* utility = source.desk.quotes.market->utility(account.utility_code);
    Record& row = rows.emplace_back();
    row.text("number", service.account_number).text("utility", utility == nullptr ? account.utility_code : utility->name);
    row.text("serviceAddress", address_text(service.details.service_address)).text("rateClass", account.rate_class);
    row.text("start", account.start_read ? account.start_read->text() : or_unknown({}));
    row.decimal("termMonths", Decimal::from_integer(account.term_months));
    row.decimal("annualUsage", usage_decimal(account.annual_usage_milli, account.price_unit));
    row.decimal("price", price_decimal(account.price_micros, account.price_unit, account.price_decimals));
  }
  return rows;
}

Rows disclosure_rows(const PaperSource& source) {
  Rows rows;
  for (const rules::Disclosure& disclosure : source.disclosures) {
    if (disclosure.place != "attachment" && !disclosure.text.empty()) rows.emplace_back().text("heading", disclosure.title).text("text", disclosure.text);
  }
  return rows;
}

void set_price(const PaperSource& source, Record& values) {
  const Contract& contract = source.contract;
  const bool one_price = std::ranges::all_of(contract.accounts, [&](const ContractAccount& each) { return each.price_micros == contract.accounts.front().price_micros; });
  values.text("price.product", or_unknown(contract.product)).text("price.unit", std::string(text_of(contract.price_unit)));
  values.text("price.usageUnit", std::string(text_of(base_of(contract.price_unit))));
  const market::Supplier* supplier = source.desk.quotes.market->supplier(contract.supplier);
  const std::string zone = supplier == nullptr ? std::string() : supplier->time_zone;
  values.text("price.validUntil", contract.instants.sign_by ? instant_words(*contract.instants.sign_by, zone, contract.language) : or_unknown({}));
  if (const auto blended = blended_price(contract.accounts); blended && !one_price) {
    values.decimal("price.blended", price_decimal(blended->price_micros, contract.price_unit, 5));
    values.money("price.blendedDifference", Money::from_cents(blended->difference_cents));
  }
  values.decimal("total.annualUsage", usage_decimal(contract.annual_usage_milli, contract.price_unit));
  values.money("total.annualCost", Money::from_cents(contract.annual_cost_cents));
  values.decimal("total.accounts", Decimal::from_integer(static_cast<std::int64_t>(contract.accounts.size())));
  values.flag("total.utilityBilled", true);
  values.flag("estimatedDates", std::ranges::any_of(contract.accounts, &ContractAccount::start_is_estimate));
}

// The text of the window where it is a right of this customer: rules say whether it is printed.
std::string rescission_text(const PaperSource& source) {
  for (const ContractAccount& account : source.contract.accounts) {
    if (account.rescission.rule.empty()) continue;
    const rules::RescissionWindow window =
        rules::rescission_window(*source.desk.rules, {.state = account.state_code,
                                                      .commodity = source.contract.commodity,
                                                      .deal_type = rules::parse_deal_type(text_of(source.contract.deal_type)).value(),
                                                      .annual_usage = Energy::from_milli(account.annual_usage_milli, base_of(account.price_unit)),
                                                      .on = day_of(source.desk.quotes.clock.now()),
                                                      .language = source.contract.language});
    if (window.exists && window.is_printed) return window.text;
  }
  return {};
}

std::string compensation_statement(const PaperSource& source) {
  const Contract& contract = source.contract;
  const Compensation earned = compensation_of(contract);
  const bool spanish = contract.language == "es";
  const ContractAccount& first = contract.accounts.front();
  const std::string rate = UnitPrice::from_micros(first.margin_micros, first.price_unit).text(UnitPrice::kScale);
  return fmt::format(fmt::runtime(spanish ? "El Corredor recibe del Proveedor ${} por {}, incluidos en el precio: unos ${} al año y ${} durante el plazo."
                                          : "The Supplier pays the Broker ${} for each {}, which is in the price: about ${} a year and ${} over the term."),
                     rate, text_of(first.price_unit), Money::from_cents(earned.annual_cents).text(), Money::from_cents(earned.total_cents).text());
}

}  // namespace

Record agreement_values(const PaperSource& source) {
  Record values;
  const Contract& contract = source.contract;
  const std::string& language = contract.language;
  set_customer(source, values);
  set_supplier_and_broker(source, values);
  set_price(source, values);
  std::string deal(text_of(contract.deal_type));
  std::ranges::replace(deal, '_', ' ');
  values.text("contract.number", contract.number).text("contract.dealType", deal);
  values.flag("contract.taxExempt", std::ranges::any_of(source.parties.services, [](const ServiceAccount& each) { return each.details.tax_status != TaxStatus::taxable; }));
  Rows components;
  components.emplace_back().text("name", std::string(paper_text(PaperText::energy_supply, language))).text("treatment", std::string(paper_text(PaperText::fixed_for_the_term, language)));
  values.rows("components", std::move(components)).rows("accounts", account_rows(source)).rows("disclosures", disclosure_rows(source));
  values.text("rescission.text", rescission_text(source));
  values.text("earlyTermination.text", std::string(paper_text(PaperText::early_termination, language)));
  values.text("holdover.text", std::string(paper_text(PaperText::holdover, language)));
  values.flag("supplierCountersigns", source.supplier.countersignature != Countersignature::none);
  set_further_signers(source, values);
  if (tells_compensation(source)) values.text("compensation.statement", compensation_statement(source));
  return values;
}

Record compensation_values(const PaperSource& source) {
  Record values;
  const Contract& contract = source.contract;
  const ContractAccount& first = contract.accounts.front();
  const Compensation earned = compensation_of(contract);
  set_customer(source, values);
  set_supplier_and_broker(source, values);
  set_price(source, values);
  values.text("broker.registration", source.licence).text("contract.number", contract.number);
  values.text("compensation.payer", std::string(paper_text(PaperText::paid_by_supplier, contract.language)));
  values.text("compensation.form", std::string(paper_text(PaperText::paid_by_usage, contract.language)));
  values.text("compensation.unit", std::string(text_of(first.price_unit)));
  values.decimal("compensation.rate", decimal_of(UnitPrice::from_micros(first.margin_micros, first.price_unit).text(UnitPrice::kScale)));
  values.money("compensation.annual", Money::from_cents(earned.annual_cents)).money("compensation.total", Money::from_cents(earned.total_cents));
  values.decimal("compensation.termMonths", Decimal::from_integer(first.term_months)).flag("compensation.inPrice", true);
  values.decimal("price.total", price_decimal(first.price_micros, first.price_unit, first.price_decimals));
  return values;
}

Record letter_values(const Letter& letter) {
  Record values;
  set_customer({letter.customer, letter.customer_name, letter.accounts.front()->details.service_address, letter.signer}, values);
  set_broker(letter.partner, letter.licence, values);
  values.text("utility.name", letter.utility_name);
  values.decimal("authorization.months", Decimal::from_integer(24)).date("authorization.from", letter.from).date("authorization.until", letter.until);
  values.flag("authorization.interval", letter.asks_interval).flag("authorization.mayEnroll", letter.may_enroll);
  Rows rows;
  for (const ServiceAccount* service : letter.accounts) {
    Record& row = rows.emplace_back();
    row.text("number", service->account_number).text("serviceAddress", address_text(service->details.service_address));
    row.text("meter", service->details.meter_numbers.empty() ? "" : service->details.meter_numbers.front());
  }
  values.rows("accounts", std::move(rows));
  return values;
}

Record authorization_values(const PaperSource& source, const std::string& utility_code) {
  const market::Utility* utility = source.desk.quotes.market->utility(utility_code);
  const Date from = day_of(source.contract.created_at);
  Letter letter{.customer = source.parties.customer, .customer_name = source.contract.customer_name, .utility_name = utility == nullptr ? utility_code : utility->name,
                .accounts = {}, .from = from, .until = from.plus_days(kContractLetterDays), .partner = source.partner, .licence = source.licence,
                .signer = signer_of(source.signers, signing::SignerRole::customer)};
  for (std::size_t i = 0; i < source.contract.accounts.size(); ++i) {
    if (source.contract.accounts[i].utility_code == utility_code) letter.accounts.push_back(&source.parties.services[i]);
  }
  return letter_values(letter);
}

}  // namespace switchyard::contracting
