// The answer of GET /v1/prices: names and order as the OpenAPI document promises, decimals as text, and of the price stack only
// what the caller's scopes show.
#pragma once

#include <string>

#include "access/caller.hpp"
#include "pricing/rest_price_query.hpp"
#include "pricing/why_not/why_not.hpp"

namespace switchyard::http {
class JsonWriter;
}

namespace switchyard::pricing {

// prices:stack shows basePrice, margin and grossUp, an operator's scopes also the stack with its transfer price and the source.
struct PriceVisibility {
  bool stack = false;
  bool lineage = false;
  static PriceVisibility of(access::ScopeSet scopes);
};
// Fields of an item that the caller may see.
[[nodiscard]] PriceFieldSet fields_shown(const PriceVisibility& visibility);

struct PriceAnswer {
  const RateBook& book;
  const RateRefs& refs;
  EnvironmentName environment = EnvironmentName::test;
  PriceFieldSet fields = 0;  // Asked for and shown.
  const std::vector<Explanation>* explanations = nullptr;  // Null: not asked for.
  bool shows_sheets = false;                               // In explanations.
};

// One item as GET /v1/prices has it.
void write_price_item(http::JsonWriter& json, const Offer& offer, const PriceAnswer& answer);
[[nodiscard]] std::string write_price_page(const PriceRequest& request, const PricePage& page, const PriceAnswer& answer);
// The question goes back with the utilities to choose from.
[[nodiscard]] std::string write_utility_candidates(const PriceRequest& request, EnvironmentName environment);
// Weak (the answer's asOf moves while the prices stand): the same for the same prices shown the same way.
[[nodiscard]] std::string price_page_etag(const PriceRequest& request, const PricePage& page, const PriceAnswer& answer);

}  // namespace switchyard::pricing
