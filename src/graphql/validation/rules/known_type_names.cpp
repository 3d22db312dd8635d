// Fragment Spread Type Existence (specification, September 2025, section 5.5.1.2), and the same of variables' types: a type that
// is named is one of the schema.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "graphql/validation/rules.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql::validation {

namespace {

// Within definitions of a type system these are known although a schema that does not use them has not all of them.
constexpr std::array<std::string_view, 13> kStandardTypes = {
    "String", "Int",     "Float",        "Boolean",     "ID",        "__Schema", "__Directive", "__DirectiveLocation",
    "__Type", "__Field", "__InputValue", "__EnumValue", "__TypeKind"};

class KnownTypeNames final : public Rule {
 public:
  explicit KnownTypeNames(Context& context) : context_(context) {}

  void enter_named_type(const ast::Node& node, std::string_view name, bool in_type_system) override {
    if (context_.schema().type(name) != nullptr || context_.document_types().contains(name)) return;
    if (in_type_system && std::ranges::find(kStandardTypes, name) != kStandardTypes.end()) return;
    context_.report(fmt::format("Unknown type \"{}\".{}", name, did_you_mean(suggest(name, known_names(in_type_system)))), node);
  }

 private:
  [[nodiscard]] std::vector<std::string_view> known_names(bool in_type_system) const {
    std::vector<std::string_view> names;
    if (in_type_system) names.assign(kStandardTypes.begin(), kStandardTypes.end());
    for (const NamedType* type : context_.schema().types()) names.push_back(type->name);
    names.insert(names.end(), context_.document_types().begin(), context_.document_types().end());
    return names;
  }

  Context& context_;
};

}  // namespace

RulePtr known_type_names(Context& context) { return std::make_unique<KnownTypeNames>(context); }

}  // namespace switchyard::graphql::validation
