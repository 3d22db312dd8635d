// One row of the terms: what it says, for whom and where, and when. Rows are never edited: one is closed and another follows it, so
// that any past instant can be told again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "pricing/margin_policy.hpp"
#include "pricing/terms/price_stack.hpp"
#include "pricing/terms/share_rule.hpp"
#include "values/energy.hpp"
#include "values/id.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

struct TermsTag { static constexpr std::string_view kPrefix = "ptm"; };
using TermsId = Id<TermsTag>;

enum class TermsKind : std::uint8_t {
  supplier,       // A supplier's own: limits of the whole fee, gross-up, share rule.
  margin_policy,  // What margin a partner may add.
  house_fee,      // What the house adds before the partner.
  entitlement,    // That a partner may sell there; its agent code and licence.
};
[[nodiscard]] std::string_view text_of(TermsKind kind);
Result<TermsKind> parse_terms_kind(std::string_view text);
[[nodiscard]] std::string_view text_of(GrossUpForm form);  // "none", "on_fee", "on_total"
Result<GrossUpForm> parse_gross_up_form(std::string_view text);

// Absent and empty: every one.
struct TermsPlace {
  std::optional<access::PartnerId> partner = {};
  std::string supplier = {};             // Code.
  std::optional<Commodity> commodity = {};
  std::string state = {};
  std::string utility = {};              // Code.
  bool operator==(const TermsPlace&) const = default;
};

// The more specific of two places that both hold somewhere: partner before supplier before utility before state before commodity.
[[nodiscard]] int specificity(const TermsPlace& place);

// Micro-dollars a base unit.
struct MarginRule {
  std::int64_t min_micros = 0;
  std::int64_t max_micros = 0;
  std::int64_t step_micros = 1;
  std::optional<std::int64_t> default_micros = {};
  bool operator==(const MarginRule&) const = default;
};

// What a row says of its kind; what is absent it says nothing of.
struct TermsContent {
  std::optional<MarginRule> margin = {};          // supplier (of the whole fee), margin_policy.
  std::optional<GrossUp> gross_up = {};           // supplier.
  std::optional<ShareRule> share = {};            // supplier.
  std::int64_t house_fee_micros = 0;              // house_fee.
  std::string agent_code = {};                    // entitlement.
  std::string license = {};                       // entitlement.
};

struct TermsRecord {
  TermsId id;
  TermsKind kind = TermsKind::supplier;
  TermsPlace place = {};
  TermsContent content = {};
  Instant from{};
  std::optional<Instant> until = {};              // Exclusive.
  std::string reason = {};
  Instant made_at{};
  std::string made_by = {};
  std::optional<Instant> closed_at = {};          // Where it ends before `until`.
  std::string closed_by = {};
  std::string close_reason = {};
  bool is_reference = false;                      // Comes with the product; what was written of the same place goes before it.

  [[nodiscard]] std::optional<Instant> end() const { return closed_at && (!until || *closed_at < *until) ? closed_at : until; }
  [[nodiscard]] bool holds(Instant at) const { return from <= at && (!end() || at < *end()); }
};

}  // namespace switchyard::pricing
