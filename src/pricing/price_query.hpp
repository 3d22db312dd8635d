// A question for prices, parsed and whole, and its answer: the pure core of GET /v1/prices. No HTTP, SQL or JSON here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pricing/rate_row.hpp"
#include "pricing/terms/price_terms.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {

enum class SortKey : std::uint8_t { price, annual_cost, term_months, expires_at };

// Every absent or empty field leaves its dimension open.
struct PriceQuery {
  access::PartnerId partner = no_partner();  // By whose terms; nobody: by what holds for every partner.
  Commodity commodity = Commodity::electric;
  std::string utility_code;               // Resolved; a ZIP with one candidate has become it.
  std::string state = {};                 // Of the utility: terms and price stops may be for a state.
  Energy annual_usage{};                  // The contract's aggregate.
  // A class or zone matches by market's code or by the supplier's own word, case and punctuation folded. A rate whose sheet
  // does not tell classes (zones) apart is for all of them and always matches.
  std::string rate_class = {};
  std::string rate_class_code = {};       // What market/ resolves rate_class to, where it does.
  std::string zone = {};
  std::string zone_code = {};
  std::vector<Month> start_months = {};
  std::vector<std::int16_t> term_months = {};
  std::vector<std::string> suppliers = {};
  std::string product = {};
  std::optional<std::int32_t> green_percent_hundredths_min = {};
  std::string billing = {};                       // The supplier's word; what a sheet does not say does not match.
  std::optional<bool> purchase_of_receivables = {};  // Likewise.
  CustomerClass customer_class = CustomerClass::commercial;  // Rates for any class match too.
  std::optional<std::int64_t> margin_micros = {};  // Per price unit of each rate; absent: each supplier's default.
  SortKey sort = SortKey::price;
  bool descending = false;
};

}  // namespace switchyard::pricing
