// From a file's bytes to a sheet in the database, whole or not at all: the use case behind `prices import`.
#pragma once

#include <string>

#include "access/audit_relay.hpp"
#include "market/market.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "ports/random.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/sheets/digest_port.hpp"
#include "pricing/sheets/import_report.hpp"
#include "pricing/sheets/sheet_draft.hpp"

namespace switchyard::pricing {

// What outlives the imports of one environment. `clock` is its business clock.
struct ImportContext {
  Database& database;
  const LayoutLibrary& layouts;
  const FileDigest& digest;
  const Clock& clock;
  Random& random;
  EnvironmentName environment = EnvironmentName::test;
  access::AuditRelay* audit = nullptr;  // Null: a machine's own imports, such as the sandbox's; nothing is recorded.
  workbook::Tools tools = {};  // Without a reader of PDF files these are refused.
};

struct ImportRequest {
  std::string bytes;
  std::string file_name;      // Its last part; no folder.
  std::string supplier = {};  // Code that the file must be of.
  std::string layout = {};    // Name of the layout to read with.
  std::string received_in = {};  // Of files_of: the e-mail that it was attached to.
  std::string actor = {};     // An application's id, or "shell".
  ImportStage stage = {};
};

// Everything that is said of the file is in the report, also why it was not taken. A Result error is the request's own:
// "unknown_supplier", "layout_not_found". Any thread; one import holds the file and its rows in memory.
// In one transaction: the sheet, its file, its compiled bytes, its history, the sheets that give way to it, the book's revision.
[[nodiscard]] Result<ImportReport> import_sheet(const ImportContext& context, const market::Market& market, const ImportRequest& request);

}  // namespace switchyard::pricing
