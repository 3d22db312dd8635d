// Fragment Spread Target Defined (specification, September 2025, section 5.5.2.1).
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class KnownFragmentNames final : public Rule {
 public:
  explicit KnownFragmentNames(Context& context) : context_(context) {}

  void enter_fragment_spread(const ast::FragmentSpread& spread) override {
    if (context_.fragment(spread.name.value) != nullptr) return;
    context_.report(fmt::format("Unknown fragment \"{}\".", spread.name.value), spread.name);
  }

 private:
  Context& context_;
};

}  // namespace

RulePtr known_fragment_names(Context& context) { return std::make_unique<KnownFragmentNames>(context); }

}  // namespace switchyard::graphql::validation
