// What each partner may sell of each supplier, and at what: margin limits, house fees, gross-ups, entitlements. Dated data, compiled
// to an immutable snapshot that belongs to a rate book, so that no answer mixes two of them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "pricing/margin_policy.hpp"
#include "pricing/terms/price_stack.hpp"
#include "pricing/terms/share_rule.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

// Asks for nobody: an operator, who may sell everything at what holds for every partner.
[[nodiscard]] inline access::PartnerId no_partner() { return access::PartnerId(Uuid{}); }

struct TermsQuestion {
  access::PartnerId partner = no_partner();
  std::string_view supplier;  // Code; empty: what holds whoever supplies.
  Commodity commodity = Commodity::electric;
  std::string_view state;     // Of the utility, "PA".
  std::string_view utility;   // Code.
};

// For one partner, supplier, commodity and place at one instant.
struct SellingTerms {
  bool is_entitled = true;                 // False: nothing of it may be priced, quoted or contracted.
  MarginLimits margin = {};
  std::int64_t house_fee_micros = 0;       // A base unit.
  GrossUp gross_up = {};
  std::string agent_code = {};             // The partner's with the supplier; from its entitlement.
  std::string license = {};                // On which the entitlement rests.
};

// Instants between which no answer changes: [from, until).
struct TermsSpan {
  Instant from;
  Instant until;
  [[nodiscard]] bool holds(Instant at) const { return from <= at && at < until; }
  static TermsSpan always();
};

// Safe from many threads.
class PriceTerms {
 public:
  virtual ~PriceTerms() = default;
  [[nodiscard]] virtual SellingTerms of(const TermsQuestion& question, Instant at) const = 0;
  // Whether a partner is told other terms than no_partner(); of those who are not one answer serves all.
  [[nodiscard]] virtual bool has_own(const access::PartnerId&) const { return true; }
  // What the broker realizes of a fee there.
  [[nodiscard]] virtual ShareRule share_of(const TermsQuestion&, Instant) const { return {}; }
  // The next instant after `now` at which an answer may change.
  [[nodiscard]] virtual std::optional<Instant> next_change(Instant) const { return std::nullopt; }
  // Around the instant.
  [[nodiscard]] virtual TermsSpan span_at(Instant at) const { return {at, at + Duration::milliseconds(1)}; }
};

// Everybody may sell everything with these margins and without fees: what holds where nothing was set.
[[nodiscard]] std::shared_ptr<const PriceTerms> open_terms(const MarginPolicy& margins);

}  // namespace switchyard::pricing
