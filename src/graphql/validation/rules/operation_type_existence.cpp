// Operation Type Existence (specification, September 2025, section 5.2.1.1): the schema must have the operation's root type.
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class OperationTypeExistence final : public Rule {
 public:
  explicit OperationTypeExistence(Context& context) : context_(context) {}

  Below enter_operation(const ast::OperationDefinition& operation) override {
    if (context_.schema().root(operation.operation) == nullptr) {
      const auto word = ast::print_operation_type(operation.operation);
      context_.report(fmt::format("The {} operation is not supported by the schema.", word), operation);
    }
    return Below::skip;
  }

 private:
  Context& context_;
};

}  // namespace

RulePtr operation_type_existence(Context& context) { return std::make_unique<OperationTypeExistence>(context); }

}  // namespace switchyard::graphql::validation
