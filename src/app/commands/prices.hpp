// The commands of the pricing desk.
#pragma once

#include <string>
#include <vector>

#include "app/commands/command.hpp"

namespace switchyard::app {

struct ImportOptions {
  std::vector<std::string> files;
  std::string environment;
  std::string supplier;
  std::string layout;
};
// One JSON line a file on standard output with --json, in order; progress on standard error. kRefused where any file ended
// other than published, expired or duplicate.
int import_prices(const CommonOptions& common, const ImportOptions& options);

int export_prices(const CommonOptions& common, const std::string& sheet_id, const std::string& format);

enum class SheetAction { publish, reject, withdraw, rollback };
int act_on_sheet(const CommonOptions& common, SheetAction action, const std::string& sheet_id, const std::string& reason);

struct SearchOptions {
  std::string environment = "live";
  std::vector<std::pair<std::string, std::string>> parameters;  // As GET /v1/prices names them.
};
int search_prices(const CommonOptions& common, const SearchOptions& options);

int list_aliases(const CommonOptions& common, const std::string& environment, const std::string& supplier);

struct MapAliasOptions {
  std::string environment;
  std::string supplier;
  std::string alias;
  std::string commodity;
  std::string state;
  std::string utility;
};
int map_alias(const CommonOptions& common, const MapAliasOptions& options);

int import_zips(const CommonOptions& common, const std::string& environment, const std::string& file);

}  // namespace switchyard::app
