// Directives Are Unique per Location (specification, September 2025, section 5.7.3), but repeatable ones. What stands at a
// definition and at its extensions stands at one location.
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class UniqueDirectivesPerLocation final : public Rule {
 public:
  explicit UniqueDirectivesPerLocation(Context& context) : context_(context) {}

  Below enter_operation(const ast::OperationDefinition& node) override { return check_alone(node.directives); }
  Below enter_fragment(const ast::FragmentDefinition& node) override { return check_alone(node.directives); }
  Below enter_variable_definition(const ast::VariableDefinition& node) override { return check_alone(node.directives); }
  Below enter_field(const ast::Field& node) override { return check_alone(node.directives); }
  void enter_fragment_spread(const ast::FragmentSpread& node) override { check_alone(node.directives); }
  void enter_inline_fragment(const ast::InlineFragment& node) override { check_alone(node.directives); }

  void enter_type_system_node(const ast::Node& node, std::string_view name, ast::List<ast::Directive> directives) override {
    if (node.kind == ast::Kind::schema_definition || node.kind == ast::Kind::schema_extension)
      return check(directives, of_schema_);
    if (node.kind == ast::Kind::directive_definition) return check(directives, of_directives_[name]);
    const bool is_type = ast::is_type_definition(node.kind) || ast::is_type_extension(node.kind);
    if (is_type) return check(directives, of_types_[name]);
    check_alone(directives);
  }

 private:
  using Seen = std::unordered_map<std::string_view, const ast::Directive*>;

  Below check_alone(ast::List<ast::Directive> directives) {
    if (directives.size() < 2) return Below::visit;
    Seen seen;
    check(directives, seen);
    return Below::visit;
  }

  void check(ast::List<ast::Directive> directives, Seen& seen) {
    for (const ast::Directive& directive : directives) {
      const std::string_view name = directive.name.value;
      if (!is_unique(name)) continue;
      const auto [first, is_new] = seen.try_emplace(name, &directive);
      if (is_new) continue;
      context_.report(fmt::format("The directive \"@{}\" can only be used once at this location.", name),
                      {first->second, &directive});
      if (context_.stopped()) return;
    }
  }

  [[nodiscard]] bool is_unique(std::string_view name) const {
    if (const auto* own = context_.document_directive(name)) return !own->repeatable;
    const DirectiveDefinition* known = context_.schema().directive(name);
    return known != nullptr && !known->is_repeatable;
  }

  Context& context_;
  Seen of_schema_;
  std::unordered_map<std::string_view, Seen> of_types_;
  std::unordered_map<std::string_view, Seen> of_directives_;
};

}  // namespace

RulePtr unique_directives_per_location(Context& context) { return std::make_unique<UniqueDirectivesPerLocation>(context); }

}  // namespace switchyard::graphql::validation
