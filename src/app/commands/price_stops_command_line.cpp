#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/price_stops.hpp"

namespace switchyard::app {
namespace {

CLI::Option* add_environment(CLI::App& command, std::string& environment) {
  return command.add_option("--environment", environment, "test or live")->check(CLI::IsMember({"test", "live"}));
}

void add_stop(CLI::App& prices, Chosen& chosen) {
  auto options = std::make_shared<StopOptions>();
  CLI::App* command = prices.add_subcommand("stop", "Take prices off sale at once, whatever their sheets say");
  add_common_options(*command, chosen.common);
  add_environment(*command, options->environment)->required();
  command->add_option("--supplier", options->supplier, "Of this supplier (code)");
  command->add_option("--commodity", options->commodity, "electric or gas")->check(CLI::IsMember({"electric", "gas"}));
  command->add_option("--state", options->state, "In this state, such as PA");
  command->add_option("--utility", options->utility, "At this utility (code)");
  command->add_option("--product", options->product, "Of this product, by the supplier's word");
  command->add_option("--from", options->from, "From this instant on; else at once");
  command->add_option("--until", options->until, "Until this instant; else until it is lifted");
  command->add_option("--reason", options->reason, "Why; kept with it")->required();
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return stop_prices(common, *options); }; });
}

void add_stops(CLI::App& prices, Chosen& chosen) {
  auto environment = std::make_shared<std::string>();
  auto all = std::make_shared<bool>(false);
  CLI::App* command = prices.add_subcommand("stops", "The stops that hold or will, the newest first");
  add_common_options(*command, chosen.common);
  add_environment(*command, *environment)->required();
  command->add_flag("--all", *all, "Also those that are over or lifted");
  command->callback([environment, all, &chosen] {
    chosen.run = [environment, all](const CommonOptions& common) { return list_price_stops(common, *environment, *all); };
  });
}

void add_lift(CLI::App& prices, Chosen& chosen) {
  auto id = std::make_shared<std::string>();
  auto reason = std::make_shared<std::string>();
  CLI::App* command = prices.add_subcommand("lift", "End a stop: its prices are sold again");
  add_common_options(*command, chosen.common);
  command->add_option("STOP_ID", *id, "pst_…")->required();
  command->add_option("--reason", *reason, "Why; kept with it")->required();
  command->callback([id, reason, &chosen] { chosen.run = [id, reason](const CommonOptions& common) { return lift_price_stop(common, *id, *reason); }; });
}

void add_suppliers(CLI::App& root, Chosen& chosen) {
  CLI::App* suppliers = root.add_subcommand("suppliers", "What is set of a supplier");
  suppliers->require_subcommand(1);
  auto options = std::make_shared<SupplierOptions>();
  const auto add = [&](const char* name, const char* what, int (*run)(const CommonOptions&, const SupplierOptions&)) {
    CLI::App* command = suppliers->add_subcommand(name, what);
    add_common_options(*command, chosen.common);
    add_environment(*command, options->environment)->required();
    command->add_option("SUPPLIER", options->supplier, "Code")->required();
    command->callback([options, run, &chosen] { chosen.run = [options, run](const CommonOptions& common) { return run(common, *options); }; });
    return command;
  };
  add("show", "What is set, or the defaults", show_supplier);
  CLI::App* set = add("set", "Change what is named and leave the rest", set_supplier);
  set->add_option("--quote-policy", options->quote_policy, "What the end of prices does to quotes")
      ->check(CLI::IsMember({"honour_until_valid_until", "kill_unsigned"}));
  set->add_option("--move-limit", options->move_limit, "Percent that the median may move by before a sheet is held");
  set->add_option("--row-move-limit", options->row_move_limit, "Percent that one price may move by before it is held");
}

}  // namespace

void add_price_stop_commands(CLI::App& root, CLI::App& prices, Chosen& chosen) {
  add_stop(prices, chosen);
  add_stops(prices, chosen);
  add_lift(prices, chosen);
  add_suppliers(root, chosen);
}

}  // namespace switchyard::app
