// Forgets sheets whole: record, history, scope, words, compiled bytes, and the file where no other sheet came from it and no quote
// rests on it (a quote stays verifiable for ever). Meant for
// what a machine publishes without end, as the sandbox does; a supplier's sheets stay.
#pragma once

#include <string_view>
#include <vector>

#include "ports/database.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

struct EndedSheets {
  std::string_view received_by;
  std::string_view supplier = {};  // Empty: of any.
  Instant before{};                // Their last instant of sale is earlier.
  std::int64_t limit = 100;
};
// The longest ended first.
[[nodiscard]] std::vector<SheetId> list_ended_sheets(SqlReader& reader, const EndedSheets& ended);

// Unknown ids are passed over. Call raise_book_revision before it.
void remove_sheets(SqlTransaction& transaction, const std::vector<SheetId>& ids);

}  // namespace switchyard::pricing
