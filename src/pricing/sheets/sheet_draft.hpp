// A file read, checked and compiled, before anything of it is written: what an import decides without a database.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "pricing/holds/sheet_hold.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/sheets/import_report.hpp"
#include "pricing/sheets/sheet_record.hpp"
#include "workbook/workbook.hpp"
#include "pricing/stops/supplier_settings.hpp"

namespace switchyard::pricing {

struct SheetDraft {
  SheetRecord record;
  ImportReport report = {};
  std::string compiled = {};        // Empty where nothing could be read.
  std::string layout_text = {};     // The YAML that it was read with; empty likewise.
  std::vector<SheetAlias> aliases = {};
  std::vector<CellNote> doubts = {};    // Of the sheet as a whole: each is enough to hold it.
  std::vector<CellNote> table_faults = {};  // Tables that could not be read or trusted, where others could.
  std::vector<SheetHold> holds = {};    // All of the doubt, by grain.
};

struct DraftInput {
  SheetId id;
  std::string_view bytes;
  std::string file_name;
  std::string sha256;
  std::string supplier = {};        // Code that the file must be of; empty: whichever it is.
  std::string layout = {};          // Name of the layout to read with; empty: the one that it fits.
  std::string actor = {};
  Instant now{};
  workbook::Tools tools = {};
  std::function<SupplierSettings(std::string_view supplier)> settings_of = {};  // Limits of moves; empty: the defaults.
};

// The last sheet that was on sale for (a part of) what the record covers, to compare prices with; null where there is none.
using FormerSheet = std::function<std::shared_ptr<const CompiledSheet>(const SheetRecord& record)>;
// Told of each stage as it begins: "open", "read", "check", "compile", "write". May be empty.
using ImportStage = std::function<void(std::string_view stage)>;

// Status and doubts are as far as the file itself tells: which sheets it replaces is settled when it is written.
[[nodiscard]] SheetDraft draft_sheet(const DraftInput& input, const LayoutLibrary& layouts, const market::Market& market,
                                     const FormerSheet& former, const ImportStage& stage);

// The aliases of a reading with what a compilation made of them.
[[nodiscard]] std::vector<SheetAlias> aliases_of(const SheetReading& reading, const std::vector<UnmappedAlias>& unmapped);

// The validity is over: by the last instant of sale, or, where none is known, by the day after in every zone.
[[nodiscard]] bool has_ended(const SheetRecord& record, Instant now);

// Whether a note among a reading's errors holds the sheet for a person to look at; every other rejects it, or stops its table
// alone where is_of_table and others could be read.
[[nodiscard]] bool holds_only(std::string_view code);
[[nodiscard]] bool is_of_table(std::string_view code);

}  // namespace switchyard::pricing
