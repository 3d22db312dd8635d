// Operation Name Uniqueness (specification, September 2025, section 5.2.2.1).
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class UniqueOperationNames final : public Rule {
 public:
  explicit UniqueOperationNames(Context& context) : context_(context) {}

  Below enter_operation(const ast::OperationDefinition& operation) override {
    if (!operation.name) return Below::skip;
    const auto [first, is_new] = known_.try_emplace(operation.name.value, &operation.name);
    if (!is_new) {
      context_.report(fmt::format("There can be only one operation named \"{}\".", operation.name.value),
                      {first->second, &operation.name});
    }
    return Below::skip;
  }
  Below enter_fragment(const ast::FragmentDefinition&) override { return Below::skip; }

 private:
  Context& context_;
  std::unordered_map<std::string_view, const ast::Name*> known_;
};

}  // namespace

RulePtr unique_operation_names(Context& context) { return std::make_unique<UniqueOperationNames>(context); }

}  // namespace switchyard::graphql::validation
