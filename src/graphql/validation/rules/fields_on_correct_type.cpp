// Field Selections (specification, September 2025, section 5.3.1): a selected field is one of the type that it is selected from.
#include <fmt/core.h>

#include <algorithm>

#include "graphql/validation/rules.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql::validation {

namespace {

struct UsedType {
  const NamedType* type;
  std::size_t uses;
};

void count(std::vector<UsedType>& used, const NamedType& type) {
  const auto found = std::ranges::find(used, &type, &UsedType::type);
  if (found == used.end()) return used.push_back({&type, 1});
  ++found->uses;
}

// Types that an abstract type may be and the interfaces of these, where they have the field: those of most use first, then
// supertypes.
std::vector<std::string_view> types_with_field(const Schema& schema, const NamedType& type, std::string_view field) {
  if (!type.is_abstract()) return {};
  std::vector<UsedType> used;
  for (const NamedType* possible : schema.possible_types(type)) {
    if (possible->fields.find(field) == nullptr) continue;
    count(used, *possible);
    for (const NamedType* interface : possible->interfaces) {
      if (interface->fields.find(field) != nullptr) count(used, *interface);
    }
  }
  std::ranges::stable_sort(used, [&](const UsedType& a, const UsedType& b) {
    if (a.uses != b.uses) return a.uses > b.uses;
    if (a.type->kind == TypeKind::interface && schema.is_sub_type(*a.type, *b.type)) return true;
    if (b.type->kind == TypeKind::interface && schema.is_sub_type(*b.type, *a.type)) return false;
    return compare_naturally(a.type->name, b.type->name) < 0;
  });
  std::vector<std::string_view> names;
  for (const UsedType& found : used) names.push_back(found.type->name);
  return names;
}

class FieldsOnCorrectType final : public Rule {
 public:
  explicit FieldsOnCorrectType(Context& context) : context_(context) {}

  Below enter_field(const ast::Field& field) override {
    const NamedType* parent = context_.types().parent_type();
    if (parent == nullptr || context_.types().field() != nullptr) return Below::visit;
    const std::string_view name = field.name.value;
    std::string hint = did_you_mean(types_with_field(context_.schema(), *parent, name), "to use an inline fragment on");
    if (hint.empty()) hint = did_you_mean(suggest(name, names_of(parent->fields)));
    context_.report(fmt::format("Cannot query field \"{}\" on type \"{}\".{}", name, parent->name, hint), field);
    return Below::visit;
  }

 private:
  Context& context_;
};

}  // namespace

RulePtr fields_on_correct_type(Context& context) { return std::make_unique<FieldsOnCorrectType>(context); }

}  // namespace switchyard::graphql::validation
