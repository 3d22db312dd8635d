#include "rules/demand_check.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/fact_verdict.hpp"

namespace switchyard::rules {
namespace {

std::string_view message_key(FactTest::Kind kind) {
  using Kind = FactTest::Kind;
  switch (kind) {
    case Kind::present: return "present";
    case Kind::absent: return "absent";
    case Kind::one_of: return "one_of";
    case Kind::none_of: return "none_of";
    case Kind::is: return "is";
    case Kind::at_most: return "at_most";
    case Kind::at_least: return "at_least";
    case Kind::below: return "below";
    case Kind::pattern: return "pattern";
  }
  return "present";
}

// A lower bound says nothing of "at least" and "below".
bool is_bound_too_loose(const Demand& demand, const Judged& judged) {
  const bool needs_all = demand.test.kind == FactTest::Kind::at_least || demand.test.kind == FactTest::Kind::below;
  return demand.field->path == "/aggregateUsage" && needs_all && !judged.usage_is_whole;
}

std::string document_title(const Rule& rule, const Judgement& at) {
  const auto* kind = at.judged.rules->tables().document_kind(rule.demand.document.kind);
  return kind == nullptr ? rule.demand.document.kind : kind->title.in(at.language);
}

// Why this document does not do; empty where it does.
std::string flaw_of(const DocumentFacts& document, const DocumentNeed& need, Date today) {
  if (document.expires && *document.expires <= today) return "document_expired";
  if (need.age_days_max && !document.dated) return "document_undated";
  if (need.age_days_max && document.dated->plus_days(*need.age_days_max) < today) return "document_too_old";
  if (need.all_pages && document.pages_expected && document.pages < *document.pages_expected) return "document_incomplete";
  return {};
}

bool is_of_place(const LicenceFacts& licence, std::string_view state, Commodity commodity, Date on) {
  return licence.state == state && !licence.number.empty() && (!licence.commodity || *licence.commodity == commodity) &&
         (!licence.valid_from || *licence.valid_from <= on) && (!licence.valid_until || on < *licence.valid_until);
}

}  // namespace

std::vector<Amiss> amiss_with_fact(const Rule& rule, const Judgement& at) {
  const auto& demand = rule.demand;
  const auto value = demand.field->get(at.judged, demand.field->is_of_account() ? at.account : nullptr);
  const auto verdict = verdict_of(demand.test, value);
  if (verdict == Verdict::passes || verdict == Verdict::unknown || is_bound_too_loose(demand, at.judged)) return {};
  const auto* field = at.judged.rules->tables().field(demand.field->path);
  MessageWords words{.limit = demand.test.limit_text, .options = fmt::format("{}", fmt::join(demand.test.words, ", "))};
  if (field == nullptr || !field->is_sealed) words.value = text_of(value);
  if (demand.test.kind == FactTest::Kind::is) words.limit = demand.test.flag ? "true" : "false";
  if (demand.test.pattern) words.limit = demand.test.pattern->words();
  if (verdict == Verdict::incomparable) return {{.code = "limit_not_compared", .message_key = "limit_not_compared", .words = words, .severity = Severity::warn}};
  return {{.code = rule.code, .message_key = std::string(message_key(demand.test.kind)), .words = words}};
}

std::vector<Amiss> amiss_with_document(const Rule& rule, const Judgement& at) {
  const auto& need = rule.demand.document;
  std::string flaw = "document_missing";
  const auto look_at = [&](const std::vector<DocumentFacts>& documents) {
    for (const auto& document : documents) {
      if (document.kind == need.kind && !flaw.empty()) flaw = flaw_of(document, need, at.judged.today);
    }
  };
  if (need.is_per_account) look_at(at.account->facts->documents);
  if (!need.is_per_account) look_at(at.judged.facts->documents);
  if (flaw.empty()) return {};
  MessageWords words{.document = document_title(rule, at), .days = need.age_days_max ? fmt::format("{}", *need.age_days_max) : std::string()};
  return {{.code = flaw == "document_missing" ? rule.code : flaw, .message_key = flaw, .words = std::move(words)}};
}

std::vector<Amiss> amiss_with_licence(const Rule& rule, const Judgement& at) {
  const auto* account = at.account != nullptr ? at.account : at.first;
  if (account == nullptr || !account->facts->entitlement_licence.empty()) return {};
  const auto& licences = at.judged.facts->licences;
  if (!licences) return {{.code = "licence_unrecorded", .message_key = "licence_unrecorded", .severity = Severity::warn}};
  const bool is_there = std::any_of(licences->begin(), licences->end(), [&](const LicenceFacts& licence) {
    return is_of_place(licence, account->state, at.judged.facts->commodity, at.on);
  });
  if (is_there) return {};
  return {{.code = rule.code, .message_key = "licence_missing"}};
}

std::vector<Amiss> amiss(const Rule& rule, const Judgement& at) {
  switch (rule.demand.kind) {
    case Demand::Kind::fact: return amiss_with_fact(rule, at);
    case Demand::Kind::document: return amiss_with_document(rule, at);
    case Demand::Kind::licence: return amiss_with_licence(rule, at);
    case Demand::Kind::account_number: return amiss_with_account_number(at);
    case Demand::Kind::zip_serves: return amiss_with_zip(rule, at);
    case Demand::Kind::start_in_time: return amiss_with_start(rule, at);
    case Demand::Kind::never: return {{.code = rule.code, .message_key = {}}};
  }
  return {};
}

}  // namespace switchyard::rules
