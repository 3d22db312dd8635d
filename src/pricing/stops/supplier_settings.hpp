// What an operator sets of a supplier: what a stop or a withdrawal does to quotes, and how far its prices may move between sheets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/audit_relay.hpp"
#include "market/market.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "values/decimal.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

enum class QuotePolicy : std::uint8_t {
  honour_until_valid_until,  // A quote stands until its own expiry.
  kill_unsigned,             // A quote that nobody signed ends with its price.
};
[[nodiscard]] std::string_view text_of(QuotePolicy policy);
Result<QuotePolicy> parse_quote_policy(std::string_view text);

// Millionths of the former price. A median beyond the first holds the sheet, a row beyond the second is held alone.
struct SupplierSettings {
  QuotePolicy quote_policy = QuotePolicy::honour_until_valid_until;
  std::int64_t move_limit_millionths = 250'000;
  std::int64_t row_move_limit_millionths = 500'000;
  bool operator==(const SupplierSettings&) const = default;
};

// 0.01 to 1000 percent, as decimal text: "25" is 250'000 millionths. Refused: "move_limit_malformed".
Result<std::int64_t> parse_move_limit(std::string_view percent);
[[nodiscard]] std::string percent_text(std::int64_t millionths);

// The defaults where nothing was set.
[[nodiscard]] SupplierSettings read_supplier_settings(SqlReader& reader, std::string_view supplier);

// What is absent stays as it is.
struct SupplierChange {
  std::string supplier;
  std::optional<QuotePolicy> quote_policy = {};
  std::optional<std::int64_t> move_limit_millionths = {};
  std::optional<std::int64_t> row_move_limit_millionths = {};
  std::string actor;
};
// In the caller's transaction; gives the settings after it. Refused: "supplier_not_found". `audit` may be null: nothing is recorded.
Result<SupplierSettings> change_supplier_settings(SqlTransaction& transaction, const market::Market& market, const Clock& clock, access::AuditRelay* audit,
                                                  const SupplierChange& change);

}  // namespace switchyard::pricing
