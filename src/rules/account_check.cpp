#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "market/account_rules.hpp"
#include "rules/demand_check.hpp"

namespace switchyard::rules {
namespace {

std::string sentences(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, " ")); }

// The reads and the wish of an account as a question for its start.
StartQuestion question_of(const Judgement& at) {
  const auto& account = *at.account;
  StartQuestion question{.utility = account.utility,
                         .supplier = at.judged.facts->supplier,
                         .deal_type = at.judged.facts->deal_type,
                         .submitted = at.judged.today,
                         .read_dates = account.facts->read_dates,
                         .start_month = account.facts->start_month,
                         .requested_start = account.facts->requested_start,
                         .language = at.language};
  const auto window = rescission_window(*at.judged.rules, {.state = account.state,
                                                           .commodity = at.judged.facts->commodity,
                                                           .customer_class = at.judged.facts->customer_class,
                                                           .deal_type = at.judged.facts->deal_type,
                                                           .annual_usage = account.facts->annual_usage,
                                                           .peak_demand_kw = account.facts->peak_demand_kw,
                                                           .on = at.on,
                                                           .started = at.judged.facts->sign_date.value_or(at.judged.today)});
  if (window.holds != "nothing") question.held_until = window.ends;
  return question;
}

std::string reason_in(std::string_view decided_by, std::string_view language) {
  const bool is_spanish = language == "es";
  if (decided_by == "supplier_lead") return is_spanish ? "el plazo del proveedor" : "the supplier's lead";
  if (decided_by == "utility_lead") return is_spanish ? "el plazo de la compañía de servicio" : "the utility's lead";
  if (decided_by == "rescission") return is_spanish ? "el plazo de desistimiento" : "the rescission window";
  return is_spanish ? "la fecha pedida" : "the date asked for";
}

// "PG", "N02": what tells the number's kind at its beginning.
std::string beginning_of(const std::string& number) {
  const auto letters = static_cast<std::size_t>(std::find_if(number.begin(), number.end(), [](char c) { return c < 'A' || c > 'Z'; }) - number.begin());
  return number.substr(0, letters < 2 ? 3 : letters);
}

// A number of the other commodity's utility of the same state: which account it is of.
std::string other_commodity_hint(const Judgement& at, const market::Utility& utility, const std::string& number) {
  if (utility.account_rules == nullptr) return {};
  for (const auto& neighbor : utility.account_rules->neighbors) {
    const auto* other = at.judged.market->utility(neighbor.utility_code);
    if (other == nullptr || other->commodity == utility.commodity || !neighbor.pattern.matches(number)) continue;
    const bool is_gas = other->commodity == Commodity::gas;
    if (at.language == "es") {
      return fmt::format("Empieza por {}: es un número de {}. Añada con él una cuenta de {}, o dé el de {}.", beginning_of(number), is_gas ? "gas" : "electricidad", other->code,
                         is_gas ? "electricidad" : "gas");
    }
    return fmt::format("It starts with {}: that is a {} number ({}). Add a {} account with it, or give the {} one.", beginning_of(number), text_of(other->commodity),
                       other->account_kind, other->code, text_of(utility.commodity));
  }
  return {};
}

}  // namespace

std::vector<Amiss> amiss_with_account_number(const Judgement& at) {
  const auto& account = *at.account;
  if (account.utility == nullptr) {
    return {{.code = "unknown_utility", .message_key = "unknown_utility", .words = {.value = account.facts->utility.substr(0, 40)}}};
  }
  if (account.facts->account_number.empty()) return {};
  const auto check = market::check_account_number(*account.utility, account.facts->account_number);
  const MessageWords words{.detail = sentences(check.errors)};
  auto hint = other_commodity_hint(at, *account.utility, check.normalized);
  if (hint.empty()) hint = sentences(check.hints);
  switch (check.verdict) {
    case market::AccountVerdict::valid: return {};
    case market::AccountVerdict::valid_legacy:
      return {{.code = "account_number_legacy", .message_key = "account_number_legacy", .words = words, .severity = Severity::warn, .hint = hint}};
    case market::AccountVerdict::unverified:
      return {{.code = "account_number_unverified", .message_key = "account_number_unverified", .words = words, .severity = Severity::warn, .hint = hint}};
    case market::AccountVerdict::invalid: break;
  }
  return {{.code = "account_number_invalid", .message_key = "account_number_invalid", .words = words, .hint = hint}};
}

std::vector<Amiss> amiss_with_zip(const Rule& rule, const Judgement& at) {
  const auto& account = *at.account;
  if (account.utility == nullptr || !account.facts->service_address) return {};
  const auto found = at.judged.market->utilities_of_zip(account.facts->service_address->zip, at.judged.facts->commodity);
  const auto& codes = found.utility_codes;
  if (codes.empty() || std::find(codes.begin(), codes.end(), account.utility->code) != codes.end()) return {};
  std::vector<std::string> names;
  for (const auto& code : codes) {
    const auto* utility = at.judged.market->utility(code);
    names.push_back(utility == nullptr ? code : utility->name);
  }
  return {{.code = rule.code,
           .message_key = "zip_not_of_utility",
           .words = {.value = account.facts->service_address->zip, .options = fmt::format("{}", fmt::join(names, ", "))}}};
}

std::vector<Amiss> amiss_with_start(const Rule& rule, const Judgement& at) {
  const auto& account = *at.account;
  const bool is_asked = account.facts->start_month.has_value() || account.facts->requested_start.has_value();
  if (account.utility == nullptr || !is_asked || at.judged.facts->deal_type == DealType::amendment) return {};
  const auto answer = earliest_start(*at.judged.rules, question_of(at));
  const auto asked = answer.requested ? answer.requested->text() : account.facts->start_month ? account.facts->start_month->text() : std::string();
  const MessageWords words{.value = asked, .limit = answer.start.text(), .detail = reason_in(answer.decided_by, at.language)};
  std::vector<Amiss> found;
  if (!answer.is_as_requested) found.push_back({.code = rule.code, .message_key = "start_not_reachable", .words = words});
  if (answer.is_estimate) {
    found.push_back({.code = "start_estimated", .message_key = "start_estimated", .words = words, .severity = Severity::warn, .hint = sentences(answer.assumptions)});
  }
  return found;
}

}  // namespace switchyard::rules
