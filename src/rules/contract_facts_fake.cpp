#include "rules/contract_facts_fake.hpp"

#include <fmt/format.h>

#include "market/loaded_market.hpp"

namespace switchyard::rules {

const market::Market& product_market() {
  static const auto market = market::embedded_market();
  return *market;
}

const RuleSet& product_rules() {
  static const auto rules = RuleSet::load(embedded_rules(), product_market()).value();
  return *rules;
}

Date day(std::string_view text) { return Date::parse(text).value(); }
Date test_day() { return day("2026-11-23"); }

ContractFacts shop(std::string_view utility, std::string_view account_number, AddressFacts address, Energy usage) {
  ContractFacts facts{.supplier = "wayside", .commodity = commodity_of(usage.unit()), .product = "fixed", .term = Months{12}};
  facts.customer = {.legal_name = "Short North Diner LLC", .entity_type = "llc", .tax_id = TaxIdForm::ein, .billing_address = address};
  facts.customer.contacts = {{.role = "signer",
                              .first_name = "Ada",
                              .last_name = "Moreno",
                              .title = "Owner",
                              .email = "ada@example.com",
                              .phone = "+1 312 555 0100",
                              .language = "en",
                              .is_authorized = true}};
  AccountFacts account{.utility = std::string(utility), .account_number = std::string(account_number), .name_on_bill = "Short North Diner, L.L.C."};
  account.service_address = address;
  account.rate_class = "GS";
  account.annual_usage = usage;
  account.start_month = Month::parse("2027-03").value();
  account.documents = {{.kind = "bill_copy", .dated = day("2026-10-30"), .pages = 2, .pages_expected = 2}};
  facts.accounts = {account};
  const auto* known = product_market().utility(utility);
  if (known != nullptr) facts.licences = std::vector<LicenceFacts>{{.state = known->state, .number = "B-1001"}};
  return facts;
}

ContractFacts bakery() {
  const AddressFacts address{.line1 = "2200 N Clark St", .city = "Chicago", .state = "IL", .zip = "60614"};
  auto facts = shop("comed", "2145983017", address, Energy::parse("38400", EnergyUnit::kwh).value());
  facts.customer.legal_name = "Lincoln Park Bread LLC";
  facts.term = Months{24};
  facts.accounts[0].name_on_bill = "LINCOLN PARK BREAD";
  facts.accounts[0].rate_class = "Small Load";
  facts.accounts.push_back(facts.accounts[0]);
  facts.accounts[1].account_number = "2145983025";
  facts.accounts[1].rate_class = "Watt-hour";
  facts.accounts[1].annual_usage = Energy::parse("21600", EnergyUnit::kwh).value();
  for (auto& account : facts.accounts) account.read_dates = {day("2026-10-12"), day("2026-11-11"), day("2027-03-12")};
  return facts;
}

std::vector<Finding> check_product(const ContractFacts& facts, Date today, std::string_view language) {
  return check(product_rules(), product_market(), facts, {.today = today, .language = language});
}

std::string brief(const std::vector<Finding>& findings, Severity least) {
  std::string lines;
  for (const auto& each : findings) {
    if (each.severity >= least) lines += fmt::format("{} {} {}\n", text_of(each.severity), each.path, each.code);
  }
  return lines;
}

const Finding* finding(const std::vector<Finding>& findings, std::string_view rule_id) {
  for (const auto& each : findings) {
    if (each.rule_id == rule_id) return &each;
  }
  return nullptr;
}

}  // namespace switchyard::rules
