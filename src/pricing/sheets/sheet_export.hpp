// A stored sheet's compiled form by its id, for exports and lineage.
#pragma once

#include <memory>

#include "ports/database.hpp"
#include "pricing/book/compiled_sheet.hpp"

namespace switchyard::pricing {

// Refused: "sheet_not_found"; "sheet_has_no_rates" (kind conflict) where nothing could be read of the file.
[[nodiscard]] Result<std::shared_ptr<const CompiledSheet>> load_sheet(Database& database, const SheetId& id);

}  // namespace switchyard::pricing
