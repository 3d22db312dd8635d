// Which line of a quote is meant for which meter, where nobody said: by the site's name, else by what the line is for. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "contracting/service_accounts/service_account.hpp"
#include "market/market.hpp"
#include "pricing/quotes/quote.hpp"

namespace switchyard::contracting {

struct MeterToPrice {
  const ServiceAccount* service = nullptr;
  std::string former_site = {};            // The site's name on the line that priced it before.
};

// By meter, the position of its line. Lines that were selected go before all; a site's name (the meter's id, reference or number, or its former
// name) goes before utility, class and zone, which must leave one line. Refused: "quote_line_unknown", "quote_line_ambiguous" by
// "/accounts/2/quoteLineId".
[[nodiscard]] Result<std::vector<std::size_t>> match_lines(const market::Market& market, const pricing::Quote& quote, std::span<const MeterToPrice> meters);

}  // namespace switchyard::contracting
