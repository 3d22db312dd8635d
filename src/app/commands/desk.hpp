// What a command opens that works on one environment.
#pragma once

#include <memory>
#include <string_view>

#include "app/installation.hpp"
#include "app/runtime/environment.hpp"
#include "pricing/book/compiled_sheet.hpp"

namespace switchyard::app {

struct Desk {
  std::unique_ptr<Installation> installation;
  std::unique_ptr<Environment> environment;  // Of the installation; its book is not loaded yet.
};

// `environment` is "test" or "live". Refused as Installation::open and Environment::open do.
Result<Desk> open_desk(const CommonOptions& common, std::string_view environment);

// A sheet's id tells its environment to nobody but the databases: the desk of the one that has it ("sheet_not_found").
Result<Desk> desk_of_sheet(const CommonOptions& common, const pricing::SheetId& id);

}  // namespace switchyard::app
