// The part of a layout that says where a value stands and how it is read.
#pragma once

#include "pricing/layout/layout_spec.hpp"
#include "pricing/layout/yaml_object.hpp"

namespace switchyard::pricing {

// A single value is a constant. Nothing, with faults noted, where the node is wrong.
[[nodiscard]] std::optional<FieldSpec> parse_field(const YAML::Node& node, const std::string& path, YamlFaults& faults);
[[nodiscard]] Condition parse_condition(const YAML::Node& node, const std::string& path, YamlFaults& faults);
// The fields of a table or of its price columns; each gets the kind that its place needs.
[[nodiscard]] std::vector<NamedField> parse_fields(const YamlObject& owner, YamlFaults& faults);
// The field under `key` of `owner`, made to `kind`.
[[nodiscard]] std::optional<FieldSpec> parse_field_of_kind(const YamlObject& owner, std::string_view key, Kind kind, YamlFaults& faults);

}  // namespace switchyard::pricing
