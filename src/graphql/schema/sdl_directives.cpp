#include <fmt/format.h>

#include <algorithm>

#include "graphql/language/printer.hpp"
#include "graphql/schema/sdl_validation.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {

std::string_view location_of(Kind type) {
  switch (type) {
    case Kind::scalar_type_definition:
    case Kind::scalar_type_extension:
      return "SCALAR";
    case Kind::object_type_definition:
    case Kind::object_type_extension:
      return "OBJECT";
    case Kind::interface_type_definition:
    case Kind::interface_type_extension:
      return "INTERFACE";
    case Kind::union_type_definition:
    case Kind::union_type_extension:
      return "UNION";
    case Kind::enum_type_definition:
    case Kind::enum_type_extension:
      return "ENUM";
    default:
      return "INPUT_OBJECT";
  }
}

// The elements of a list that share their name with another one, told once a name.
template <class T, class Report>
void for_each_repeated(ast::List<T> elements, const Report& report) {
  for (const T& element : elements) {
    std::vector<const ast::Node*> same;
    bool is_first = true;
    for (const T& other : elements) {
      if (other.name.value != element.name.value) continue;
      is_first = is_first && (&other >= &element);
      same.push_back(&other.name);
    }
    if (is_first && same.size() > 1) report(element.name.value, same);
  }
}

bool is_required(const ast::InputValueDefinition& argument) {
  return argument.type->kind == Kind::non_null_type && argument.default_value == nullptr;
}

}  // namespace

SdlDirectives::SdlDirectives(const ast::Document& standard, const ast::Document& sdl, SdlErrors& errors) : errors_(errors) {
  for (const ast::Document* document : {&standard, &sdl}) {
    for (const ast::Definition* definition : document->definitions()) {
      if (const auto* directive = ast::as_directive_definition(*definition)) directives_[directive->name.value] = directive;
    }
  }
}

void SdlDirectives::check(const ast::Definition& definition) {
  if (const auto* schema = ast::as_schema(definition)) return check_list(schema->directives, "SCHEMA", on_schema_);
  if (const auto* directive = ast::as_directive_definition(definition)) {
    return check_inputs(directive->arguments, "ARGUMENT_DEFINITION");
  }
  const auto* type = ast::as_type(definition);
  if (type == nullptr) return;
  check_list(type->directives, location_of(type->kind), on_type_[type->name.value]);
  for (const ast::FieldDefinition& field : type->fields) {
    check_inputs(field.arguments, "ARGUMENT_DEFINITION");
    check_apart(field.directives, "FIELD_DEFINITION");
  }
  for (const ast::EnumValueDefinition& value : type->values) check_apart(value.directives, "ENUM_VALUE");
  check_inputs(type->input_fields, "INPUT_FIELD_DEFINITION");
}

void SdlDirectives::check_inputs(ast::List<ast::InputValueDefinition> inputs, std::string_view location) {
  for (const ast::InputValueDefinition& input : inputs) {
    if (input.default_value != nullptr) check_value(*input.default_value);
    check_apart(input.directives, location);
  }
}

void SdlDirectives::check_apart(ast::List<ast::Directive> directives, std::string_view location) {
  Seen seen;
  if (!directives.empty()) check_list(directives, location, seen);
}

void SdlDirectives::check_list(ast::List<ast::Directive> directives, std::string_view location, Seen& seen) {
  for (const ast::Directive& directive : directives) {
    const std::string_view name = directive.name.value;
    const auto found = directives_.find(name);
    if (found == directives_.end()) {
      errors_.report(fmt::format("Unknown directive \"@{}\".", name), directive);
      check_repeated_arguments(directive);
      continue;
    }
    const ast::DirectiveDefinition& definition = *found->second;
    const auto& allowed = definition.locations;
    if (std::none_of(allowed.begin(), allowed.end(), [&](const ast::Name& each) { return each.value == location; })) {
      errors_.report(fmt::format("Directive \"@{}\" may not be used on {}.", name, location), directive);
    }
    if (const auto [first, is_new] = seen.emplace(name, &directive); !is_new && !definition.repeatable) {
      errors_.report(fmt::format("The directive \"@{}\" can only be used once at this location.", name),
                     {first->second, &directive});
    }
    check_arguments(directive, definition);
  }
}

void SdlDirectives::check_arguments(const ast::Directive& directive, const ast::DirectiveDefinition& definition) {
  std::vector<std::string_view> known;
  for (const ast::InputValueDefinition& each : definition.arguments) known.push_back(each.name.value);
  for (const ast::Argument& argument : directive.arguments) {
    const std::string_view name = argument.name.value;
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    errors_.report(fmt::format("Unknown argument \"{}\" on directive \"@{}\".{}", name, directive.name.value,
                               validation::did_you_mean(validation::suggest(name, known))),
                   argument);
  }
  check_repeated_arguments(directive);
  for (const ast::InputValueDefinition& each : definition.arguments) {
    const auto& given = directive.arguments;
    const bool is_given = std::any_of(given.begin(), given.end(),
                                      [&](const ast::Argument& argument) { return argument.name.value == each.name.value; });
    if (is_given || !is_required(each)) continue;
    errors_.report(fmt::format("Directive \"@{}\" argument \"{}\" of type \"{}\" is required, but it was not provided.",
                               directive.name.value, each.name.value, print(*each.type)),
                   directive);
  }
}

void SdlDirectives::check_repeated_arguments(const ast::Directive& directive) {
  for_each_repeated(directive.arguments, [&](std::string_view name, const std::vector<const ast::Node*>& same) {
    errors_.report(fmt::format("There can be only one argument named \"{}\".", name), same);
  });
  for (const ast::Argument& argument : directive.arguments) check_value(argument.value);
}

void SdlDirectives::check_value(const ast::Value& value) {
  for (const ast::Value& each : value.items) check_value(each);
  std::unordered_map<std::string_view, const ast::Name*> seen;
  for (const ast::ObjectField& field : value.fields) {
    const auto [first, is_new] = seen.emplace(field.name.value, &field.name);
    if (!is_new) {
      errors_.report(fmt::format("There can be only one input field named \"{}\".", field.name.value),
                     {first->second, &field.name});
    }
    check_value(field.value);
  }
}

void validate_sdl(const ast::Document& standard, const ast::Document& sdl, SdlErrors& errors) {
  SdlNames names(standard, sdl, errors);
  SdlDirectives directives(standard, sdl, errors);
  for (const ast::Definition* definition : sdl.definitions()) {
    names.check(*definition);
    directives.check(*definition);
  }
}

}  // namespace switchyard::graphql
