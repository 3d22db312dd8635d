// links: rules
// A file of rules from anywhere, alone and beside the product's own: loaded or refused, and one that is loaded judges a contract, makes a
// schema and finds dates without harm.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "market/loaded_market.hpp"
#include "rules/price_instants.hpp"
#include "rules/rules.hpp"
#include "rules/signup_requirements.hpp"

namespace {

using namespace switchyard;

const market::Market& reference() {
  static const auto market = market::embedded_market();
  return *market;
}

rules::ContractFacts contract() {
  rules::ContractFacts facts{.supplier = "wayside", .term = Months{24}};
  facts.customer.legal_name = "Short North Diner LLC";
  rules::AccountFacts account{.utility = "comed", .account_number = "2145983017"};
  account.annual_usage = Energy::from_milli(38'400'000, EnergyUnit::kwh);
  account.start_month = Month::from_index(2027 * 12 + 2);
  facts.accounts = {account};
  return facts;
}

void use(const rules::RuleSet& set) {
  const Date today = Date::from_days(20'780);
  (void)rules::check(set, reference(), contract(), {.today = today});
  const auto asked = rules::requirements(set, reference(), {.supplier = "wayside", .utility = "comed", .on = today, .language = "es"});
  if (asked) (void)rules::requirements_json(*asked);
  (void)rules::price_instants(set, reference(), "wayside", Instant::from_unix_ms(1'800'000'000'000), today);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  std::vector<rules::RuleText> files = {{"fuzz.yaml", text}};
  const auto alone = rules::RuleSet::load(files, reference());
  if (alone) use(**alone);
  static const auto product = rules::embedded_rules();
  // Only what parses alone is worth the product's files beside it.
  if (!alone && alone.error().message.find("is missing") == std::string::npos) return 0;
  files.insert(files.end(), product.begin(), product.end());
  const auto together = rules::RuleSet::load(files, reference());
  if (together) use(**together);
  return 0;
}
