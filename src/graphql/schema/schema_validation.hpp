// Whether a schema is one (specification, section 3), once it is built: graphql-js' validateSchema, and what the September 2025
// edition asks beyond it.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graphql/schema/schema.hpp"
#include "graphql/schema/sdl_errors.hpp"

namespace switchyard::graphql {

// `sdl` is the application's part, for the places of root types. The rest has its nodes.
void validate_schema(const Schema& schema, const ast::Document& sdl, SdlErrors& errors);

// Type and field names must not begin with "__".
void validate_name(std::string_view name, const ast::Node& node, SdlErrors& errors);
void validate_argument(const std::string& coordinate, const InputValueDefinition& argument, const ast::Node& type_node,
                       SdlErrors& errors);

// Objects and interfaces have what their interfaces promise (section 3.6, IsValidImplementation).
void validate_interfaces(const Schema& schema, const NamedType& type, SdlErrors& errors);

// No input object can only be given by giving itself within itself (section 3.10, circular references).
class InputCycles {
 public:
  explicit InputCycles(SdlErrors& errors) : errors_(errors) {}
  void check(const NamedType& input_object);

 private:
  SdlErrors& errors_;
  std::unordered_set<const NamedType*> visited_;
  std::vector<const InputValueDefinition*> path_;
  std::unordered_map<const NamedType*, std::size_t> place_in_path_;
};

}  // namespace switchyard::graphql
