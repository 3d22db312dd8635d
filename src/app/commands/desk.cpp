#include "app/commands/desk.hpp"

#include <fmt/format.h>

#include "pricing/sheets/sheet_store.hpp"

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

Result<Desk> desk_of_sheet(const CommonOptions& common, const pricing::SheetId& id) {
  for (std::string_view name : {"test", "live"}) {
    auto desk = open_desk(common, name);
    if (!desk) return desk;
    bool found = false;
    desk->environment->database().read([&](SqlReader& reader) { found = pricing::find_sheet(reader, id).has_value(); });
    if (found) return desk;
  }
  return Error{.kind = ErrorKind::not_found, .code = "sheet_not_found", .message = fmt::format("there is no sheet {} in test or live", id.text())};
}

}  // namespace switchyard::app
