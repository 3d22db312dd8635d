#include "app/commands/layouts.hpp"

#include <fmt/format.h>

#include "app/installation.hpp"
#include "http/json_writer.hpp"
#include "pricing/layout/layout.hpp"

namespace switchyard::app {

int list_layouts(const CommonOptions& common) {
  auto layouts = pricing::LayoutLibrary::load(common.layouts);
  if (!layouts) return refuse(common, layouts.error());
  http::JsonWriter json;
  json.begin_array();
  for (const pricing::Layout& layout : layouts->layouts()) {
    json.begin_object().member("layout", layout.name()).member("supplier", layout.supplier()).end_object();
    if (!common.json) fmt::print("{:<28} {}\n", layout.name(), layout.supplier());
  }
  json.end_array();
  if (common.json) fmt::print("{}\n", std::move(json).text());
  return kDone;
}

}  // namespace switchyard::app
