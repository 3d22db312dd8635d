// `prices stop`, `prices stops`, `prices lift` and `suppliers show|set`: prices off sale at once, and what is set of a supplier.
#pragma once

#include <string>

#include "app/commands/command.hpp"

namespace switchyard::app {

struct StopOptions {
  std::string environment;
  std::string supplier;
  std::string commodity;
  std::string state;
  std::string utility;
  std::string product;
  std::string from;    // RFC 3339; empty: now.
  std::string until;   // RFC 3339; empty: until it is lifted.
  std::string reason;
};
int stop_prices(const CommonOptions& common, const StopOptions& options);
// Those that hold or will; all with `all`, at most 200.
int list_price_stops(const CommonOptions& common, const std::string& environment, bool all);
// The stop's id tells its environment.
int lift_price_stop(const CommonOptions& common, const std::string& stop_id, const std::string& reason);

struct SupplierOptions {
  std::string environment;
  std::string supplier;
  std::string quote_policy;     // Empty: as it is; so the others.
  std::string move_limit;       // Percent.
  std::string row_move_limit;
};
int show_supplier(const CommonOptions& common, const SupplierOptions& options);
int set_supplier(const CommonOptions& common, const SupplierOptions& options);

// Adds `stop`, `stops` and `lift` to `prices`, and `suppliers` to the root.
void add_price_stop_commands(CLI::App& root, CLI::App& prices, Chosen& chosen);

}  // namespace switchyard::app
