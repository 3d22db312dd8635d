// Directives Are Defined and Are in Valid Locations (specification, September 2025, sections 5.7.1 and 5.7.2).
#include <fmt/core.h>

#include <algorithm>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class KnownDirectives final : public Rule {
 public:
  explicit KnownDirectives(Context& context) : context_(context) {}

  Below enter_directive(const ast::Directive& directive, DirectiveLocation location) override {
    const std::string_view name = directive.name.value;
    const auto* own = context_.document_directive(name);
    const DirectiveDefinition* known = own == nullptr ? context_.schema().directive(name) : nullptr;
    if (own == nullptr && known == nullptr) {
      context_.report(fmt::format("Unknown directive \"@{}\".", name), directive);
      return Below::visit;
    }
    if (own != nullptr ? !may_stand_at(*own, location) : !known->may_stand_at(location)) {
      context_.report(fmt::format("Directive \"@{}\" may not be used on {}.", name, print_directive_location(location)),
                      directive);
    }
    return Below::visit;
  }

 private:
  static bool may_stand_at(const ast::DirectiveDefinition& definition, DirectiveLocation location) {
    return std::ranges::any_of(definition.locations,
                               [&](const ast::Name& word) { return word.value == print_directive_location(location); });
  }

  Context& context_;
};

}  // namespace

RulePtr known_directives(Context& context) { return std::make_unique<KnownDirectives>(context); }

}  // namespace switchyard::graphql::validation
