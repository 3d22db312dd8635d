#include "contracting/contracts/commission.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "values/money.hpp"

namespace switchyard::contracting {
namespace {

void check_splits(const std::vector<CommissionSplit>& splits, FieldRefusals& refusals) {
  if (splits.size() > kCommissionSplitsMax) {
    refusals.add("/commission/splits", "too_many", fmt::format("at most {}", kCommissionSplitsMax));
    return;
  }
  std::int64_t sum = 0;
  std::set<std::string> payees;
  for (std::size_t i = 0; i < splits.size(); ++i) {
    const std::string pointer = fmt::format("/commission/splits/{}", i);
    const CommissionSplit& split = splits[i];
    if (split.payee.empty()) refusals.add(pointer + "/payee", "required", "who is paid");
    if (split.payee.size() > kAgentNameSizeMax) refusals.add(pointer + "/payee", "too_long", fmt::format("at most {} bytes", kAgentNameSizeMax));
    if (!payees.insert(split.payee).second) refusals.add(pointer + "/payee", "repeated", "has another share already");
    if (split.share_millionths <= 0 || split.share_millionths > kShareWhole) {
      refusals.add(pointer + "/percent", "commission_splits_unsound", "must be more than 0 and at most 100");
      return;
    }
    sum += split.share_millionths;
  }
  if (!splits.empty() && sum != kShareWhole) {
    refusals.add("/commission/splits", "commission_splits_unsound", fmt::format("the shares sum to {} %, not 100", Percent::from_millionths(sum).text()));
  }
}

}  // namespace

Result<CommissionTerms> commission_terms(const CommissionTerms& asked, const std::vector<ContractAccount>& accounts, const std::string& agent_code) {
  FieldRefusals refusals;
  if (asked.plan.empty()) refusals.add("/commission/plan", "required", "residual, upfront or the plan's own name");
  if (asked.plan.size() > kCommissionPlanSizeMax) refusals.add("/commission/plan", "too_long", fmt::format("at most {} bytes", kCommissionPlanSizeMax));
  check_splits(asked.splits, refusals);
  if (auto none = refusals.finish("commission_invalid"); !none) return std::move(none).error();
  CommissionTerms terms = asked;
  if (terms.agent_code.empty()) terms.agent_code = agent_code;
  const auto differs = [&](const ContractAccount& account) {
    return account.margin_micros != accounts.front().margin_micros || account.price_unit != accounts.front().price_unit;
  };
  terms.rate_micros.reset();
  if (!accounts.empty() && std::ranges::none_of(accounts, differs)) terms.rate_micros = accounts.front().margin_micros;
  return terms;
}

}  // namespace switchyard::contracting
