// Suppliers' terms that come with the product (reference/supplier_terms.csv): dated, each with how far it can be trusted. They hold
// without being written; a written row of the same place goes before them.
#pragma once

#include <string_view>
#include <vector>

#include "pricing/terms/terms_record.hpp"

namespace switchyard::pricing {

// Parsed once. `reason` has the note and the confidence; ids are of no time and stand in no database.
[[nodiscard]] const std::vector<TermsRecord>& reference_terms();
// Refused with "reference_terms_broken", naming the line.
[[nodiscard]] Result<std::vector<TermsRecord>> parse_reference_terms(std::string_view csv);

// "0:1;0.007:0.5": from this fee on ($ a unit), this share; tiers ascend.
[[nodiscard]] Result<std::vector<ShareTier>> parse_share_tiers(std::string_view text);
[[nodiscard]] std::string share_tiers_text(const std::vector<ShareTier>& tiers);

}  // namespace switchyard::pricing
