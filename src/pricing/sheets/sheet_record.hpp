// A sheet as the store keeps it, beside its bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/sheets/sheet_status.hpp"
#include "values/date.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

struct SheetRecord {
  SheetId id;
  std::string supplier = {};             // Code; empty where no layout was found.
  std::string layout = {};               // Name and version.
  std::string file_name = {};
  std::string sha256 = {};
  SheetStatus status = SheetStatus::received;
  bool doubtful = false;                 // The whole sheet stopped at a check: never on sale unless an operator publishes it.
  std::string commodities = {};          // "electric", "gas", "electric,gas" or empty.
  std::optional<Date> valid_from = {};
  std::optional<Date> valid_until = {};  // Exclusive.
  std::optional<Instant> sellable_from = {};
  std::optional<Instant> sellable_until = {};
  std::int64_t row_count = 0;
  std::int64_t rate_count = 0;           // Of them those that can be sold.
  std::int64_t compiled_revision = 0;    // 0: there are no compiled bytes; one more whenever they are replaced.
  std::string report = {};               // JSON text, as the import gave it.
  Instant received_at{};
  std::string received_by = {};
  std::optional<Instant> published_at = {};
  std::optional<Instant> ended_at = {};  // When it became withdrawn, superseded, expired or rejected.
  std::optional<SheetId> superseded_by = {};
  std::optional<Instant> off_sale_from = {};  // Where its successor begins; it sells until then.
  std::vector<std::string> scope_values = {};  // As scope_values_of gives them.
};

// One step of a sheet's history.
struct SheetStep {
  SheetStatus from = SheetStatus::received;
  SheetStatus to = SheetStatus::received;
  Instant at{};
  std::string actor;
  std::string reason;
};

// A supplier's word in a sheet, and whether it was understood when the sheet was compiled.
struct SheetAlias {
  std::string alias;
  std::string folded;       // As market::normalize_alias gives it.
  Commodity commodity = Commodity::electric;
  std::string state;
  bool resolved = false;
  std::string candidates;   // Utility codes with commas between; empty where unknown or resolved.
  std::int64_t row_count = 0;
};

}  // namespace switchyard::pricing
