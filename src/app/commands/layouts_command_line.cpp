#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/command.hpp"
#include "app/commands/layouts.hpp"

namespace switchyard::app {
namespace {

void add_new(CLI::App& layouts, Chosen& chosen) {
  auto options = std::make_shared<NewLayoutOptions>();
  CLI::App* command = layouts.add_subcommand("new", "Propose a layout for a file of a supplier that none knows yet; docs/new-supplier.md");
  add_common_options(*command, chosen.common);
  command->add_option("FILE", options->file, "xlsx, xlsm, xls, xlsb, csv, or a zip of one of them")->required();
  command->add_option("--supplier", options->supplier, "The supplier's code: lower-case letters, digits, dashes");
  command->add_option("--supplier-name", options->supplier_name, "As people write it");
  command->add_option("--name", options->name, "Of the layout; default: SUPPLIER-matrix");
  command->add_option("-o,--output", options->output, "Where the YAML is written; default: NAME.yaml here");
  command->add_option("--commodity", options->commodity, "All prices are of it")->check(CLI::IsMember({"electric", "gas"}));
  command->add_option("--class", options->customer_class, "All prices are for such customers")->check(CLI::IsMember({"commercial", "residential", "multifamily", "any"}));
  command->add_option("--unit", options->unit, "All prices are in it: $/kWh, $/MWh, cents/kWh, $/therm, $/Ccf, $/Mcf, $/Dth")
      ->check(CLI::IsMember({"$/kWh", "$/MWh", "cents/kWh", "$/therm", "cents/therm", "$/Ccf", "$/Mcf", "$/Dth"}));
  command->add_option("--cut-off", options->cut_off, "The hour of the last day until which prices are sold, with its zone: \"17:00 America/New_York\"");
  command->add_option("--scope", options->scope, "What one file replaces: all, or fields with commas between (commodity,state)");
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return propose_layout(common, *options); }; });
}

void add_check(CLI::App& layouts, Chosen& chosen) {
  auto options = std::make_shared<CheckLayoutOptions>();
  CLI::App* command = layouts.add_subcommand("check", "What a layout reads of files, and every cell that it passes over and why");
  add_common_options(*command, chosen.common);
  command->add_option("LAYOUT", options->layout, "A YAML file, or the name of a layout at hand")->required();
  command->add_option("FILE", options->files, "Suppliers' files")->required();
  command->add_flag("--rows", options->rows, "Every rate");
  command->add_flag("--cells", options->cells, "Every cell that was passed over");
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return check_layout(common, *options); }; });
}

void add_explain(CLI::App& layouts, Chosen& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = layouts.add_subcommand("explain", "How one price was made, or why a cell is none");
  add_common_options(*command, chosen.common);
  command->add_option("FILE", options->file, "A file, or the id of an imported sheet (sht_…)")->required();
  command->add_option("CELL", options->cell, "'Worksheet!C5'; C5 alone where the file has one sheet")->required();
  command->add_option("--layout", options->layout, "Read with this layout: a YAML file or a name");
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return explain_cell(common, *options); }; });
}

}  // namespace

void add_layout_commands(CLI::App& root, Chosen& chosen) {
  CLI::App* layouts = root.add_subcommand("layouts", "Suppliers' formats");
  layouts->require_subcommand(1);
  CLI::App* list = layouts->add_subcommand("list", "The layouts at hand, by name and supplier");
  add_common_options(*list, chosen.common);
  list->callback([&chosen] { chosen.run = list_layouts; });
  auto path = std::make_shared<std::string>("sycamore.xlsx");
  CLI::App* example = layouts->add_subcommand("example", "Write the workbook that docs/new-supplier.md works through");
  add_common_options(*example, chosen.common);
  example->add_option("-o,--output", *path, "Where; default: sycamore.xlsx here");
  example->callback([path, &chosen] { chosen.run = [path](const CommonOptions& common) { return write_example_workbook(common, *path); }; });
  add_new(*layouts, chosen);
  add_check(*layouts, chosen);
  add_explain(*layouts, chosen);
}

}  // namespace switchyard::app
