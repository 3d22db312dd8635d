#include "rules/protection.hpp"

namespace switchyard::rules {
namespace {

Protection by_usage(const Energy& below, const std::optional<Energy>& usage) {
  const auto limit = below.in_base();
  const auto amount = usage ? usage->in_base() : Result<Energy>(Error{});
  if (!limit || !amount || limit->unit() != amount->unit()) return Protection::unknown;
  return *amount < *limit ? Protection::protected_class : Protection::not_protected;
}

}  // namespace

Protection protection_of(const RuleTables& tables, const ProtectionQuestion& question) {
  if (question.customer_class == "residential") return Protection::protected_class;
  const auto* row = row_on(tables.protections, question.on, [&](const ProtectionRow& each) {
    return each.state == question.state && (!each.commodity || *each.commodity == question.commodity);
  });
  if (row == nullptr) return Protection::unknown;
  if (row->usage_below) return by_usage(*row->usage_below, question.annual_usage);
  if (!row->peak_kw_below || !question.peak_demand_kw) return Protection::unknown;
  return *question.peak_demand_kw < *row->peak_kw_below ? Protection::protected_class : Protection::not_protected;
}

}  // namespace switchyard::rules
