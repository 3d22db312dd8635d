// All rows of a rule set, with the look-ups that the room's functions use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_rows.hpp"

namespace switchyard::rules {

// Immutable once loaded.
class RuleTables {
 public:
  std::string version = {};
  std::vector<FieldRow> fields = {};
  std::vector<DocumentKind> document_kinds = {};
  std::vector<MessageRow> messages = {};
  std::vector<Rule> rules = {};
  std::vector<DisclosureRow> disclosures = {};
  std::vector<ProtectionRow> protections = {};
  std::vector<RescissionRow> rescissions = {};
  std::vector<LeadRow> leads = {};
  std::vector<PriceRuleRow> price_rules = {};
  std::vector<CalendarRow> calendars = {};

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const FieldRow* field(std::string_view path) const;
  [[nodiscard]] const DocumentKind* document_kind(std::string_view kind) const;
  // Empty where there is none.
  [[nodiscard]] const LocalText& message(std::string_view key) const;
  // Null where there is none, as for "us_federal".
  [[nodiscard]] const CalendarRow* calendar(std::string_view name) const;
};

// A row of those that hold on a day and fit, the later-starting of two; null where none does.
template <class Row, class Fits>
const Row* row_on(const std::vector<Row>& rows, Date day, const Fits& fits) {
  const Row* found = nullptr;
  for (const Row& row : rows) {
    if (!row.provenance.holds(day) || !fits(row)) continue;
    if (found == nullptr || found->provenance.from.value_or(Date()) < row.provenance.from.value_or(Date())) found = &row;
  }
  return found;
}

}  // namespace switchyard::rules
