// Required Arguments (specification, September 2025, section 5.4.3). Said when the field or directive is left, after what is
// wrong within it.
#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>

#include "graphql/language/printer.hpp"
#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class Provided {
 public:
  explicit Provided(ast::List<ast::Argument> arguments) {
    for (const ast::Argument& argument : arguments) names_.insert(argument.name.value);
  }
  [[nodiscard]] bool has(std::string_view name) const { return names_.contains(name); }

 private:
  std::unordered_set<std::string_view> names_;
};

bool has_required(const Named<InputValueDefinition>& arguments) {
  return std::ranges::any_of(arguments, [](const InputValueDefinition& argument) { return argument.is_required(); });
}

class ProvidedRequiredArguments final : public Rule {
 public:
  explicit ProvidedRequiredArguments(Context& context) : context_(context) {}

  void leave_field(const ast::Field& field) override {
    const FieldDefinition* definition = context_.types().field();
    if (definition == nullptr || !has_required(definition->arguments)) return;
    const Provided provided(field.arguments);
    for (const InputValueDefinition& argument : definition->arguments) {
      if (!argument.is_required() || provided.has(argument.name)) continue;
      context_.report(fmt::format("Field \"{}\" argument \"{}\" of type \"{}\" is required, but it was not provided.",
                                  definition->name, argument.name, argument.type.text()),
                      field);
    }
  }

  void leave_directive(const ast::Directive& directive) override {
    if (const auto* definition = context_.document_directive(directive.name.value)) return check(directive, *definition);
    const DirectiveDefinition* definition = context_.schema().directive(directive.name.value);
    if (definition == nullptr || !has_required(definition->arguments)) return;
    const Provided provided(directive.arguments);
    for (const InputValueDefinition& argument : definition->arguments) {
      if (argument.is_required() && !provided.has(argument.name)) report(directive, argument.name, argument.type.text());
    }
  }

 private:
  void check(const ast::Directive& directive, const ast::DirectiveDefinition& definition) {
    const Provided provided(directive.arguments);
    for (const ast::InputValueDefinition& argument : definition.arguments) {
      const bool is_required = argument.type->kind == ast::Kind::non_null_type && argument.default_value == nullptr;
      if (is_required && !provided.has(argument.name.value)) report(directive, argument.name.value, print(*argument.type));
    }
  }

  void report(const ast::Directive& directive, std::string_view argument, const std::string& type) {
    context_.report(fmt::format("Directive \"@{}\" argument \"{}\" of type \"{}\" is required, but it was not provided.",
                                directive.name.value, argument, type),
                    directive);
  }

  Context& context_;
};

}  // namespace

RulePtr provided_required_arguments(Context& context) { return std::make_unique<ProvidedRequiredArguments>(context); }

}  // namespace switchyard::graphql::validation
