// The tables of one file of rules.
#pragma once

#include "rules/rule_tables.hpp"
#include "rules/rule_yaml.hpp"

namespace switchyard::rules {

// Reads what the file's map has and appends it to the tables.
void read_rule_rows(const RuleMap& file, RuleTables& tables);
void read_form_rows(const RuleMap& file, RuleTables& tables);      // Fields, documents, messages, disclosures.
void read_calendar_rows(const RuleMap& file, RuleTables& tables);  // Protections, rescissions, leads, price rules, calendars.

// Faults of rows taken together: ids twice at one time, paths and kinds that do not exist, utilities and suppliers that are none.
void check_integrity(const RuleTables& tables, const market::Market& market, RuleFaults& faults);

}  // namespace switchyard::rules
