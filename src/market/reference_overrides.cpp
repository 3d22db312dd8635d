#include "market/reference_overrides.hpp"

#include <algorithm>

namespace switchyard::market {
namespace {

constexpr std::string_view kTables[] = {"utilities", "rateclasses", "zones", "suppliers"};
constexpr std::size_t kCellSizeMax = 2000;

Result<void> still_loads(SqlTransaction& transaction, const ReferenceTexts& texts) {
  const auto market = LoadedMarket::load(texts, read_market_overrides(transaction));
  if (!market) return market.error();
  return {};
}

}  // namespace

Result<void> override_reference(SqlTransaction& transaction, const ReferenceTexts& texts, std::span<const OverrideChange> changes) {
  for (const OverrideChange& change : changes) {
    if (std::find(std::begin(kTables), std::end(kTables), change.cell.table) == std::end(kTables)) {
      return Error{.kind = ErrorKind::invalid,
                   .code = "unknown_table",
                   .message = "The tables that may be overridden are utilities, rateclasses, zones and suppliers."};
    }
    if (change.cell.value.size() > kCellSizeMax) {
      return Error{.kind = ErrorKind::invalid, .code = "invalid_reference", .message = "A cell has at most 2000 bytes."};
    }
    store_reference_override(transaction, change);
  }
  if (auto loads = still_loads(transaction, texts); !loads) return loads;
  raise_market_revision(transaction);
  return {};
}

Result<bool> restore_reference(SqlTransaction& transaction, const ReferenceTexts& texts, const ReferenceOverride& cell) {
  if (!delete_reference_override(transaction, cell)) return false;
  if (auto loads = still_loads(transaction, texts); !loads) return loads.error();
  raise_market_revision(transaction);
  return true;
}

}  // namespace switchyard::market
