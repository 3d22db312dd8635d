#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/command.hpp"
#include "app/commands/price_stops.hpp"
#include "app/commands/price_terms.hpp"
#include "app/commands/prices.hpp"
#include "app/commands/sheet_holds.hpp"

namespace switchyard::app {
namespace {

CLI::Option* add_environment(CLI::App& command, std::string& environment) {
  return command.add_option("--environment", environment, "test or live")->check(CLI::IsMember({"test", "live"}));
}

void add_import(CLI::App& prices, Chosen& chosen) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = prices.add_subcommand("import", "Read suppliers' files, check and publish them");
  add_common_options(*command, chosen.common);
  command->add_option("FILE", options->files, "xlsx, xlsm, csv, or a zip of one of them")->required();
  add_environment(*command, options->environment)->required();
  command->add_option("--supplier", options->supplier, "The file must be of this supplier (code)");
  command->add_option("--layout", options->layout, "Read it with this layout instead of the one that it fits");
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return import_prices(common, *options); }; });
}

void add_export(CLI::App& prices, Chosen& chosen) {
  auto sheet = std::make_shared<std::string>();
  auto format = std::make_shared<std::string>("csv");
  CLI::App* command = prices.add_subcommand("export", "Every rate that was read from a sheet, with its cell");
  add_common_options(*command, chosen.common);
  command->add_option("SHEET_ID", *sheet, "sht_…")->required();
  command->add_option("--format", *format, "csv")->check(CLI::IsMember({"csv"}));
  command->callback([sheet, format, &chosen] {
    chosen.run = [sheet, format](const CommonOptions& common) { return export_prices(common, *sheet, *format); };
  });
}

void add_action(CLI::App& prices, Chosen& chosen, const char* name, const char* what, SheetAction action) {
  auto sheet = std::make_shared<std::string>();
  auto reason = std::make_shared<std::string>();
  CLI::App* command = prices.add_subcommand(name, what);
  add_common_options(*command, chosen.common);
  command->add_option("SHEET_ID", *sheet, "sht_…")->required();
  command->add_option("--reason", *reason, "Why; kept in the sheet's history")->required();
  command->callback([sheet, reason, action, &chosen] {
    chosen.run = [sheet, reason, action](const CommonOptions& common) { return act_on_sheet(common, action, *sheet, *reason); };
  });
}

// One option a query parameter of GET /v1/prices, handed on as it is named there.
void add_search(CLI::App& prices, Chosen& chosen) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = prices.add_subcommand("search", "The query of GET /v1/prices, as a table");
  add_common_options(*command, chosen.common);
  add_environment(*command, options->environment);
  const std::pair<const char*, const char*> names[] = {
      {"--commodity", "commodity"}, {"--zip", "zip"}, {"--utility", "utility"}, {"--rate-class", "rateClass"}, {"--zone", "zone"},
      {"--annual-usage", "annualUsage"}, {"--usage-unit", "usageUnit"}, {"--start-month", "startMonth"}, {"--term-months", "termMonths"},
      {"--supplier", "supplier"}, {"--customer-class", "customerClass"}, {"--product", "product"}, {"--green-percent-min", "greenPercentMin"}, {"--margin", "margin"},
      {"--sort", "sort"}, {"--limit", "limit"}, {"--cursor", "cursor"}, {"--as-of", "asOf"}};
  for (const auto& [flag, name] : names) {
    command->add_option_function<std::vector<std::string>>(
        flag, [options, parameter = std::string(name)](const std::vector<std::string>& values) {
          for (const std::string& value : values) options->parameters.emplace_back(parameter, value);
        }, "");
  }
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return search_prices(common, *options); }; });
}

void add_aliases(CLI::App& root, Chosen& chosen) {
  CLI::App* aliases = root.add_subcommand("aliases", "Suppliers' words for utilities");
  aliases->require_subcommand(1);
  auto options = std::make_shared<MapAliasOptions>();
  CLI::App* list = aliases->add_subcommand("list", "Words that no mapping knows, with how many rows wait for them; and the mappings made");
  add_common_options(*list, chosen.common);
  add_environment(*list, options->environment)->required();
  list->add_option("--supplier", options->supplier, "Of this supplier only (code)");
  list->callback([options, &chosen] {
    chosen.run = [options](const CommonOptions& common) { return list_aliases(common, options->environment, options->supplier); };
  });
  CLI::App* map = aliases->add_subcommand("map", "Say which utility a supplier means");
  add_common_options(*map, chosen.common);
  add_environment(*map, options->environment)->required();
  map->add_option("--supplier", options->supplier, "Supplier (code)")->required();
  map->add_option("--alias", options->alias, "The supplier's word")->required();
  map->add_option("--commodity", options->commodity, "electric or gas")->required()->check(CLI::IsMember({"electric", "gas"}));
  map->add_option("--state", options->state, "Only where the sheet says this state");
  map->add_option("--utility", options->utility, "Utility (code)")->required();
  map->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return map_alias(common, *options); }; });
}

void add_market(CLI::App& root, Chosen& chosen) {
  CLI::App* market = root.add_subcommand("market", "Reference data");
  market->require_subcommand(1);
  auto environment = std::make_shared<std::string>();
  auto file = std::make_shared<std::string>();
  CLI::App* command = market->add_subcommand("import-zips", "Which utilities serve a ZIP: an OpenEI/NREL file or a table zip,utility_code,…");
  add_common_options(*command, chosen.common);
  add_environment(*command, *environment)->required();
  command->add_option("FILE", *file, "CSV")->required();
  command->callback([environment, file, &chosen] {
    chosen.run = [environment, file](const CommonOptions& common) { return import_zips(common, *environment, *file); };
  });
}

}  // namespace

void add_price_commands(CLI::App& root, Chosen& chosen) {
  CLI::App* prices = root.add_subcommand("prices", "Suppliers' price sheets");
  prices->require_subcommand(1);
  add_import(*prices, chosen);
  add_export(*prices, chosen);
  add_action(*prices, chosen, "publish", "Put a held sheet on sale", SheetAction::publish);
  add_action(*prices, chosen, "reject", "Refuse a held sheet for good", SheetAction::reject);
  add_action(*prices, chosen, "withdraw", "Take a published sheet off sale", SheetAction::withdraw);
  add_action(*prices, chosen, "rollback", "Take it off sale and put the former sheet back", SheetAction::rollback);
  add_search(*prices, chosen);
  add_price_stop_commands(root, *prices, chosen);
  add_price_terms_commands(root, chosen);
  add_hold_commands(*prices, chosen);
  add_aliases(root, chosen);
  add_market(root, chosen);
}

}  // namespace switchyard::app
