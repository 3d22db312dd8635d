// What a command opens that works on one environment.
#pragma once

#include <memory>
#include <string_view>

#include "app/installation.hpp"
#include "app/runtime/environment.hpp"

namespace switchyard::app {

struct Desk {
  std::unique_ptr<Installation> installation;
  std::unique_ptr<Environment> environment;  // Of the installation; its book is not loaded yet.
};

// `environment` is "test" or "live". Refused as Installation::open and Environment::open do.
Result<Desk> open_desk(const CommonOptions& common, std::string_view environment);

}  // namespace switchyard::app
