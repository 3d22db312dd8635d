#include "pricing/terms/compiled_terms.hpp"

#include <algorithm>
#include <numeric>

namespace switchyard::pricing {
namespace {

bool covers(const TermsPlace& place, const TermsQuestion& question) {
  const auto is_one = [](std::string_view wanted, std::string_view is) { return wanted.empty() || wanted == is; };
  return is_one(place.supplier, question.supplier) && (!place.commodity || *place.commodity == question.commodity) &&
         is_one(place.state, question.state) && is_one(place.utility, question.utility);
}

// The best row of one thing so far.
struct Best {
  const TermsRecord* record = nullptr;
  void offer(const TermsRecord& other) {
    if (record == nullptr || rank(other) > rank(*record)) record = &other;
  }
  static int rank(const TermsRecord& record) { return specificity(record.place) * 2 + (record.is_reference ? 0 : 1); }
};

// Up to the next multiple of the step, or down where that is beyond the limits.
std::int64_t into_steps(std::int64_t micros, const MarginLimits& limits) {
  const std::int64_t inside = std::clamp(micros, limits.min_micros, limits.max_micros);
  const std::int64_t over = (inside % limits.step_micros + limits.step_micros) % limits.step_micros;
  const std::int64_t up = over == 0 ? inside : inside + limits.step_micros - over;
  return up <= limits.max_micros ? up : up - limits.step_micros;
}

}  // namespace

struct CompiledTerms::Found {
  Best policy;
  Best limits;
  Best gross_up;
  Best share;
  Best house_fee;
  Best entitlement;

  void take(const TermsRecord& record) {
    switch (record.kind) {
      case TermsKind::supplier:
        if (record.content.margin) limits.offer(record);
        if (record.content.gross_up) gross_up.offer(record);
        if (record.content.share) share.offer(record);
        return;
      case TermsKind::margin_policy: return policy.offer(record);
      case TermsKind::house_fee: return house_fee.offer(record);
      case TermsKind::entitlement: return entitlement.offer(record);
    }
  }
  [[nodiscard]] std::int64_t house_fee_micros() const { return house_fee.record == nullptr ? 0 : house_fee.record->content.house_fee_micros; }
};

CompiledTerms::CompiledTerms(std::vector<TermsRecord> records, const TermsDefaults& defaults) : defaults_(defaults) {
  for (TermsRecord& record : records) {
    changes_.push_back(record.from);
    if (const auto end = record.end()) changes_.push_back(*end);
    (record.place.partner ? own_[*record.place.partner] : common_).push_back(std::move(record));
  }
  std::ranges::sort(changes_);
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
}

CompiledTerms::Found CompiledTerms::find(const TermsQuestion& question, Instant at) const {
  Found found;
  const auto take = [&](const std::vector<TermsRecord>& records) {
    for (const TermsRecord& record : records) {
      if (covers(record.place, question) && record.holds(at)) found.take(record);
    }
  };
  take(common_);
  if (const auto own = own_.find(question.partner); own != own_.end()) take(own->second);
  return found;
}

MarginLimits CompiledTerms::limits_of(const Found& found, Commodity commodity, bool& is_any_left) const {
  MarginLimits limits = defaults_.margins.of(commodity);
  std::optional<std::int64_t> preferred;
  if (found.policy.record != nullptr) {
    const MarginRule& rule = *found.policy.record->content.margin;
    limits = {.min_micros = rule.min_micros, .max_micros = rule.max_micros, .step_micros = rule.step_micros};
    preferred = rule.default_micros;
  }
  if (found.limits.record != nullptr) {
    const MarginRule& rule = *found.limits.record->content.margin;
    limits.min_micros = std::max(limits.min_micros, rule.min_micros - found.house_fee_micros());
    limits.max_micros = std::min(limits.max_micros, rule.max_micros - found.house_fee_micros());
    limits.step_micros = std::lcm(limits.step_micros, rule.step_micros);
    if (!preferred && rule.default_micros) preferred = *rule.default_micros - found.house_fee_micros();
  }
  if (limits.min_micros > limits.max_micros) {
    is_any_left = false;
    return limits;
  }
  limits.default_micros = into_steps(preferred.value_or(0), limits);
  is_any_left = permits(limits, limits.default_micros, commodity == Commodity::electric ? EnergyUnit::kwh : EnergyUnit::therm);
  return limits;
}

SellingTerms CompiledTerms::of(const TermsQuestion& question, Instant at) const {
  const Found found = find(question, at);
  SellingTerms terms{.house_fee_micros = found.house_fee_micros()};
  bool is_any_left = true;
  terms.margin = limits_of(found, question.commodity, is_any_left);
  if (found.gross_up.record != nullptr) terms.gross_up = *found.gross_up.record->content.gross_up;
  if (found.entitlement.record != nullptr) {
    terms.agent_code = found.entitlement.record->content.agent_code;
    terms.license = found.entitlement.record->content.license;
  } else if (question.partner != no_partner()) {
    const auto own = own_.find(question.partner);
    const bool has_any = own != own_.end() && std::ranges::any_of(own->second, [](const TermsRecord& record) { return record.kind == TermsKind::entitlement; });
    terms.is_entitled = !has_any && !defaults_.entitlements_required;
  }
  if (!is_any_left) terms.is_entitled = false;
  return terms;
}

ShareRule CompiledTerms::share_of(const TermsQuestion& question, Instant at) const {
  const Found found = find(question, at);
  return found.share.record == nullptr ? ShareRule{} : *found.share.record->content.share;
}

TermsSpan CompiledTerms::span_at(Instant at) const {
  TermsSpan span = TermsSpan::always();
  const auto next = std::ranges::upper_bound(changes_, at);
  if (next != changes_.end()) span.until = *next;
  if (next != changes_.begin()) span.from = *(next - 1);
  return span;
}

std::optional<Instant> CompiledTerms::next_change(Instant now) const {
  const auto next = std::ranges::upper_bound(changes_, now);
  if (next == changes_.end()) return std::nullopt;
  return *next;
}

}  // namespace switchyard::pricing
