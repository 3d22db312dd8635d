#include "rules/signup_requirements.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/fact_verdict.hpp"
#include "rules/rule_message.hpp"
#include "rules/rule_scope.hpp"
#include "rules/signup_fields.hpp"

namespace switchyard::rules {
namespace {

Error refusal(std::string code, std::string pointer, std::string detail) {
  return {ErrorKind::unprocessable, code, detail, {{std::move(pointer), code, detail}}};
}

// Gathers what the rules ask of one kind of sign-up.
class Gathering {
 public:
  Gathering(const RuleSet& rules, const market::Market& market, const RequirementsQuestion& question, const Judged& judged)
      : tables_(rules.tables()), question_(question), judged_(judged), utility_(judged.accounts.front().utility) {
    found_.rules_version = rules.version();
    found_.language = question.language;
    found_.fields = form_fields(tables_, market, utility_, question.language);
    found_.rescission = rescission_window(rules, {.state = judged.accounts.front().state,
                                                  .commodity = question.commodity,
                                                  .customer_class = question.customer_class,
                                                  .on = question.on,
                                                  .language = question.language});
    if (utility_ != nullptr) found_.utility_lead = rules::utility_lead(rules, *utility_, DealType::switch_supplier, question.on);
    const auto* supplier = market.supplier(question.supplier);
    words_.supplier = supplier != nullptr ? supplier->name : "";
    words_.utility = utility_ != nullptr ? utility_->name : "";
    words_.state = judged.accounts.front().state;
  }

  SignupRequirements run() {
    for (const auto& rule : tables_.rules) {
      const auto open = rule.provenance.holds(question_.on) ? open_conditions(rule.conditions, judged_) : std::nullopt;
      if (open) take(rule, *open);
    }
    for (const auto& row : tables_.disclosures) {
      if (row.provenance.holds(question_.on) && open_conditions(row.conditions, judged_)) found_.disclosures.push_back(disclosure_in(row, question_.language));
    }
    return std::move(found_);
  }

 private:
  void take(const Rule& rule, const OpenConditions& open) {
    if (rule.demand.field != nullptr) mark_asked(rule.demand.field->path);
    for (const auto& condition : open.conditions) mark_asked(condition.path);
    switch (rule.demand.kind) {
      case Demand::Kind::document: return take_document(rule, open);
      case Demand::Kind::licence: found_.needs_licence = true; return;
      case Demand::Kind::account_number: return mark_asked("/accounts/*/accountNumber");
      case Demand::Kind::zip_serves:
      case Demand::Kind::start_in_time: return;
      case Demand::Kind::never: return take_notice(rule);
      case Demand::Kind::fact: break;
    }
    const bool is_presence = rule.demand.test.kind == FactTest::Kind::present;
    if (!is_presence || open.has_others) return take_notice(rule);
    if (open.conditions.empty()) return take_required(rule);
    if (rule.severity != Severity::block) return take_notice(rule);
    found_.conditionals.push_back({std::string(rule.demand.field->path), open.conditions, message(rule), rule.provenance.id});
  }

  RequiredField* field(std::string_view path) {
    const auto at = std::find_if(found_.fields.begin(), found_.fields.end(), [&](const RequiredField& each) { return each.path == path; });
    return at == found_.fields.end() ? nullptr : &*at;
  }

  void mark_asked(std::string_view path) {
    auto* known = field(path);
    if (known != nullptr) known->is_asked = true;
  }

  void take_required(const Rule& rule) {
    auto* known = field(rule.demand.field->path);
    if (known == nullptr) return;
    known->is_required |= rule.severity == Severity::block;
    known->is_wanted = true;
    known->needed_by = std::min(known->needed_by, rule.by);
    const auto& hint = rule.hint.in(question_.language);
    if (!hint.empty()) known->hints.push_back(hint);
  }

  // The latest and strictest of two rows for one kind stand together: a form shows both, the checks judge both.
  void take_document(const Rule& rule, const OpenConditions& open) {
    const auto* kind = tables_.document_kind(rule.demand.document.kind);
    found_.documents.push_back({.kind = rule.demand.document.kind,
                                .title = kind == nullptr ? rule.demand.document.kind : kind->title.in(question_.language),
                                .is_per_account = rule.demand.document.is_per_account,
                                .age_days_max = rule.demand.document.age_days_max,
                                .all_pages = rule.demand.document.all_pages,
                                .needed_by = rule.by,
                                .conditions = open.conditions,
                                .severity = rule.severity,
                                .rule_id = rule.provenance.id});
  }

  void take_notice(const Rule& rule) {
    const auto text = message(rule);
    if (text.empty()) return;
    found_.notices.push_back({.path = rule.demand.field == nullptr ? "" : std::string(rule.demand.field->path),
                              .message = text,
                              .severity = rule.severity,
                              .confidence = rule.provenance.confidence,
                              .source = rule.provenance.source,
                              .rule_id = rule.provenance.id});
  }

  // The rule's own sentence, which cannot name a value yet.
  [[nodiscard]] std::string message(const Rule& rule) const {
    MessageWords words = words_;
    words.value = "…";
    words.limit = rule.demand.test.limit_text;
    if (rule.demand.field != nullptr) {
      const auto* row = tables_.field(rule.demand.field->path);
      words.field = row == nullptr ? std::string() : row->title.in(question_.language);
    }
    const auto& text = rule.text.empty() ? tables_.message("present") : rule.text;
    if (rule.text.empty() && rule.demand.test.kind != FactTest::Kind::present) return {};
    return filled(text.in(question_.language), words);
  }

  const RuleTables& tables_;
  const RequirementsQuestion& question_;
  const Judged& judged_;
  const market::Utility* utility_;
  MessageWords words_;
  SignupRequirements found_;
};

Result<void> check_question(const market::Market& market, const RequirementsQuestion& question) {
  if (!question.supplier.empty() && market.supplier(question.supplier) == nullptr) {
    return refusal("unknown_supplier", "/supplier", fmt::format("'{:.40}' is no supplier's code", question.supplier));
  }
  if (!question.state.empty() && question.state.size() != 2) return refusal("invalid_state", "/state", fmt::format("'{:.40}' must be two letters", question.state));
  if (question.utility.empty()) return {};
  const auto* utility = market.utility(question.utility);
  if (utility == nullptr) return refusal("unknown_utility", "/utility", fmt::format("'{:.40}' is no utility's code", question.utility));
  if (utility->commodity != question.commodity) {
    return refusal("commodity_mismatch", "/commodity", fmt::format("{} delivers {}, not {}", utility->name, text_of(utility->commodity), text_of(question.commodity)));
  }
  if (!question.state.empty() && question.state != utility->state) {
    return refusal("invalid_state", "/state", fmt::format("{} delivers in {}, not in {}", utility->name, utility->state, question.state));
  }
  return {};
}

}  // namespace

Disclosure disclosure_in(const DisclosureRow& row, std::string_view language) {
  return {.key = row.key,
          .place = row.place,
          .title = row.title.in(language),
          .text = row.text.in(language),
          .confidence = row.provenance.confidence,
          .source = row.provenance.source,
          .rule_id = row.provenance.id};
}

Result<SignupRequirements> requirements(const RuleSet& rules, const market::Market& market, const RequirementsQuestion& question) {
  if (auto sound = check_question(market, question); !sound) return sound.error();
  ContractFacts facts{.supplier = std::string(question.supplier), .commodity = question.commodity, .customer_class = std::string(question.customer_class)};
  facts.accounts = {{.utility = std::string(question.utility), .state = std::string(question.state)}};
  const auto judged = judge(rules, market, facts, question.on);
  return Gathering(rules, market, question, judged).run();
}

std::vector<Disclosure> disclosures_of(const RuleSet& rules, const market::Market& market, const ContractFacts& facts, Date on, std::string_view language) {
  const auto judged = judge(rules, market, facts, on);
  std::vector<Disclosure> found;
  for (const auto& row : rules.tables().disclosures) {
    const bool is_there = std::any_of(found.begin(), found.end(), [&](const Disclosure& each) { return each.key == row.key; });
    if (!is_there && row.provenance.holds(on) && disclosure_applies(row, judged)) found.push_back(disclosure_in(row, language));
  }
  return found;
}

}  // namespace switchyard::rules
