// Argument Names (specification, September 2025, section 5.4.1): a field or directive is given only arguments that it has.
#include <fmt/core.h>

#include <algorithm>

#include "graphql/validation/rules.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql::validation {

namespace {

class KnownArgumentNames final : public Rule {
 public:
  explicit KnownArgumentNames(Context& context) : context_(context) {}

  Below enter_directive(const ast::Directive& directive, DirectiveLocation) override {
    const auto known = known_arguments(directive.name.value);
    if (!known) return Below::skip;
    for (const ast::Argument& argument : directive.arguments) {
      const std::string_view name = argument.name.value;
      if (std::ranges::find(*known, name) != known->end()) continue;
      context_.report(fmt::format("Unknown argument \"{}\" on directive \"@{}\".{}", name, directive.name.value,
                                  did_you_mean(suggest(name, *known))),
                      argument);
      if (context_.stopped()) break;
    }
    return Below::skip;
  }

  void enter_argument(const ast::Argument& argument) override {
    const FieldDefinition* field = context_.types().field();
    const NamedType* parent = context_.types().parent_type();
    if (context_.types().argument() != nullptr || field == nullptr || parent == nullptr) return;
    const std::string_view name = argument.name.value;
    context_.report(fmt::format("Unknown argument \"{}\" on field \"{}.{}\".{}", name, parent->name, field->name,
                                did_you_mean(suggest(name, names_of(field->arguments)))),
                    argument);
  }

 private:
  // Nothing where the directive is unknown; the document's own definition comes before the schema's.
  [[nodiscard]] std::optional<std::vector<std::string_view>> known_arguments(std::string_view directive) const {
    if (const auto* definition = context_.document_directive(directive)) {
      std::vector<std::string_view> names;
      for (const auto& argument : definition->arguments) names.push_back(argument.name.value);
      return names;
    }
    if (const auto* definition = context_.schema().directive(directive)) return names_of(definition->arguments);
    return std::nullopt;
  }

  Context& context_;
};

}  // namespace

RulePtr known_argument_names(Context& context) { return std::make_unique<KnownArgumentNames>(context); }

}  // namespace switchyard::graphql::validation
