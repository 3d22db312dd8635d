// Argument Uniqueness (specification, September 2025, section 5.4.2).
#include <fmt/core.h>

#include "graphql/validation/repeated_names.hpp"
#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class UniqueArgumentNames final : public Rule {
 public:
  explicit UniqueArgumentNames(Context& context) : context_(context) {}

  Below enter_field(const ast::Field& field) override { return check(field.arguments); }
  Below enter_directive(const ast::Directive& directive, DirectiveLocation) override { return check(directive.arguments); }

 private:
  Below check(ast::List<ast::Argument> arguments) {
    RepeatedNames names;
    if (arguments.size() < 2) return Below::visit;
    for (const ast::Argument& argument : arguments) names.add(argument.name.value, argument.name);
    for (const auto& [name, nodes] : names.repeated()) {
      context_.report(fmt::format("There can be only one argument named \"{}\".", name), nodes);
    }
    return Below::visit;
  }

  Context& context_;
};

}  // namespace

RulePtr unique_argument_names(Context& context) { return std::make_unique<UniqueArgumentNames>(context); }

}  // namespace switchyard::graphql::validation
