// Fragments Must Be Used (specification, September 2025, section 5.5.1.4): by an operation, or by a fragment that one uses.
#include <fmt/core.h>

#include <unordered_set>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class NoUnusedFragments final : public Rule {
 public:
  NoUnusedFragments(Context& context, FragmentReferences& references) : context_(context), references_(references) {}

  Below enter_operation(const ast::OperationDefinition& operation) override {
    operations_.push_back(&operation);
    return Below::skip;
  }
  Below enter_fragment(const ast::FragmentDefinition& fragment) override {
    fragments_.push_back(&fragment);
    return Below::skip;
  }

  void leave_document(const ast::Document&) override {
    if (fragments_.empty()) return;
    std::unordered_set<std::string_view> used;
    for (const auto* fragment : references_.reached_by(operations_)) used.insert(fragment->name.value);
    for (const auto* fragment : fragments_) {
      const std::string_view name = fragment->name.value;
      if (!used.contains(name)) context_.report(fmt::format("Fragment \"{}\" is never used.", name), *fragment);
    }
  }

 private:
  Context& context_;
  FragmentReferences& references_;
  std::vector<const ast::OperationDefinition*> operations_;
  std::vector<const ast::FragmentDefinition*> fragments_;
};

}  // namespace

RulePtr no_unused_fragments(Context& context, FragmentReferences& references) {
  return std::make_unique<NoUnusedFragments>(context, references);
}

}  // namespace switchyard::graphql::validation
