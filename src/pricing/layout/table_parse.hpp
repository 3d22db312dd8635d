// The part of a layout that says where its tables stand and which of their cells are prices.
#pragma once

#include "pricing/layout/layout_spec.hpp"
#include "pricing/layout/yaml_object.hpp"

namespace switchyard::pricing {

[[nodiscard]] std::vector<TableSpec> parse_tables(const YamlObject& layout, YamlFaults& faults);

}  // namespace switchyard::pricing
