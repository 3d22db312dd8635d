// Writes a proposal as the YAML of a layout, with a comment on what each line rests on.
#pragma once

#include <string>
#include <vector>

#include "pricing/layout/proposal/proposal.hpp"
#include "pricing/layout/proposal/table_choice.hpp"

namespace switchyard::pricing::proposal {

// All that was chosen.
struct LayoutChoice {
  std::string type;                    // "xlsx".
  std::vector<std::string> says;       // Texts by which the file is known.
  std::string says_rests_on;
  std::vector<Decision> validity;
  UnitChoice unit;
  std::vector<TableChoice> tables;
  std::vector<std::string> left_out_sheets;
  std::vector<std::string> hidden_sheets;
  std::vector<std::string> states;     // Of a supplier that is introduced.
  std::string scope;                   // As in YAML: "[commodity]".
  bool out_of_range = false;           // Some prices lie outside of what the unit usually has.
  std::string least, most;             // Of the prices in dollars a unit.
  std::vector<Decision> more_asks;     // What reading the file with the layout has shown.
};

struct WrittenLayout {
  std::string yaml;
  std::vector<ProposalQuestion> questions;
};
[[nodiscard]] WrittenLayout write_layout(const ProposalRequest& request, const LayoutChoice& choice);

}  // namespace switchyard::pricing::proposal
