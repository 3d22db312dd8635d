// The one binary. Parses the command line, runs what it names, and turns what went wrong into words and an exit status.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "app/commands/command.hpp"
#include "ports/database.hpp"
#include "values/ensure.hpp"

namespace {

int run(int argc, char** argv) {
  using namespace switchyard::app;
  CLI::App root("Switchyard: partner integration for retail energy. Prices in, contracts out.", "switchyard");
  root.require_subcommand(1);
  root.set_version_flag("--version", SWITCHYARD_VERSION);
  root.set_help_all_flag("--help-all", "Every command with its options");
  Chosen chosen;
  add_operations_commands(root, chosen);
  add_partner_commands(root, chosen);
  add_price_commands(root, chosen);
  add_layout_commands(root, chosen);
  add_quote_commands(root, chosen);
  add_esign_commands(root, chosen);
  add_webhook_commands(root, chosen);
  add_evidence_commands(root, chosen);
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    const int status = root.exit(stop);
    return status == 0 ? kDone : kUsage;
  }
  return chosen.run ? chosen.run(chosen.common) : kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const switchyard::DatabaseError& gone) {
    fmt::print(stderr, "switchyard: the database: {}\n", gone.what());
  } catch (const switchyard::Bug& bug) {
    fmt::print(stderr, "switchyard: a bug: {}\n", bug.what());
  } catch (const std::exception& failure) {
    fmt::print(stderr, "switchyard: {}\n", failure.what());
  }
  return switchyard::app::kRefused;
}
