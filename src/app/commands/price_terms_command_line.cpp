#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/price_terms.hpp"

namespace switchyard::app {
namespace {

const auto kKinds = CLI::IsMember({"supplier", "margin_policy", "house_fee", "entitlement"});

void add_place(CLI::App& command, TermsOptions& options) {
  command.add_option("--environment", options.environment, "test or live")->check(CLI::IsMember({"test", "live"}))->required();
  command.add_option("--partner", options.partner, "Of this partner (prt_…)");
  command.add_option("--supplier", options.supplier, "Of this supplier (code)");
}

void add_list(CLI::App& terms, Chosen& chosen) {
  auto options = std::make_shared<TermsOptions>();
  CLI::App* command = terms.add_subcommand("list", "The terms that hold or will, the newest first");
  add_common_options(*command, chosen.common);
  add_place(*command, *options);
  command->add_option("--kind", options->kind, "Of this kind")->check(kKinds);
  command->add_flag("--all", options->all, "Also those that are over");
  command->add_flag("--reference", options->reference, "Also what comes with the product");
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return list_price_terms(common, *options); }; });
}

void add_set(CLI::App& terms, Chosen& chosen) {
  auto options = std::make_shared<TermsOptions>();
  CLI::App* command = terms.add_subcommand("set", "Write a row of terms: for whom, where, from when, and what");
  add_common_options(*command, chosen.common);
  command->add_option("KIND", options->kind, "supplier, margin_policy, house_fee or entitlement")->check(kKinds)->required();
  add_place(*command, *options);
  command->add_option("--commodity", options->commodity, "electric or gas; needed for dollars a unit")->check(CLI::IsMember({"electric", "gas"}));
  command->add_option("--state", options->state, "In this state, such as PA");
  command->add_option("--utility", options->utility, "At this utility (code)");
  command->add_option("--from", options->from, "From this instant on; else at once");
  command->add_option("--until", options->until, "Until this instant; else until it is closed");
  command->add_option("--margin-min", options->margin_min, "Least margin, $ a unit; of a supplier: least fee");
  command->add_option("--margin-max", options->margin_max, "Most margin");
  command->add_option("--margin-step", options->margin_step, "Margins are multiples of this");
  command->add_option("--margin-default", options->margin_default, "Taken where a question names none");
  command->add_option("--gross-up", options->gross_up, "none, on_fee or on_total")->check(CLI::IsMember({"none", "on_fee", "on_total"}));
  command->add_option("--factor", options->factor, "Of the gross-up, such as 1.0627");
  command->add_option("--share-tiers", options->share_tiers, "Broker's shares from fee to fee: 0:1;0.007:0.5");
  command->add_option("--realized-max", options->realized_max, "Most that the broker realizes, $ a unit");
  command->add_option("--house-fee", options->house_fee, "$ a unit, before the partner's margin");
  command->add_option("--agent-code", options->agent_code, "The partner's with the supplier");
  command->add_option("--license", options->license, "On which the entitlement rests");
  command->add_option("--reason", options->reason, "Why; kept with it")->required();
  command->callback([options, &chosen] { chosen.run = [options](const CommonOptions& common) { return set_price_terms(common, *options); }; });
}

void add_close(CLI::App& terms, Chosen& chosen) {
  auto id = std::make_shared<std::string>();
  auto at = std::make_shared<std::string>();
  auto reason = std::make_shared<std::string>();
  CLI::App* command = terms.add_subcommand("close", "End a row of terms; another may follow it");
  add_common_options(*command, chosen.common);
  command->add_option("TERMS_ID", *id, "ptm_…")->required();
  command->add_option("--at", *at, "At this instant; else now");
  command->add_option("--reason", *reason, "Why; kept with it")->required();
  command->callback([id, at, reason, &chosen] {
    chosen.run = [id, at, reason](const CommonOptions& common) { return close_price_terms(common, *id, *at, *reason); };
  });
}

}  // namespace

void add_price_terms_commands(CLI::App& root, Chosen& chosen) {
  CLI::App* terms = root.add_subcommand("terms", "What partners may sell and at what: margins, fees, taxes, entitlements");
  terms->require_subcommand(1);
  add_list(*terms, chosen);
  add_set(*terms, chosen);
  add_close(*terms, chosen);
}

}  // namespace switchyard::app
