// The rule set of contracting: what a contract must hold, who says so and how surely, as data of a version. Checks, sign-up
// requirements, forms and documents are fed from it. Immutable once loaded: share it behind shared_ptr<const>, from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "rules/contract_facts.hpp"
#include "values/date.hpp"
#include "values/result.hpp"

namespace switchyard::rules {

enum class Severity : std::uint8_t {
  warn,    // Said; nothing waits for it.
  review,  // A person looks before the contract goes on.
  block,   // The contract does not pass the stage.
};
[[nodiscard]] std::string_view text_of(Severity severity);

// How surely a rule's fact holds, apart from what follows of it.
enum class RuleConfidence : std::uint8_t {
  assumed,   // Common knowledge or a cautious default; nobody vouches for it.
  reported,  // By a supplier's sheet or validator, a trade page.
  verified,  // By the rule's own text, the utility or the regulator; or a fact about ourselves.
};
[[nodiscard]] std::string_view text_of(RuleConfidence confidence);

// Until when what a rule wants must be there.
enum class Stage : std::uint8_t { draft, send, sign, submit };
[[nodiscard]] std::string_view text_of(Stage stage);

// `code` stands in api/errors.md; `path` is a JSON pointer into the contract ("/accounts/2/accountNumber", "" for the whole).
struct Finding {
  std::string code = {};
  Severity severity = Severity::warn;
  RuleConfidence confidence = RuleConfidence::assumed;
  Stage needed_by = Stage::send;
  std::string path = {};
  std::string message = {};  // In the language asked for.
  std::string hint = {};     // What to do about it; may be empty.
  std::string source = {};
  std::string rule_id = {};
};
// Whether the contract may not pass `stage` with it.
[[nodiscard]] bool blocks(const Finding& finding, Stage stage);

// One file of rules: its name ("accounts.yaml") and text.
struct RuleText {
  std::string name = {};
  std::string text = {};
};

class RuleTables;  // The parsed rows; rule_tables.hpp, private to the room.

class RuleSet {
 public:
  static constexpr std::size_t kFileSizeMax = 2 * 1024 * 1024;
  static constexpr std::size_t kRulesMax = 5'000;

  // Refused with `invalid_rules`: the first twenty faults, each with file, line and key. `market` is what its utilities and suppliers
  // are held against; it is not kept.
  static Result<std::shared_ptr<const RuleSet>> load(std::span<const RuleText> files, const market::Market& market);
  explicit RuleSet(std::unique_ptr<const RuleTables> tables);
  ~RuleSet();
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  // "2026-11-24+1f0c…": the latest version said by its files and a fingerprint of their text. Kept with what was judged by it.
  [[nodiscard]] const std::string& version() const;
  [[nodiscard]] std::size_t size() const;  // Rows of all kinds.
  [[nodiscard]] const RuleTables& tables() const { return *tables_; }

 private:
  std::unique_ptr<const RuleTables> tables_;
};

// The product's own files (reference/*.yaml, carried in the binary).
[[nodiscard]] std::vector<RuleText> embedded_rules();
// Those and the *.yaml of a folder, which replace the former by name or add to them. A folder that is not there adds nothing. Refused with
// `invalid_rules` where a file cannot be read or is too large.
Result<std::vector<RuleText>> rules_with_folder(const std::string& folder);

struct CheckOptions {
  Date today = {};                         // In the zone of the contract's business.
  std::string_view language = "en";   // Of messages: "en" or "es".
  Stage until = Stage::submit;        // Rules that are wanted only later are left out.
};
// All findings, in the order of accounts and rules: those of the whole contract first. The same input gives the same findings.
[[nodiscard]] std::vector<Finding> check(const RuleSet& rules, const market::Market& market, const ContractFacts& facts, const CheckOptions& options);

}  // namespace switchyard::rules
