// What the command line chose: one action with its options, run after parsing is over.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace switchyard::app {

// Options that every command takes.
struct CommonOptions {
  std::string data = "./data";
  std::string database;   // sqlite:DIR or postgresql://…; empty: SQLite in `data`.
  std::string config;     // TOML file; empty: none.
  std::string layouts;    // Folder of layouts that add to the built-in ones or replace them.
  bool json = false;
};

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;
inline constexpr int kUsage = 2;

// Filled by the sub-command that was named. `run` gives the exit status.
struct Chosen {
  CommonOptions common;
  std::function<int(const CommonOptions&)> run;
};

// Each adds its sub-commands to `root`. The options live as long as the App does.
void add_operations_commands(CLI::App& root, Chosen& chosen);  // serve work migrate check backup restore keys config jobs demo
void add_partner_commands(CLI::App& root, Chosen& chosen);     // partner operator token
void add_price_commands(CLI::App& root, Chosen& chosen);       // prices aliases suppliers market
void add_layout_commands(CLI::App& root, Chosen& chosen);      // layouts
void add_quote_commands(CLI::App& root, Chosen& chosen);       // quotes
void add_esign_commands(CLI::App& root, Chosen& chosen);     // esign
void add_webhook_commands(CLI::App& root, Chosen& chosen);    // webhooks
void add_evidence_commands(CLI::App& root, Chosen& chosen);    // evidence

// --data and its kin on one sub-command, so that they may stand behind it.
void add_common_options(CLI::App& command, CommonOptions& common);

}  // namespace switchyard::app
