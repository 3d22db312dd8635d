#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "rules/fact_fields.hpp"
#include "rules/read_tables.hpp"
#include "rules/rule_message.hpp"

namespace switchyard::rules {
namespace {

class Integrity {
 public:
  Integrity(const RuleTables& tables, const market::Market& market, RuleFaults& faults) : tables_(tables), market_(market), faults_(faults) {}

  void check() {
    for (const auto& rule : tables_.rules) check_rule(rule);
    for (const auto& row : tables_.disclosures) check_conditions(row.provenance.place, row.conditions);
    for (const auto& row : tables_.rescissions) check_calendar(row.provenance.place, row.calendar);
    for (const auto& row : tables_.leads) check_lead(row);
    for (const auto& row : tables_.price_rules) {
      check_calendar(row.provenance.place, row.calendar);
      check_suppliers(row.provenance.place, row.suppliers);
    }
    check_ids(tables_.rules, "rule");
    check_ids(tables_.disclosures, "disclosure");
    check_ids(tables_.protections, "protection");
    check_ids(tables_.rescissions, "rescission");
    check_ids(tables_.leads, "lead");
    check_ids(tables_.price_rules, "price rule");
    check_messages();
  }

 private:
  // One id may have versions; two of them at one time would leave it to chance which one judges.
  template <class Row>
  void check_ids(const std::vector<Row>& rows, std::string_view what) {
    std::map<std::string, std::vector<const Provenance*>> by_id;
    for (const auto& row : rows) by_id[row.provenance.id].push_back(&row.provenance);
    for (auto& [id, versions] : by_id) {
      std::sort(versions.begin(), versions.end(), [](const auto* a, const auto* b) { return a->from.value_or(Date::from_days(-800'000)) < b->from.value_or(Date::from_days(-800'000)); });
      for (std::size_t i = 1; i < versions.size(); ++i) {
        const auto& before = *versions[i - 1];
        if (before.until && versions[i]->from && *before.until <= *versions[i]->from) continue;
        faults_.add(versions[i]->place, fmt::format("the {} '{}' stands at line {} too, at the same time: end that one with 'until'", what, id, before.place.line));
      }
    }
  }

  void check_rule(const Rule& rule) {
    const auto& place = rule.provenance.place;
    check_conditions(place, rule.conditions);
    if (rule.demand.kind == Demand::Kind::document && tables_.document_kind(rule.demand.document.kind) == nullptr) {
      faults_.add(place, fmt::format("'{}' is no kind of document; 'documents' lists them", rule.demand.document.kind));
    }
    const auto* field = rule.demand.field;
    if (field != nullptr && !field->is_derived && tables_.field(field->path) == nullptr) {
      faults_.add(place, fmt::format("{} has no row in 'fields', so no form could ask for it", field->path));
    }
    for (const auto* text : {&rule.text, &rule.hint}) {
      for (const auto* words : {&text->en, &text->es}) {
        const auto unknown = unknown_placeholder(*words);
        if (!unknown.empty()) faults_.add(place, fmt::format("'{{{}}}' is no placeholder; those are {}", unknown, placeholder_names()));
      }
    }
  }

  void check_conditions(const RulePlace& place, const std::vector<Condition>& conditions) {
    for (const auto& condition : conditions) {
      if (condition.field->path == "/supplier") check_suppliers(place, condition.test.words);
      if (condition.field->path == "/accounts/*/utility") check_utilities(place, condition.test.words);
    }
  }

  void check_lead(const LeadRow& row) {
    check_suppliers(row.provenance.place, row.suppliers);
    check_utilities(row.provenance.place, row.utilities);
    check_calendar(row.provenance.place, row.lead.calendar);
    for (const auto& code : row.utilities) {
      if (!named_.insert({code, row.provenance.from}).second && row.deal_types.empty()) faults_.add(row.provenance.place, fmt::format("the utility '{}' has another lead from the same day on", code));
    }
  }

  void check_suppliers(const RulePlace& place, const std::vector<std::string>& codes) {
    for (const auto& code : codes) {
      if (market_.supplier(code) == nullptr) faults_.add(place, fmt::format("'{:.40}' is no supplier of the reference data", code));
    }
  }

  void check_utilities(const RulePlace& place, const std::vector<std::string>& codes) {
    for (const auto& code : codes) {
      if (market_.utility(code) == nullptr) faults_.add(place, fmt::format("'{:.40}' is no utility of the reference data", code));
    }
  }

  void check_calendar(const RulePlace& place, const std::string& name) {
    if (name != "us_federal" && tables_.calendar(name) == nullptr) faults_.add(place, fmt::format("'{:.40}' is no calendar; 'calendars' lists them", name));
  }

  void check_messages() {
    for (const auto key : message_keys()) {
      if (tables_.message(key).empty()) faults_.add({"messages.yaml", 1, "messages"}, fmt::format("the message '{}' is missing", key));
    }
  }

  const RuleTables& tables_;
  const market::Market& market_;
  RuleFaults& faults_;
  std::set<std::pair<std::string, std::optional<Date>>> named_;
};

}  // namespace

void check_integrity(const RuleTables& tables, const market::Market& market, RuleFaults& faults) { Integrity(tables, market, faults).check(); }

}  // namespace switchyard::rules
