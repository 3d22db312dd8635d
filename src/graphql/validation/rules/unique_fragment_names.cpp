// Fragment Name Uniqueness (specification, September 2025, section 5.5.1.1).
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class UniqueFragmentNames final : public Rule {
 public:
  explicit UniqueFragmentNames(Context& context) : context_(context) {}

  Below enter_operation(const ast::OperationDefinition&) override { return Below::skip; }
  Below enter_fragment(const ast::FragmentDefinition& fragment) override {
    const auto [first, is_new] = known_.try_emplace(fragment.name.value, &fragment.name);
    if (!is_new) {
      context_.report(fmt::format("There can be only one fragment named \"{}\".", fragment.name.value),
                      {first->second, &fragment.name});
    }
    return Below::skip;
  }

 private:
  Context& context_;
  std::unordered_map<std::string_view, const ast::Name*> known_;
};

}  // namespace

RulePtr unique_fragment_names(Context& context) { return std::make_unique<UniqueFragmentNames>(context); }

}  // namespace switchyard::graphql::validation
