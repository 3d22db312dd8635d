// Until when a price must be signed and handed in, by the supplier's rule: two of the four instants of a price.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "market/market.hpp"
#include "rules/rules.hpp"
#include "values/instant.hpp"

namespace switchyard::rules {

enum class PriceRule : std::uint8_t {
  signed_by_cutoff,               // Signed in time; handed in when it is complete.
  received_by_cutoff,             // The supplier has it by the cut-off. Also the default for a supplier that nobody knows.
  signed_and_received_within,     // Signed by the cut-off, received within some business hours after it.
};
[[nodiscard]] std::string_view text_of(PriceRule rule);

struct PriceInstants {
  Instant valid_until = {};
  Instant sign_by = {};                       // A signature at this instant or later is late.
  std::optional<Instant> submit_by = {};      // None: no limit but the start's deadline.
  PriceRule rule = PriceRule::received_by_cutoff;
  bool may_reaffirm = false;             // The supplier may take a late signature at the old price when asked.
  bool is_default = false;               // No rule of this supplier is known; said to the partner.
  RuleConfidence confidence = RuleConfidence::assumed;
  std::string source = {};
};
// `valid_until` is the sheet's or the offer's cut-off. Business hours are those of the supplier's rule in its own time zone.
// Refused with `unknown_time_zone`.
[[nodiscard]] Result<PriceInstants> price_instants(const RuleSet& rules, const market::Market& market, std::string_view supplier, Instant valid_until, Date on);

}  // namespace switchyard::rules
