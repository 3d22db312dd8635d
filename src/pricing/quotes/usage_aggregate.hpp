// The usage that a supplier holds its bands against: the contract's aggregate by the supplier's own rule. Pure.
//
// Lines of one site are alternatives for it and count once; a site is named by siteReference, else by its address, and lines with
// neither are one site of their utility. Electricity and gas never add up, nor do heat and volume.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/quotes/line_source.hpp"

namespace switchyard::pricing {

struct SiteLine {
  const LineFacts* facts = nullptr;
  std::string_view site_reference = {};
  std::string_view service_address = {};
  std::int64_t usage_base_milli = 0;
  std::string_view aggregate_by = {};  // As market::Supplier has it; unknown ones count as "contract".
};

// Which lines are of one site have equal texts.
[[nodiscard]] std::string site_of(const SiteLine& line);

// By line, milli-units of the base unit. Refused: "overflow". Of lines of one site the first counts: ask differing_sites first.
[[nodiscard]] Result<std::vector<std::int64_t>> aggregates_of(std::span<const SiteLine> lines);
// Indices of lines whose usage differs from an earlier line's of the same site.
[[nodiscard]] std::vector<std::size_t> differing_sites(std::span<const SiteLine> lines);

// Whether the rule adds up lines of several utilities or classes, and so whether one aggregate can be stated for all of these.
[[nodiscard]] bool is_one_aggregate(std::span<const SiteLine> lines);

// Refused with "band_mismatch", naming the band and the aggregate. A line without a band holds all.
[[nodiscard]] Result<void> check_band(const LineFacts& facts, std::int64_t aggregate_base_milli);
// "100000 to 250000 kWh", "from 1000 MWh".
[[nodiscard]] std::string band_text(const UsageBand& band);

}  // namespace switchyard::pricing
