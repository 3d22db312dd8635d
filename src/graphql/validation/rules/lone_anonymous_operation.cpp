// Lone Anonymous Operation (specification, September 2025, section 5.2.3.1): an operation without name stands alone.
#include <algorithm>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class LoneAnonymousOperation final : public Rule {
 public:
  explicit LoneAnonymousOperation(Context& context) : context_(context) {}

  Below enter_document(const ast::Document& document) override {
    operation_count_ = std::ranges::count_if(document.definitions(), [](const ast::Definition* definition) {
      return definition->kind == ast::Kind::operation_definition;
    });
    return Below::visit;
  }

  Below enter_operation(const ast::OperationDefinition& operation) override {
    if (!operation.name && operation_count_ > 1) {
      context_.report("This anonymous operation must be the only defined operation.", operation);
    }
    return Below::skip;
  }

 private:
  Context& context_;
  std::ptrdiff_t operation_count_ = 0;
};

}  // namespace

RulePtr lone_anonymous_operation(Context& context) { return std::make_unique<LoneAnonymousOperation>(context); }

}  // namespace switchyard::graphql::validation
