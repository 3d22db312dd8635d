// A layout for a file that no layout knows: proposed from how the file looks, with every doubt as a question.
//
// A proposal is never silently wrong by intent: what it is not sure of stands in the layout's `unsure`, and by such a layout
// nothing is sold. Pure; a file takes about as long as two readings of it.
#pragma once

#include <string>
#include <vector>

#include "pricing/layout/layout.hpp"

namespace switchyard::pricing {

struct ProposalRequest {
  std::string file_name;
  std::string layout;          // The layout's name: letters, digits, dashes.
  std::string supplier;        // Code.
  std::string supplier_name;
  bool supplier_known = false; // To the reference data; else the layout introduces it.
  // A person's answers; empty: looked for, or asked. `unit` as "$/kWh", "$/MWh", "cents/kWh", "$/therm" …; `scope` is "all" or fields
  // with commas between; `cut_off` is "17:00 America/New_York".
  std::string commodity, customer_class, unit, cut_off, scope;
};

struct ProposalQuestion {
  std::string at;    // The key.
  std::string ask;
};

struct Proposal {
  std::string yaml;  // Parses as a layout, always.
  Layout layout;     // The same.
  SheetReading reading;  // What it reads of the file.
  std::vector<ProposalQuestion> questions;
};

// Refused with "no_prices_found": nothing on a visible sheet looks like a table of prices.
[[nodiscard]] Result<Proposal> propose_layout(const workbook::Workbook& workbook, const ProposalRequest& request);

}  // namespace switchyard::pricing
