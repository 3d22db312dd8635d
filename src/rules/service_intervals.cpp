#include "rules/service_intervals.hpp"

#include <fmt/format.h>

#include "rules/rule_message.hpp"

namespace switchyard::rules {
namespace {

bool overlaps(const ServiceInterval& a, const ServiceInterval& b) {
  return (!b.end_read || a.start_read < *b.end_read) && (!a.end_read || b.start_read < *a.end_read);
}

std::string span_text(const ServiceInterval& interval) {
  return fmt::format("{} to {}", interval.start_read.text(), interval.end_read ? interval.end_read->text() : "an open end");
}

Finding finding_of(const RuleSet& rules, std::string_view key, Severity severity, const std::string& path, std::string_view language, const MessageWords& words) {
  return {.code = std::string(key),
          .severity = severity,
          .confidence = RuleConfidence::verified,
          .needed_by = Stage::send,
          .path = path,
          .message = filled(rules.tables().message(key).in(language), words),
          .hint = {},
          .source = "own rule: two contracts of one service account do not overlap",
          .rule_id = "service-intervals"};
}

// The nearest own neighbour that ends before, or begins after, with days between.
struct Gap {
  const ServiceInterval* neighbour = nullptr;
  std::int32_t days = 0;
  void consider(const ServiceInterval& other, std::int32_t between) {
    if (between < 0 || (neighbour != nullptr && days <= between)) return;
    neighbour = &other;
    days = between;
  }
};

}  // namespace

IntervalVerdict judge_interval(const RuleSet& rules, const ServiceInterval& interval, std::span<const ServiceInterval> others,
                               const std::string& path, std::string_view language) {
  IntervalVerdict verdict;
  Gap before;
  Gap after;
  for (const auto& other : others) {
    if (overlaps(interval, other)) {
      if (!other.is_own) verdict.other_partners_contracts.push_back(other.contract);
      if (other.is_own) {
        verdict.findings.push_back(finding_of(rules, "service_overlap", Severity::block, path, language, {.value = span_text(interval), .limit = span_text(other), .detail = other.contract}));
      }
      continue;
    }
    if (!other.is_own) continue;
    if (other.end_read) before.consider(other, interval.start_read.days() - other.end_read->days());
    if (interval.end_read) after.consider(other, other.start_read.days() - interval.end_read->days());
  }
  for (const auto& gap : {before, after}) {
    if (gap.neighbour == nullptr) continue;
    if (gap.days == 0) verdict.touches = true;
    if (gap.days > 0) {
      verdict.findings.push_back(finding_of(rules, "service_gap", Severity::warn, path, language, {.limit = span_text(*gap.neighbour), .days = fmt::format("{}", gap.days), .detail = gap.neighbour->contract}));
    }
  }
  return verdict;
}

}  // namespace switchyard::rules
