// Overrides of single cells of the reference data, for one environment: a utility's lead time that changed, a supplier of one's own.
#pragma once

#include "market/market_store.hpp"

namespace switchyard::market {

// Writes the cell, raises the market's revision and tells listeners; refused where the market would not load with it
// (`invalid_reference`, `unknown_column`, `unknown_table`), and then nothing changes. A new row needs all its cells in one call.
[[nodiscard]] Result<void> override_reference(SqlTransaction& transaction, const ReferenceTexts& texts, std::span<const OverrideChange> changes);

// The product's own cell again; false where it was not overridden. Refused as above.
[[nodiscard]] Result<bool> restore_reference(SqlTransaction& transaction, const ReferenceTexts& texts, const ReferenceOverride& cell);

}  // namespace switchyard::market
