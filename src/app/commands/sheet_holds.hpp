// `prices holds`, `prices release`, `prices keep`: what was stopped of a sheet, and what an operator decides.
#pragma once

#include <string>

#include "app/commands/command.hpp"

namespace switchyard::app {

int list_holds(const CommonOptions& common, const std::string& sheet_id);

struct HoldOptions {
  std::string sheet_id;
  std::int64_t number = 0;
  std::string reason;
};
int release_hold(const CommonOptions& common, const HoldOptions& options);
int keep_hold(const CommonOptions& common, const HoldOptions& options);

void add_hold_commands(CLI::App& prices, Chosen& chosen);

}  // namespace switchyard::app
