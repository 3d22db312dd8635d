// Executable Definitions (specification, September 2025, section 5.1.1): nothing but operations and fragments is executed.
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class ExecutableDefinitions final : public Rule {
 public:
  explicit ExecutableDefinitions(Context& context) : context_(context) {}

  Below enter_document(const ast::Document& document) override {
    for (const ast::Definition* definition : document.definitions()) {
      if (ast::is_executable_definition(definition->kind)) continue;
      const std::string name = definition->name ? fmt::format("\"{}\"", definition->name.value) : "schema";
      context_.report(fmt::format("The {} definition is not executable.", name), *definition);
    }
    return Below::skip;
  }

 private:
  Context& context_;
};

}  // namespace

RulePtr executable_definitions(Context& context) { return std::make_unique<ExecutableDefinitions>(context); }

}  // namespace switchyard::graphql::validation
