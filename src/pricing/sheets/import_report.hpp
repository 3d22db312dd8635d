// What an import says of one file: the shape that design section 8 fixes, printed by `prices import --json` and kept with the sheet.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/holds/sheet_hold.hpp"
#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

inline constexpr std::size_t kHoldsListedMax = 100;

struct ImportReport {
  std::string file;
  std::string member;                  // Inside a zip.
  std::string received_in = {};        // The e-mail that it was attached to: its file and message id.
  std::string sha256;
  std::string supplier;
  std::string layout;
  std::string sheet_id;                // Of a duplicate: the sheet that the file is already.
  std::string status;                  // A sheet's, or "duplicate".
  std::size_t rows = 0;                // Read, and exported.
  std::size_t rates = 0;               // Of them those that can be sold.
  std::size_t withheld_count = 0;      // Rows that were stopped; at most kNotesListedMax are listed.
  std::vector<CellNote> withheld;
  std::size_t not_offered = 0;         // Cells that say that there is no offer.
  std::vector<SheetHold> holds;        // What was stopped, by grain; at most kHoldsListedMax are listed. Their rates are not.
  std::vector<UnmappedAlias> unmapped;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;     // Exclusive.
  std::optional<Instant> sellable_from;
  std::optional<Instant> sellable_until;
  std::vector<std::string> supersedes;  // Ids of sheets that end where this one begins.
  std::string superseded_by;
  std::vector<CellNote> warnings;
  std::vector<CellNote> errors;        // Why it was held or rejected.
};

// Of an attachment that was left out: it became no sheet, and its warning says why.
inline constexpr std::string_view kIgnoredStatus = "ignored";

// Published, expired, a duplicate, or an attachment that is no matrix: what `prices import` exits 0 for.
[[nodiscard]] bool ended_well(const ImportReport& report);

// One line of JSON.
[[nodiscard]] std::string json_of(const ImportReport& report);

}  // namespace switchyard::pricing
