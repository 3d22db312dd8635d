// The trade's reference data and how suppliers' words for it are understood: utilities, account numbers, aliases, rate classes,
// zones, suppliers, ZIP codes. Immutable once loaded; a changed market is a new object behind shared_ptr<const>.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard::market {

// How far a fact can be trusted, as its source allows.
enum class Confidence : std::uint8_t { low, medium, high };
[[nodiscard]] std::string_view text_of(Confidence confidence);

struct AccountRules;

struct Utility {
  std::string code;               // "comed": stable, lower case, ours.
  std::string name;
  Commodity commodity = Commodity::electric;
  std::string state;              // "IL"
  std::string iso_rto;            // Empty for gas.
  std::vector<std::string> zones;
  std::string account_kind;       // "POD ID"
  std::string account_length;     // As people say it: "20".
  std::string account_pattern;    // Anchored; empty where nothing is known.
  std::string account_pattern_legacy;
  std::string supplier_unit;      // As the source says it; `unit` where it is one unit.
  std::optional<EnergyUnit> unit;
  std::string purchase_of_receivables;
  std::string billing_models;
  std::string enrollment_lead;
  std::string first_or_last_in;   // "first", "last", "queue" or "unknown": which of two enrollments stands.
  bool meter_number_required = false;
  std::string choice_status;
  Confidence confidence = Confidence::low;
  std::string notes;
  std::string source;
  std::vector<std::int64_t> eia_ids = {};                          // Of the US Energy Information Administration.
  bool account_mismatch_is_invalid = false;                        // Whether a number of another form is refused, or only not vouched for.
  std::shared_ptr<const AccountRules> account_rules = nullptr;     // What the patterns compile to; account_rules.hpp.
};

struct RateClass {
  std::string utility_code;
  std::string code;               // "Small Load"
  std::string description;
  std::vector<std::string> aliases;
  std::string load_profile;
  std::string limits;
  Confidence confidence = Confidence::low;
  std::string notes = {};
  std::string source = {};
};

struct Supplier {
  std::string code;               // "liberty"
  std::string name;               // "Liberty Power"
  std::vector<std::string> states;
  std::string time_zone;          // IANA, for its cut-offs.
  bool fictitious = false;        // Demo and sandbox suppliers.
  std::string cutoff = {};        // "17:00" in its time zone: until when a sheet dated D is sold on D. Empty: unknown.
  std::string aggregate_by = {};  // "contract", "contract+utility", "account" or "contract+utility+rate_class": what a usage band counts.
  Confidence confidence = Confidence::low;
  std::string notes = {};
  std::string source = {};
};

// What a supplier's word was resolved to, or why it was not. Never a guess between two.
struct Resolution {
  enum class Outcome : std::uint8_t { resolved, unknown, ambiguous } outcome = Outcome::unknown;
  std::string code;                     // Where resolved.
  std::vector<std::string> candidates;  // Where ambiguous; one alone where an alias is known but not sure.
  bool means_all = false;               // Where ambiguous: the word is known to stand for all the candidates at once ("FE OHIO").
};

struct AliasQuestion {
  std::string_view supplier;   // Code; a mapping made for one supplier goes before the general ones.
  std::string_view alias;
  Commodity commodity = Commodity::electric;
  std::string_view state = {};  // Empty where the sheet does not say.
};

struct ZipCandidates {
  std::vector<std::string> utility_codes;   // Only proposals; several are normal.
  std::vector<std::string> codes_without_utility;  // Known to serve there, but not a utility of ours.
  bool known = false;
};

inline constexpr std::size_t kSuggestionsMax = 5;

class Market {
 public:
  virtual ~Market() = default;
  [[nodiscard]] virtual std::span<const Utility> utilities() const = 0;
  [[nodiscard]] virtual const Utility* utility(std::string_view code) const = 0;
  [[nodiscard]] virtual std::span<const Supplier> suppliers() const = 0;
  [[nodiscard]] virtual const Supplier* supplier(std::string_view code) const = 0;
  [[nodiscard]] virtual std::span<const RateClass> rate_classes(std::string_view utility_code) const = 0;

  [[nodiscard]] virtual Resolution resolve_utility(const AliasQuestion& question) const = 0;
  // Utilities whose words are spelled much like this one, the closest first, at most kSuggestionsMax: to show a person, never to apply.
  [[nodiscard]] virtual std::vector<std::string> suggest_utilities(const AliasQuestion&) const { return {}; }
  // A rate class of the utility by code or alias, case and punctuation folded. Unknown is not an error: the supplier's own
  // word stands then.
  [[nodiscard]] virtual Resolution resolve_rate_class(std::string_view utility_code, std::string_view alias) const = 0;
  // A settlement zone of the utility ("ZONE J", "J", "NYC" …).
  [[nodiscard]] virtual Resolution resolve_zone(std::string_view utility_code, std::string_view alias) const = 0;
  [[nodiscard]] virtual ZipCandidates utilities_of_zip(std::string_view zip, Commodity commodity) const = 0;
};

enum class AccountVerdict : std::uint8_t { valid, valid_legacy, unverified, invalid };
struct AccountNumberCheck {
  AccountVerdict verdict = AccountVerdict::unverified;
  std::string normalized;        // Spaces, dashes and dots taken out, letters upper case.
  std::string kind;
  std::vector<std::string> errors;
  std::vector<std::string> hints;
};
[[nodiscard]] std::string_view text_of(AccountVerdict verdict);
// The longest text that is looked at; a longer one is invalid.
inline constexpr std::size_t kAccountNumberSizeMax = 64;
// `valid`: of the form that the utility uses now. `valid_legacy`: of a form it used. `unverified`: of no form that is known, or of
// one nobody vouches for; the number may be right. `invalid`: cannot enroll, and `errors` say what would be right.
[[nodiscard]] AccountNumberCheck check_account_number(const Utility& utility, std::string_view text);

}  // namespace switchyard::market
