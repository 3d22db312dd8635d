// The commands for people who write layouts: propose one, see what it reads and what it passes over, ask about one price.
#pragma once

#include <string>
#include <vector>

#include "app/commands/command.hpp"

namespace switchyard::app {

int list_layouts(const CommonOptions& common);

struct NewLayoutOptions {
  std::string file;
  std::string name;            // Of the layout; empty: made of the file's name.
  std::string supplier;        // Code.
  std::string supplier_name;
  std::string output;          // Where the YAML goes; empty: NAME.yaml here.
  std::string commodity, customer_class, cut_off, unit, scope;  // Answers given beforehand; empty: looked for, or asked.
};
// kRefused where no prices are found, or the file of the output exists already.
int propose_layout(const CommonOptions& common, const NewLayoutOptions& options);

// Writes the workbook of docs/new-supplier.md, of a made-up supplier, with today's dates. "layout_exists" where `path` is there.
int write_example_workbook(const CommonOptions& common, const std::string& path);

struct CheckLayoutOptions {
  std::string layout;          // A path of a YAML, or the name of one at hand.
  std::vector<std::string> files;
  bool rows = false;           // All rates.
  bool cells = false;          // Every cell that was passed over.
};
// kRefused where a file would not be sold: it does not fit, an error, an unsettled question.
int check_layout(const CommonOptions& common, const CheckLayoutOptions& options);

struct ExplainOptions {
  std::string file;            // A path, or the id of a stored sheet.
  std::string cell;            // "Worksheet!C5".
  std::string layout;
};
int explain_cell(const CommonOptions& common, const ExplainOptions& options);

}  // namespace switchyard::app
