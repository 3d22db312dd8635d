#include "rules/service_intervals.hpp"

#include <fmt/format.h>

namespace switchyard::rules {
namespace {

bool overlaps(const ServiceInterval& a, const ServiceInterval& b) {
  return (!b.end_read || a.start_read < *b.end_read) && (!a.end_read || b.start_read < *a.end_read);
}

// One judgement's words and place.
class Words {
 public:
  Words(const std::string& path, std::string_view language) : path_(path), is_spanish_(language == "es") {}

  [[nodiscard]] Finding overlap(const ServiceInterval& interval, const ServiceInterval& other) const {
    if (is_spanish_) {
      return finding("service_overlap", Severity::block,
                     fmt::format("{} se solapa con el contrato {} de esta cuenta ({}).", span(interval), other.contract, span(other)), "Empiece cuando termine el otro.");
    }
    return finding("service_overlap", Severity::block,
                   fmt::format("{} overlaps contract {} of this service account ({}).", span(interval), other.contract, span(other)), "Start where the other one ends.");
  }

  [[nodiscard]] Finding gap(const ServiceInterval& other, std::int32_t days) const {
    if (is_spanish_) {
      return finding("service_gap", Severity::warn, fmt::format("Entre este contrato y {} ({}) hay {} días.", other.contract, span(other), days),
                     "En esos días la cuenta estaría en el servicio por defecto.");
    }
    return finding("service_gap", Severity::warn, fmt::format("{} days lie between this contract and {} ({}).", days, other.contract, span(other)),
                   "In these days the account would be on default service.");
  }

 private:
  [[nodiscard]] std::string span(const ServiceInterval& interval) const {
    const auto* open_end = is_spanish_ ? "sin fin" : "an open end";
    return fmt::format("{} {} {}", interval.start_read.text(), is_spanish_ ? "a" : "to", interval.end_read ? interval.end_read->text() : open_end);
  }

  [[nodiscard]] Finding finding(const char* code, Severity severity, std::string message, std::string hint) const {
    return {.code = code,
            .severity = severity,
            .confidence = RuleConfidence::verified,
            .needed_by = Stage::send,
            .path = path_,
            .message = std::move(message),
            .hint = std::move(hint),
            .source = "own rule: two contracts of one service account do not overlap",
            .rule_id = "service-intervals"};
  }

  const std::string& path_;
  bool is_spanish_;
};

// The nearest own neighbour that ends before, or begins after.
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

IntervalVerdict judge_interval(const ServiceInterval& interval, std::span<const ServiceInterval> others, const std::string& path, std::string_view language) {
  const Words words(path, language);
  IntervalVerdict verdict;
  Gap before;
  Gap after;
  for (const auto& other : others) {
    if (overlaps(interval, other)) {
      if (other.is_own) verdict.findings.push_back(words.overlap(interval, other));
      if (!other.is_own) verdict.other_partners_contracts.push_back(other.contract);
      continue;
    }
    if (!other.is_own) continue;
    if (other.end_read) before.consider(other, interval.start_read.days() - other.end_read->days());
    if (interval.end_read) after.consider(other, other.start_read.days() - interval.end_read->days());
  }
  for (const auto& gap : {before, after}) {
    if (gap.neighbour == nullptr) continue;
    if (gap.days == 0) verdict.touches = true;
    if (gap.days > 0) verdict.findings.push_back(words.gap(*gap.neighbour, gap.days));
  }
  return verdict;
}

}  // namespace switchyard::rules
