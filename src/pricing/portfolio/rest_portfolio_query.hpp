// The body of POST /v1/price-searches as a question: parsed once, every mistake named with its pointer.
#pragma once

#include <string>
#include <vector>

#include "http/json_body.hpp"
#include "market/market.hpp"
#include "pricing/portfolio/portfolio.hpp"

namespace switchyard::pricing {

// A site that several utilities may serve: the question goes back instead of a guess.
struct OpenSite {
  std::string id;
  std::vector<const market::Utility*> candidates;
};

struct PortfolioRequest {
  PortfolioQuery query;            // Of the sites whose utility is known.
  std::vector<OpenSite> open;
  Instant at;                      // asOf, else now.
  SearchMode mode = SearchMode::sell;
  bool names_margin = false;
};

struct PortfolioContext {
  const RateBook& book;
  const market::Market& market;
  Instant now;
  access::PartnerId partner = no_partner();
};

// "invalid_fields" with one field error a mistake.
[[nodiscard]] Result<PortfolioRequest> parse_portfolio_request(http::JsonBody body, const PortfolioContext& context);

}  // namespace switchyard::pricing
