#include "rules/judged.hpp"

#include <algorithm>
#include <array>

#include "rules/protection.hpp"

namespace switchyard::rules {
namespace {

constexpr std::array<std::string_view, 13> kFormWords = {"LLC", "INC", "CORP", "CORPORATION", "CO", "COMPANY", "LTD", "LP", "LLP", "PLLC", "PC", "THE", "AND"};

bool is_letter_or_digit(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || byte >= 0x80;
}

// "O'Hara" and "L.L.C." are one word each.
bool is_within_word(char c) { return is_letter_or_digit(c) || c == '\'' || c == '.'; }

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::optional<bool> name_agrees(const CustomerFacts& customer, const std::string& name_on_bill) {
  const auto printed = comparable_name(name_on_bill);
  if (printed.empty() || customer.legal_name.empty()) return std::nullopt;
  return printed == comparable_name(customer.legal_name) || (!customer.dba.empty() && printed == comparable_name(customer.dba));
}

std::optional<Month> start_month_of(const AccountFacts& account) {
  if (account.start_month) return account.start_month;
  if (account.requested_start) return account.requested_start->month_of();
  return std::nullopt;
}

void add_utility_facts(JudgedAccount& judged) {
  const auto& address = judged.facts->service_address;
  if (address && !address->state.empty() && !judged.state.empty()) judged.state_agrees = address->state == judged.state;
  if (judged.utility == nullptr) return;
  judged.needs_meter_number = judged.utility->meter_number_required;
  const auto& receivables = judged.utility->purchase_of_receivables;
  if (receivables == "y" || receivables == "n") judged.sells_receivables = receivables == "y";
}

JudgedAccount judge_account(const Judged& whole, const AccountFacts& account, std::size_t index) {
  JudgedAccount judged{.facts = &account, .index = index, .utility = whole.market->utility(account.utility), .state = account.state};
  if (judged.state.empty() && judged.utility != nullptr) judged.state = judged.utility->state;
  judged.protection = protection_of(whole.rules->tables(), {.state = judged.state,
                                                            .commodity = whole.facts->commodity,
                                                            .customer_class = whole.facts->customer_class,
                                                            .annual_usage = account.annual_usage,
                                                            .peak_demand_kw = account.peak_demand_kw,
                                                            .on = whole.today});
  judged.name_agrees = name_agrees(whole.facts->customer, account.name_on_bill);
  add_utility_facts(judged);
  if (account.incumbent_end) judged.days_to_incumbent_end = account.incumbent_end->days() - whole.today.days();
  if (account.requested_start) judged.days_ahead = account.requested_start->days() - whole.today.days();
  const auto month = start_month_of(account);
  if (!month) return judged;
  judged.months_ahead = month->index() - whole.today.month_of().index();
  const auto term = account.term.count > 0 ? account.term.count : whole.facts->term.count;
  if (term > 0) judged.months_to_end = *judged.months_ahead + term;
  return judged;
}

void add_usage(Judged& judged) {
  judged.usage_is_whole = !judged.accounts.empty();
  for (const auto& account : judged.accounts) {
    const auto& usage = account.facts->annual_usage;
    const auto base = usage ? usage->in_base() : Result<Energy>(Error{});
    if (!base || (judged.usage_known && judged.usage_known->unit() != base->unit())) {
      judged.usage_is_whole = false;
      continue;
    }
    const auto sum = judged.usage_known ? add(*judged.usage_known, *base) : base;
    if (sum) judged.usage_known = *sum;
  }
}

}  // namespace

std::string comparable_name(std::string_view name) {
  std::string comparable;
  for (std::size_t place = 0; place < name.size();) {
    std::string word;
    while (place < name.size() && is_within_word(name[place])) {
      if (is_letter_or_digit(name[place])) word += upper(name[place]);
      ++place;
    }
    while (place < name.size() && !is_within_word(name[place])) ++place;
    if (word.empty() || std::find(kFormWords.begin(), kFormWords.end(), word) != kFormWords.end()) continue;
    comparable += (comparable.empty() ? "" : " ") + word;
  }
  return comparable;
}

Judged judge(const RuleSet& rules, const market::Market& market, const ContractFacts& facts, Date today) {
  Judged judged{.rules = &rules, .market = &market, .facts = &facts, .today = today};
  judged.accounts.reserve(facts.accounts.size());
  for (std::size_t i = 0; i < facts.accounts.size(); ++i) judged.accounts.push_back(judge_account(judged, facts.accounts[i], i));
  add_usage(judged);
  return judged;
}

}  // namespace switchyard::rules
