// Default values (specification, sections 3.6.1 and 3.10): coerced once all input types are there, those of fields before those
// that leave these fields out.
#include <fmt/format.h>

#include "graphql/language/printer.hpp"
#include "graphql/schema/input_coercion.hpp"
#include "graphql/schema/schema_builder.hpp"

namespace switchyard::graphql {

using ast::Kind;

template <class Each>
void SchemaBuilder::for_each_input_value(const Each& each) {
  for (const auto& directive : schema_->owned_directives_) {
    for (InputValueDefinition& argument : directive->arguments.items_)
      each(fmt::format("@{}({}:)", directive->name, argument.name), argument);
  }
  for (const auto& type : schema_->owned_types_) {
    for (FieldDefinition& field : type->fields.items_) {
      for (InputValueDefinition& argument : field.arguments.items_) {
        each(fmt::format("{}.{}({}:)", type->name, field.name, argument.name), argument);
      }
    }
    for (InputValueDefinition& field : type->input_fields.items_) each(fmt::format("{}.{}", type->name, field.name), field);
  }
}

void SchemaBuilder::set_defaults() {
  for_each_input_value([this](const std::string& coordinate, InputValueDefinition& input) { set_default(coordinate, input); });
}

void SchemaBuilder::set_default(const std::string& coordinate, InputValueDefinition& input) {
  if (input.default_literal == nullptr || !input.type.named().is_input()) return;
  const auto [state, is_new] = defaults_done_.try_emplace(&input, false);
  if (!is_new) {
    if (!state->second) report_default_cycle(coordinate);
    return;
  }
  default_path_.push_back({coordinate, input.default_literal});
  set_defaults_within(*input.default_literal, input.type);
  default_path_.pop_back();
  defaults_done_[&input] = true;
  input.default_value = coerce_literal(*input.default_literal, input.type, nullptr);
  if (input.default_value) return;
  errors_.report(fmt::format("{} has invalid default value: {}.", coordinate, print(*input.default_literal)),
                 *input.default_literal);
}

// The defaults of the fields that the literal leaves out.
void SchemaBuilder::set_defaults_within(const ast::Value& literal, TypeRef type) {
  if (type.is_list() && literal.kind == Kind::list_value) {
    for (const ast::Value& each : literal.items) set_defaults_within(each, type.item());
    return;
  }
  if (type.is_list()) return set_defaults_within(literal, type.item());
  NamedType& input_object = *schema_->types_by_name_.at(type.named().name);
  if (literal.kind != Kind::object_value || input_object.kind != TypeKind::input_object) return;
  for (InputValueDefinition& field : input_object.input_fields.items_) {
    const ast::Value* given = nullptr;
    for (const ast::ObjectField& each : literal.fields) {
      if (each.name.value == field.name) given = &each.value;
    }
    if (given != nullptr) {
      set_defaults_within(*given, field.type);
    } else {
      set_default(fmt::format("{}.{}", input_object.name, field.name), field);
    }
  }
}

void SchemaBuilder::report_default_cycle(const std::string& coordinate) {
  std::size_t first = 0;
  while (first < default_path_.size() && default_path_[first].coordinate != coordinate) ++first;
  std::string via;
  std::vector<const ast::Node*> nodes;
  for (std::size_t i = first; i < default_path_.size(); ++i) {
    nodes.push_back(default_path_[i].node);
    if (i > first) via += (via.empty() ? "" : ", ") + default_path_[i].coordinate;
  }
  errors_.report(fmt::format("Invalid circular reference. The default value of Input Object field {} references itself{}.",
                             coordinate, via.empty() ? "" : " via the default values of: " + via),
                 nodes);
}

}  // namespace switchyard::graphql
