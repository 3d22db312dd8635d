#include "app/commands/desk.hpp"

namespace switchyard::app {

Result<Desk> open_desk(const CommonOptions& common, std::string_view environment) {
  auto name = parse_environment(environment);
  if (!name) return std::move(name).error();
  auto installation = Installation::open(common);
  if (!installation) return std::move(installation).error();
  auto opened = Environment::open(**installation, *name);
  if (!opened) return std::move(opened).error();
  return Desk{.installation = std::move(*installation), .environment = std::move(*opened)};
}

}  // namespace switchyard::app
