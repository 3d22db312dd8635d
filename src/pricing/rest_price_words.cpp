#include "pricing/rest_price_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "values/decimal.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {

using access::Scope;

access::ScopeSet price_scopes() { return {Scope::prices_total, Scope::prices_stack, Scope::prices_lineage, Scope::operator_prices}; }

Result<std::int64_t> parse_margin_micros(std::string_view dollars) {
  const auto number = Decimal::parse(dollars);
  const auto micros = number ? number->exactly_at(UnitPrice::kScale) : number;
  if (micros && micros->coefficient() > -1'000'000'000 && micros->coefficient() < 1'000'000'000) return micros->coefficient();
  return Error{.code = "invalid_decimal", .message = "must be dollars a unit with at most six decimals, such as 0.00500"};
}

Result<std::int32_t> parse_green_hundredths(std::string_view percent) {
  const auto number = Decimal::parse(percent);
  const auto hundredths = number ? number->exactly_at(2) : number;
  if (hundredths && hundredths->coefficient() >= 0 && hundredths->coefficient() <= 10'000) return static_cast<std::int32_t>(hundredths->coefficient());
  return Error{.code = "out_of_range", .message = "must be 0 to 100 with at most two decimals"};
}

Result<CustomerClass> parse_sold_class(std::string_view text) {
  for (const CustomerClass one : {CustomerClass::commercial, CustomerClass::multifamily}) {
    if (text == text_of(one)) return one;
  }
  return Error{.code = "not_one_of", .message = "must be commercial or multifamily"};
}

Result<std::string> parse_site_zip(std::string_view text) {
  if (text.size() == 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::string(text);
  return Error{.code = "invalid_zip", .message = "must be five digits"};
}

Error margin_hidden(std::string pointer) {
  const std::string detail = fmt::format("is for callers with the scope {}; without it the margin of the partner's terms holds", access::text_of(Scope::prices_stack));
  return {.kind = ErrorKind::forbidden,
          .code = "scope_missing",
          .message = fmt::format("A margin {}.", detail),
          .fields = {{.pointer = std::move(pointer), .code = "scope_missing", .detail = detail}}};
}

}  // namespace switchyard::pricing
