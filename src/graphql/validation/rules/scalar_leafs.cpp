// Leaf Field Selections (specification, September 2025, section 5.3.3): leaves have no selection, all else has one.
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class ScalarLeafs final : public Rule {
 public:
  explicit ScalarLeafs(Context& context) : context_(context) {}

  Below enter_field(const ast::Field& field) override {
    const auto type = context_.types().type();
    if (!type || type->named().is_leaf() == (field.selection_set == nullptr)) return Below::visit;
    if (field.selection_set != nullptr) {
      context_.report(fmt::format("Field \"{}\" must not have a selection since type \"{}\" has no subfields.", field.name.value,
                                  type->text()),
                      *field.selection_set);
      return Below::visit;
    }
    context_.report(
        fmt::format("Field \"{0}\" of type \"{1}\" must have a selection of subfields. Did you mean \"{0} {{ ... }}\"?",
                    field.name.value, type->text()),
        field);
    return Below::visit;
  }

 private:
  Context& context_;
};

}  // namespace

RulePtr scalar_leafs(Context& context) { return std::make_unique<ScalarLeafs>(context); }

}  // namespace switchyard::graphql::validation
