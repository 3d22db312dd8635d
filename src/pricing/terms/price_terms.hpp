// What each partner may sell of each supplier, and at what: margin limits, house fees, gross-ups, entitlements. Dated data, compiled
// to an immutable snapshot that belongs to a rate book, so that no answer mixes two of them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "pricing/terms/price_stack.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

// Micro-dollars a base unit (kWh, therm, Ccf). On a larger unit min, max and default grow with it; the step does not.
struct MarginLimits {
  std::int64_t min_micros = 0;
  std::int64_t max_micros = 0;
  std::int64_t step_micros = 1;     // At least 1.
  std::int64_t default_micros = 0;  // Taken where a question names no margin.
  bool operator==(const MarginLimits&) const = default;
};

struct TermsQuestion {
  access::PartnerId partner;
  std::string_view supplier;  // Code.
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

// Safe from many threads.
class PriceTerms {
 public:
  virtual ~PriceTerms() = default;
  [[nodiscard]] virtual SellingTerms of(const TermsQuestion& question, Instant at) const = 0;
};

// Everybody may sell everything with these margins and without fees: what holds where nothing was set.
[[nodiscard]] std::shared_ptr<const PriceTerms> open_terms(const MarginLimits& electric, const MarginLimits& gas);

}  // namespace switchyard::pricing
