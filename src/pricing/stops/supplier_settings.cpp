#include "pricing/stops/supplier_settings.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "pricing/stops/supplier_settings_store.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kLimitMinMillionths = 100;
constexpr std::int64_t kLimitMaxMillionths = 10'000'000;

std::string detail_of(const SupplierSettings& settings) {
  return boost::json::serialize(boost::json::object{{"quotePolicy", text_of(settings.quote_policy)},
                                                    {"moveLimitPercent", percent_text(settings.move_limit_millionths)},
                                                    {"rowMoveLimitPercent", percent_text(settings.row_move_limit_millionths)}});
}

}  // namespace

std::string_view text_of(QuotePolicy policy) {
  return policy == QuotePolicy::kill_unsigned ? "kill_unsigned" : "honour_until_valid_until";
}

Result<QuotePolicy> parse_quote_policy(std::string_view text) {
  for (const QuotePolicy policy : {QuotePolicy::honour_until_valid_until, QuotePolicy::kill_unsigned}) {
    if (text == text_of(policy)) return policy;
  }
  return Error{ErrorKind::invalid, "quote_policy_unknown", "a quote policy is honour_until_valid_until or kill_unsigned"};
}

Result<std::int64_t> parse_move_limit(std::string_view percent) {
  const auto number = Decimal::parse(percent);
  const auto scaled = number ? number->rescaled(4, Rounding::half_even) : number;
  const bool exact = scaled && number->scale() <= 4;
  if (exact && scaled->coefficient() >= kLimitMinMillionths && scaled->coefficient() <= kLimitMaxMillionths) return scaled->coefficient();
  return Error{ErrorKind::invalid, "move_limit_malformed", "a limit is a percentage from 0.01 to 1000 with at most four decimals, such as 25"};
}

std::string percent_text(std::int64_t millionths) { return Decimal::from_parts(millionths, 4)->shortest_text(); }

Result<SupplierSettings> change_supplier_settings(SqlTransaction& transaction, const market::Market& market, const Clock& clock, access::AuditRelay* audit,
                                                  const SupplierChange& change) {
  if (market.supplier(change.supplier) == nullptr) {
    return Error{ErrorKind::not_found, "supplier_not_found", fmt::format("there is no supplier '{}'", change.supplier)};
  }
  SupplierSettings settings = read_supplier_settings(transaction, change.supplier);
  settings.quote_policy = change.quote_policy.value_or(settings.quote_policy);
  settings.move_limit_millionths = change.move_limit_millionths.value_or(settings.move_limit_millionths);
  settings.row_move_limit_millionths = change.row_move_limit_millionths.value_or(settings.row_move_limit_millionths);
  keep_supplier_settings(transaction, change.supplier, settings, clock.now(), change.actor);
  if (audit != nullptr) {
    audit->record(transaction, {.at = {}, .actor = change.actor, .action = "supplier.settings_changed", .subject = change.supplier, .detail = detail_of(settings)});
  }
  return settings;
}

}  // namespace switchyard::pricing
