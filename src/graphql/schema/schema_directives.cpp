// Directives as they stand in the SDL: kept at their elements, and what @deprecated and @specifiedBy mean.
#include "graphql/schema/input_coercion.hpp"
#include "graphql/schema/schema_builder.hpp"

namespace switchyard::graphql {

std::vector<AppliedDirective> SchemaBuilder::applied(ast::List<ast::Directive> nodes) {
  std::vector<AppliedDirective> directives;
  for (const ast::Directive& node : nodes) {
    const DirectiveDefinition* definition = schema_->directive(node.name.value);
    if (definition == nullptr) continue;
    CoercedArguments arguments = coerce_arguments(*sdl_, definition->arguments, node, node.arguments, nullptr);
    if (arguments.error) {
      errors_.add(std::move(*arguments.error));
      continue;
    }
    directives.push_back({definition->name, std::move(arguments.values)});
  }
  return directives;
}

void SchemaBuilder::apply(SchemaElement& element, ast::List<ast::Directive> nodes) {
  if (nodes.empty()) return;
  std::vector<AppliedDirective> more = applied(nodes);
  element.directives.insert(element.directives.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  if (const AppliedDirective* deprecated = element.directive("deprecated")) {
    const Value* reason = deprecated->argument("reason");
    if (reason != nullptr && reason->string() != nullptr) element.deprecation_reason = *reason->string();
  }
}

void SchemaBuilder::apply_directives() {
  const auto apply_inputs = [this](Named<InputValueDefinition>& inputs) {
    for (InputValueDefinition& input : inputs.items_) apply(input, input.node->directives);
  };
  for (const ast::Definition* definition : sdl_->definitions()) {
    if (const auto* node = ast::as_schema(*definition)) {
      for (AppliedDirective& each : applied(node->directives)) schema_->directives_applied_.push_back(std::move(each));
    }
  }
  for (const auto& directive : schema_->owned_directives_) apply_inputs(directive->arguments);
  for (NamedType* type : own_types_) {
    for (const ast::TypeDefinition* node : type->nodes) apply(*type, node->directives);
    if (const AppliedDirective* specified = type->directive("specifiedBy");
        specified != nullptr && type->kind == TypeKind::scalar) {
      const Value* url = specified->argument("url");
      if (url != nullptr && url->string() != nullptr) type->specified_by_url = *url->string();
    }
    for (FieldDefinition& field : type->fields.items_) {
      apply(field, field.node->directives);
      apply_inputs(field.arguments);
    }
    for (EnumValueDefinition& value : type->values.items_) apply(value, value.node->directives);
    apply_inputs(type->input_fields);
  }
}

}  // namespace switchyard::graphql
