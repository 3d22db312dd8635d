// Fragments on Object, Interface or Union Types (specification, September 2025, section 5.5.1.3).
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class FragmentsOnCompositeTypes final : public Rule {
 public:
  explicit FragmentsOnCompositeTypes(Context& context) : context_(context) {}

  void enter_inline_fragment(const ast::InlineFragment& fragment) override {
    if (!fragment.type_condition || may_condition(fragment.type_condition)) return;
    context_.report(fmt::format("Fragment cannot condition on non composite type \"{}\".", fragment.type_condition.name),
                    fragment.type_condition);
  }

  Below enter_fragment(const ast::FragmentDefinition& fragment) override {
    if (may_condition(fragment.type_condition)) return Below::visit;
    context_.report(fmt::format("Fragment \"{}\" cannot condition on non composite type \"{}\".", fragment.name.value,
                                fragment.type_condition.name),
                    fragment.type_condition);
    return Below::visit;
  }

 private:
  // Unknown types are another rule's matter.
  [[nodiscard]] bool may_condition(const ast::NamedType& condition) const {
    const NamedType* type = context_.schema().type(condition.name);
    return type == nullptr || type->is_composite();
  }

  Context& context_;
};

}  // namespace

RulePtr fragments_on_composite_types(Context& context) { return std::make_unique<FragmentsOnCompositeTypes>(context); }

}  // namespace switchyard::graphql::validation
