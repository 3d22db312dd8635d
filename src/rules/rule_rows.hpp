// The rows of the rule set as types, once read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "market/number_pattern.hpp"
#include "rules/price_instants.hpp"
#include "rules/rule_calendar.hpp"
#include "rules/rules.hpp"
#include "values/decimal.hpp"
#include "values/energy.hpp"

namespace switchyard::rules {

struct FactField;

// Where something stands: "accounts.yaml", line 12, "rules[3].needs".
struct RulePlace {
  std::string file = {};
  int line = 0;
  std::string key = {};
};

struct LocalText {
  std::string en = {};
  std::string es = {};  // Empty: the English one.
  [[nodiscard]] const std::string& in(std::string_view language) const { return language == "es" && !es.empty() ? es : en; }
  [[nodiscard]] bool empty() const { return en.empty(); }
};

struct Provenance {
  std::string id = {};
  RuleConfidence confidence = RuleConfidence::assumed;
  std::string source = {};
  std::optional<Date> from = {};
  std::optional<Date> until = {};
  RulePlace place = {};
  [[nodiscard]] bool holds(Date day) const { return (!from || *from <= day) && (!until || day < *until); }
};

// A test of one fact.
struct FactTest {
  enum class Kind : std::uint8_t { present, absent, one_of, none_of, is, at_most, at_least, below, pattern };
  Kind kind = Kind::present;
  std::vector<std::string> words = {};
  bool flag = false;
  Decimal number = {};                       // Of at_most, at_least, below; in `unit` where the fact is an energy.
  std::optional<EnergyUnit> unit = {};
  std::string limit_text = {};               // As written: "1000 MWh".
  std::optional<market::NumberPattern> pattern = {};  // Of the text without spaces, dashes and dots, in upper case.
};

struct Condition {
  const FactField* field = nullptr;
  FactTest test;
};

struct DocumentNeed {
  std::string kind = {};
  bool is_per_account = false;
  std::optional<std::int32_t> age_days_max = {};
  bool all_pages = false;
};

// What a rule wants.
struct Demand {
  enum class Kind : std::uint8_t { fact, document, licence, account_number, zip_serves, start_in_time, never };
  Kind kind = Kind::fact;
  const FactField* field = nullptr;  // Of a fact; else what findings name, may be null.
  FactTest test = {};
  DocumentNeed document = {};
};

struct Rule {
  enum class Each : std::uint8_t { contract, account, state };
  Provenance provenance;
  Severity severity = Severity::warn;
  Stage by = Stage::send;
  std::string code = {};
  std::vector<Condition> conditions = {};
  Demand demand;
  const FactField* at = nullptr;  // What findings name, where it is not what the demand is about; may be null.
  Each each = Each::contract;
  LocalText text = {};  // Empty: the message of its kind of demand.
  LocalText hint = {};
};

struct FieldRow {
  const FactField* field = nullptr;
  LocalText title = {};
  LocalText help = {};
  std::string pattern = {};  // As written, of the tidied text.
  std::string format = {};
  std::int32_t size_max = 0;
  bool is_sealed = false;
  struct Option {
    std::string value;
    LocalText title;
  };
  std::vector<Option> options = {};
  RulePlace place = {};
};

struct DocumentKind {
  std::string kind = {};
  LocalText title = {};
};

// A sentence for findings of a kind of demand, or of the room's own judgements; by key.
struct MessageRow {
  std::string key = {};
  LocalText text = {};
};

struct DisclosureRow {
  Provenance provenance;
  std::string key = {};
  std::string place = {};
  Severity severity = Severity::block;
  std::vector<Condition> conditions = {};
  LocalText title = {};
  LocalText text = {};
};

// From where on a customer is no longer a small commercial one, by state and commodity.
struct ProtectionRow {
  Provenance provenance;
  std::string state = {};
  std::optional<Commodity> commodity = {};
  std::optional<Energy> usage_below = {};        // A year.
  std::optional<Decimal> peak_kw_below = {};
};

struct RescissionRow {
  enum class Holds : std::uint8_t { nothing, enrollment, submission };
  Provenance provenance;
  std::string state = {};
  std::optional<Commodity> commodity = {};
  std::vector<std::string> customer_classes = {};  // Empty: all.
  bool is_for_protected = true;               // Of small commercial customers alone; else of every one of the classes.
  bool is_statutory = true;                   // Else a caution of ours, never printed.
  std::vector<DealType> deal_types = {};
  std::string start_event = {};
  std::int32_t n = 0;
  DayUnit unit = DayUnit::calendar_days;
  std::string calendar = {};
  bool rolls_to_business_day = false;         // Where its last day is none.
  std::string via = {};
  Holds holds = Holds::nothing;
  LocalText text = {};
};

struct LeadRow {
  Provenance provenance;
  std::vector<std::string> utilities = {};   // Of utilities …
  std::vector<std::string> suppliers = {};   // … or of suppliers, in states and for a commodity.
  std::vector<std::string> states = {};
  std::optional<Commodity> commodity = {};
  std::vector<DealType> deal_types = {};     // Empty: those that enroll: all but a renewal with the same supplier.
  Lead lead;
};

struct PriceRuleRow {
  Provenance provenance;
  std::vector<std::string> suppliers = {};  // Empty: the default.
  PriceRule rule = PriceRule::received_by_cutoff;
  std::int32_t hours = 0;              // Business hours after the cut-off.
  std::int32_t opens_minutes = 0;      // Of the day, in the supplier's zone.
  std::int32_t closes_minutes = 0;
  std::string calendar = {};
  bool may_reaffirm = false;
};

struct CalendarRow {
  std::string name = {};
  std::vector<Date> days = {};  // Sorted; holidays beside the federal ones.
};

}  // namespace switchyard::rules
