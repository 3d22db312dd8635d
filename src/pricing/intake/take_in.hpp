// One file as it came, by any way, to sheets: unpacked, imported, and entered among the arrivals. What came is never lost sight of.
#pragma once

#include <string>
#include <vector>

#include "market/market.hpp"
#include "ports/metrics.hpp"
#include "pricing/intake/arrival.hpp"
#include "pricing/sheets/import_sheet.hpp"

namespace switchyard::pricing {

struct IncomingPiece {
  Channel channel = Channel::upload;
  std::string origin = {};
  std::string file_name = {};
  std::string bytes = {};
  std::string supplier = {};  // Code that the file must be of; empty: whichever it is.
  std::string layout = {};
  std::string actor = {};
  ImportStage stage = {};
};

// Imports every file that the piece holds (one; or those of a mail), each in its own transaction. Also what cannot be read gets its
// report and its arrival. A Result error is the request's own: "unknown_supplier", "layout_not_found".
[[nodiscard]] Result<std::vector<ImportReport>> take_in(const ImportContext& context, const market::Market& market, IncomingPiece piece);

// Of a file that cannot be read at all.
[[nodiscard]] ImportReport refused_report(const std::string& file_name, const Error& error);

// Of what came and is not even looked into: an unknown sender, a file that is too large.
void refuse_arrival(const ImportContext& context, const IncomingPiece& piece, const std::string& reason);

}  // namespace switchyard::pricing
