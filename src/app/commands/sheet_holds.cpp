#include "app/commands/sheet_holds.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/desk.hpp"
#include "pricing/holds/rest_holds.hpp"
#include "pricing/holds/sheet_hold_store.hpp"

namespace switchyard::app {
namespace {

void print_hold(const pricing::SheetHold& hold) {
  constexpr std::size_t kShown = 4;
  std::vector<std::string> cells = hold.cells;
  if (cells.size() > kShown) cells.resize(kShown);
  fmt::print("{:>4}  {:<8} {:<5} {:<20} {} rows{}  {}{}{}\n", hold.number, text_of(hold.state), text_of(hold.grain), hold.code, hold.row_count,
             hold.releasable ? "" : " (not releasable)", fmt::join(cells, " "), hold.cells.size() > kShown ? " …  " : cells.empty() ? "" : "  ", hold.message);
}

int decide(const CommonOptions& common, const HoldOptions& options, pricing::HoldState becomes) {
  const auto id = pricing::SheetId::parse(options.sheet_id);
  if (!id) return refuse(common, id.error());
  auto desk = desk_of_sheet(common, *id);
  if (!desk) return refuse(common, desk.error());
  Environment& environment = *desk->environment;
  const auto market = environment.market().current();
  const auto decided = pricing::decide_hold(environment.aliases(), *market,
                                            {.sheet = *id, .number = options.number, .becomes = becomes, .reason = options.reason, .actor = "shell"});
  if (!decided) return refuse(common, decided.error());
  environment.relay_audit();
  if (common.json) {
    fmt::print("{}\n", pricing::json_of(*decided));
    return kDone;
  }
  fmt::print("hold {} is {}: {} rates to sell, before {}\n", decided->hold.number, text_of(decided->hold.state), decided->rates_after, decided->rates_before);
  return kDone;
}

void add_decision(CLI::App& prices, Chosen& chosen, const char* name, const char* what, int (*run)(const CommonOptions&, const HoldOptions&)) {
  auto options = std::make_shared<HoldOptions>();
  CLI::App* command = prices.add_subcommand(name, what);
  add_common_options(*command, chosen.common);
  command->add_option("SHEET_ID", options->sheet_id, "sht_…")->required();
  command->add_option("HOLD", options->number, "Number of the hold, as `prices holds` shows it")->required();
  command->add_option("--reason", options->reason, "Why; kept with it")->required();
  command->callback([options, run, &chosen] { chosen.run = [options, run](const CommonOptions& common) { return run(common, *options); }; });
}

}  // namespace

int list_holds(const CommonOptions& common, const std::string& sheet_id) {
  const auto id = pricing::SheetId::parse(sheet_id);
  if (!id) return refuse(common, id.error());
  auto desk = desk_of_sheet(common, *id);
  if (!desk) return refuse(common, desk.error());
  std::vector<pricing::SheetHold> holds;
  desk->environment->database().read([&](SqlReader& reader) { holds = pricing::list_holds(reader, *id); });
  if (!common.json) {
    for (const pricing::SheetHold& hold : holds) print_hold(hold);
    if (holds.empty()) fmt::print("nothing of {} was stopped\n", sheet_id);
    return kDone;
  }
  http::JsonWriter json;
  json.begin_array();
  for (const pricing::SheetHold& hold : holds) pricing::write_hold(json, hold);
  json.end_array();
  fmt::print("{}\n", std::move(json).text());
  return kDone;
}

int release_hold(const CommonOptions& common, const HoldOptions& options) { return decide(common, options, pricing::HoldState::released); }
int keep_hold(const CommonOptions& common, const HoldOptions& options) { return decide(common, options, pricing::HoldState::kept); }

void add_hold_commands(CLI::App& prices, Chosen& chosen) {
  auto sheet = std::make_shared<std::string>();
  CLI::App* command = prices.add_subcommand("holds", "What was stopped of a sheet, and why");
  add_common_options(*command, chosen.common);
  command->add_option("SHEET_ID", *sheet, "sht_…")->required();
  command->callback([sheet, &chosen] { chosen.run = [sheet](const CommonOptions& common) { return list_holds(common, *sheet); }; });
  add_decision(prices, chosen, "release", "Sell what a hold stopped", release_hold);
  add_decision(prices, chosen, "keep", "Leave a hold as it is, and say why", keep_hold);
}

}  // namespace switchyard::app
