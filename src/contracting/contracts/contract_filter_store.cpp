#include "contracting/contracts/contract_filter_store.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

constexpr std::size_t kStates = kContractStates.size();
constexpr std::int64_t kNoDate = -1;
constexpr std::int64_t kEndOfTimeMs = 253'402'300'800'000;  // 10000-01-01.

std::string state_list() {
  std::string list;
  for (std::size_t i = 0; i < kStates; ++i) list += fmt::format("{}${}", i == 0 ? "" : ", ", i + 3);
  return list;
}

// What is between percents, with the wild cards of LIKE taken literally.
std::string pattern_of(std::string_view text) {
  if (text.empty()) return {};
  std::string pattern = "%";
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
    pattern += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return pattern + "%";
}

std::int64_t days_of(const std::optional<Date>& date) { return date ? std::int64_t{date->days()} : kNoDate; }

}  // namespace

const std::string& contract_conditions() {
  static_assert(kStates == 20 && kContractConditionValues == kStates + 17);
  static const std::string kText = fmt::format(
      " WHERE c.partner_id = $1 AND ($2 = 0 OR c.state IN ({})) AND ($23 = '' OR c.supplier = $23) AND ($24 = '' OR c.commodity = $24) "
      "AND ($25 = '' OR EXISTS (SELECT 1 FROM contract_accounts x WHERE x.contract_id = c.id AND x.state_code = $25)) "
      "AND ($26 = '' OR EXISTS (SELECT 1 FROM contract_accounts x WHERE x.contract_id = c.id AND x.utility_code = $26)) "
      "AND ($27 = '' OR c.customer_id = $27) AND ($28 = '' OR c.number = $28) AND ($29 = '' OR c.your_reference = $29) "
      "AND ($30 = '' OR c.owner_agent = $30) AND c.created_at_ms >= $31 AND c.created_at_ms < $32 "
      "AND ($33 = -1 OR c.start_days >= $33) AND ($34 = -1 OR c.start_days < $34) AND ($35 = -1 OR c.end_days >= $35) AND ($36 = -1 OR c.end_days < $36) "
      "AND ($37 = '' OR c.search_text LIKE $37 ESCAPE '\\')",
      state_list());
  return kText;
}

ContractConditions::ContractConditions(const access::PartnerId& partner, const ContractFilter& filter)
    : partner_(partner.text()), customer_(filter.customer ? filter.customer->text() : ""), pattern_(pattern_of(filter.text)) {
  values_ = {std::string_view(partner_), static_cast<std::int64_t>(filter.states.size())};
  for (std::size_t i = 0; i < kStates; ++i) {
    values_.emplace_back(filter.states.empty() ? std::string_view() : text_of(filter.states[std::min(i, filter.states.size() - 1)]));
  }
  values_.emplace_back(std::string_view(filter.supplier));
  values_.emplace_back(filter.commodity ? text_of(*filter.commodity) : std::string_view());
  for (const std::string* word : {&filter.state_code, &filter.utility_code, &std::as_const(customer_), &filter.number, &filter.your_reference, &filter.owner_agent}) {
    values_.emplace_back(std::string_view(*word));
  }
  values_.emplace_back(filter.created_from ? filter.created_from->unix_ms() : std::int64_t{0});
  values_.emplace_back(filter.created_until ? filter.created_until->unix_ms() : kEndOfTimeMs);
  for (const std::optional<Date>* date : {&filter.start_from, &filter.start_until, &filter.end_from, &filter.end_until}) values_.emplace_back(days_of(*date));
  values_.emplace_back(std::string_view(pattern_));
}

}  // namespace switchyard::contracting
