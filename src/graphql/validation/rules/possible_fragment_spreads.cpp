// Fragment Spread Is Possible (specification, September 2025, section 5.5.2.3): some object may be of both types.
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class PossibleFragmentSpreads final : public Rule {
 public:
  explicit PossibleFragmentSpreads(Context& context) : context_(context) {}

  void enter_inline_fragment(const ast::InlineFragment& fragment) override {
    const auto type = context_.types().type();
    if (type) check(fragment, &type->named(), "");
  }

  void enter_fragment_spread(const ast::FragmentSpread& spread) override {
    const ast::FragmentDefinition* fragment = context_.fragment(spread.name.value);
    if (fragment == nullptr) return;
    check(spread, context_.schema().type(fragment->type_condition.name), fmt::format(" \"{}\"", spread.name.value));
  }

 private:
  void check(const ast::Node& node, const NamedType* type, std::string_view name) {
    const NamedType* parent = context_.types().parent_type();
    if (type == nullptr || !type->is_composite() || parent == nullptr || context_.schema().do_overlap(*type, *parent)) return;
    context_.report(fmt::format("Fragment{} cannot be spread here as objects of type \"{}\" can never be of type \"{}\".", name,
                                parent->name, type->name),
                    node);
  }

  Context& context_;
};

}  // namespace

RulePtr possible_fragment_spreads(Context& context) { return std::make_unique<PossibleFragmentSpreads>(context); }

}  // namespace switchyard::graphql::validation
