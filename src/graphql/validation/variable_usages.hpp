// Where an operation uses variables, its fragments' uses included (specification, section 5.8.3 to 5.8.5).
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/schema/type_ref.hpp"
#include "graphql/validation/context.hpp"
#include "graphql/validation/fragment_references.hpp"

namespace switchyard::graphql::validation {

struct VariableUsage {
  const ast::Value* variable;
  std::optional<TypeRef> type;         // What the place takes, where that is known.
  bool has_default;                    // The place has one.
  std::optional<TypeRef> parent_type;  // Of the list or object around it.
};

class VariableUsages {
 public:
  VariableUsages(Context& context, FragmentReferences& references) : context_(context), references_(references) {}

  // Of the operation itself, then of the fragments that it reaches. Incomplete where the Context stopped.
  const std::vector<VariableUsage>& of(const ast::OperationDefinition& operation);

 private:
  const std::vector<VariableUsage>& within(const ast::Definition& definition);
  const std::vector<VariableUsage>& within(const Fragments& fragments);

  Context& context_;
  FragmentReferences& references_;
  std::unordered_map<const ast::Definition*, std::vector<VariableUsage>> by_definition_;
  std::unordered_map<const Fragments*, std::vector<VariableUsage>> by_fragments_;
  std::unordered_map<const ast::OperationDefinition*, std::vector<VariableUsage>> by_operation_;
};

}  // namespace switchyard::graphql::validation
