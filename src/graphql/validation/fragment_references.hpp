// Which fragments a selection spreads, and which an operation reaches through them. Worked out once and kept; what can grow
// beyond the document's size is paid from the Context's budget.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/validation/context.hpp"

namespace switchyard::graphql::validation {

using Fragments = std::vector<const ast::FragmentDefinition*>;

class FragmentReferences {
 public:
  explicit FragmentReferences(Context& context) : context_(context) {}

  // All spreads below the set but not within fragments that they name, in graphql-js' order: a set's own first, later sets before
  // earlier ones.
  const std::vector<const ast::FragmentSpread*>& spreads_of(const ast::SelectionSet& set);

  // Known fragments that the operations reach, nearest first. The same object for the same names; incomplete where the Context
  // stopped.
  const Fragments& reached_by(std::span<const ast::OperationDefinition* const> operations);

 private:
  std::unique_ptr<Fragments> reach(std::vector<std::string_view> names);

  Context& context_;
  std::unordered_map<const ast::SelectionSet*, std::vector<const ast::FragmentSpread*>> spreads_;
  std::map<std::vector<std::string_view>, std::unique_ptr<Fragments>> reached_;  // By the sorted names spread directly.
};

}  // namespace switchyard::graphql::validation
