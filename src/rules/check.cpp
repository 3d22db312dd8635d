#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "rules/demand_check.hpp"
#include "rules/fact_verdict.hpp"
#include "rules/rules.hpp"

namespace switchyard::rules {
namespace {

// One check of one contract: collects what the rules find.
class Check {
 public:
  Check(const RuleSet& rules, const Judged& judged, const CheckOptions& options)
      : rules_(rules), judged_(judged), options_(options), on_(judged.facts->sign_date.value_or(options.today)) {}

  std::vector<Finding> run() {
    for (const auto& rule : rules_.tables().rules) {
      if (rule.by > options_.until || !rule.provenance.holds(on_) || !contract_conditions_hold(rule.conditions, judged_)) continue;
      apply(rule);
    }
    for (const auto& disclosure : rules_.tables().disclosures) look_for(disclosure);
    std::stable_sort(found_.begin(), found_.end(), [](const Placed& a, const Placed& b) { return a.place < b.place; });
    std::vector<Finding> findings;
    findings.reserve(found_.size());
    for (auto& each : found_) findings.push_back(std::move(each.finding));
    return findings;
  }

 private:
  struct Placed {
    std::size_t place;  // 0: of the whole contract; else the account's index and one.
    Finding finding;
  };

  void apply(const Rule& rule) {
    if (rule.each == Rule::Each::contract && !has_account_conditions(rule.conditions)) {
      return judge_one(rule, nullptr, judged_.accounts.empty() ? nullptr : &judged_.accounts.front());
    }
    std::set<std::string_view> states;
    for (const auto& account : judged_.accounts) {
      if (!account_conditions_hold(rule.conditions, judged_, account)) continue;
      if (rule.each == Rule::Each::account) judge_one(rule, &account, &account);
      if (rule.each == Rule::Each::contract) return judge_one(rule, nullptr, &account);
      if (rule.each == Rule::Each::state && states.insert(account.state).second) judge_one(rule, nullptr, &account);
    }
  }

  void judge_one(const Rule& rule, const JudgedAccount* account, const JudgedAccount* first) {
    for (const auto& each : amiss(rule, {judged_, account, first, on_, options_.language})) {
      found_.push_back({account == nullptr ? 0 : account->index + 1, finding(rule, each, account, first)});
    }
  }

  Finding finding(const Rule& rule, const Amiss& amiss, const JudgedAccount* account, const JudgedAccount* first) const {
    const auto words = words_for(rule, amiss, first);
    const auto& tables = rules_.tables();
    // A rule's own text is about what it wants; another code has the general sentence.
    const bool is_own = !rule.text.empty() && amiss.code == rule.code;
    const auto& text = is_own ? rule.text : tables.message(amiss.message_key);
    auto hint = filled(rule.hint.in(options_.language), words);
    if (!amiss.hint.empty()) hint += (hint.empty() ? "" : " ") + amiss.hint;
    return {.code = amiss.code,
            .severity = amiss.severity.value_or(rule.severity),
            .confidence = rule.provenance.confidence,
            .needed_by = rule.by,
            .path = path_of(rule, account),
            .message = filled(text.in(options_.language), words),
            .hint = std::move(hint),
            .source = rule.provenance.source,
            .rule_id = rule.provenance.id};
  }

  MessageWords words_for(const Rule& rule, const Amiss& amiss, const JudgedAccount* first) const {
    MessageWords words = amiss.words;
    const auto* supplier = judged_.market->supplier(judged_.facts->supplier);
    words.supplier = supplier != nullptr ? supplier->name : judged_.facts->supplier;
    if (first != nullptr) {
      words.state = first->state;
      words.utility = first->utility != nullptr ? first->utility->name : first->facts->utility;
    }
    if (rule.demand.field != nullptr) {
      const auto* row = rules_.tables().field(rule.demand.field->path);
      words.field = row != nullptr ? row->title.in(options_.language) : std::string(rule.demand.field->path);
    }
    return words;
  }

  static std::string path_of(const Rule& rule, const JudgedAccount* account) {
    if (rule.at != nullptr) return path_at(*rule.at, account);
    switch (rule.demand.kind) {
      case Demand::Kind::document: return account == nullptr ? "/documents" : fmt::format("/accounts/{}/documents", account->index);
      case Demand::Kind::account_number: return path_at(*fact_field("/accounts/*/accountNumber"), account);
      case Demand::Kind::zip_serves: return path_at(*fact_field("/accounts/*/serviceAddress/zip"), account);
      case Demand::Kind::start_in_time: {
        const bool is_day = account != nullptr && account->facts->requested_start.has_value();
        return path_at(*fact_field(is_day ? "/accounts/*/requestedStart" : "/accounts/*/startMonth"), account);
      }
      case Demand::Kind::fact:
      case Demand::Kind::licence:
      case Demand::Kind::never: break;
    }
    if (rule.demand.field != nullptr) return path_at(*rule.demand.field, account);
    return account == nullptr ? std::string() : fmt::format("/accounts/{}", account->index);
  }

  void look_for(const DisclosureRow& row) {
    const auto& printed = judged_.facts->disclosures;
    if (!printed || !row.provenance.holds(on_) || std::find(printed->begin(), printed->end(), row.key) != printed->end()) return;
    if (!disclosure_applies(row, judged_)) return;
    const MessageWords words{.document = row.title.in(options_.language), .detail = row.key};
    found_.push_back({0,
                      {.code = "disclosure_missing",
                       .severity = row.severity,
                       .confidence = row.provenance.confidence,
                       .needed_by = Stage::send,
                       .path = "/disclosures",
                       .message = filled(rules_.tables().message("disclosure_missing").in(options_.language), words),
                       .hint = {},
                       .source = row.provenance.source,
                       .rule_id = row.provenance.id}});
  }

  const RuleSet& rules_;
  const Judged& judged_;
  const CheckOptions& options_;
  Date on_;
  std::vector<Placed> found_;
};

}  // namespace

bool disclosure_applies(const DisclosureRow& row, const Judged& judged) {
  if (!contract_conditions_hold(row.conditions, judged)) return false;
  if (!has_account_conditions(row.conditions)) return true;
  return std::any_of(judged.accounts.begin(), judged.accounts.end(),
                     [&](const JudgedAccount& account) { return account_conditions_hold(row.conditions, judged, account); });
}

std::vector<Finding> check(const RuleSet& rules, const market::Market& market, const ContractFacts& facts, const CheckOptions& options) {
  const auto judged = judge(rules, market, facts, options.today);
  return Check(rules, judged, options).run();
}

}  // namespace switchyard::rules
