// CollectFields and CollectSubfields of the specification (section 6.3.2), for one object type at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/schema/input_coercion.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

// The selections of one response key, in the order of the document.
struct FieldGroup {
  std::string_view response_key;
  std::vector<const ast::Field*> nodes;
};

class FieldCollector {
 public:
  // Everything given outlives the collector. `selections_max` bounds what is looked at in all its calls together.
  FieldCollector(const Schema& schema, const ast::Document& document, const VariableValues& variables, std::size_t selections_max);

  // What the sets together select on the object type, in the order of their first appearance. Nothing where the bound was met.
  [[nodiscard]] std::optional<std::vector<FieldGroup>> collect(const NamedType& type, const std::vector<const ast::SelectionSet*>& sets);

 private:
  struct Collection {
    std::vector<FieldGroup> groups;
    std::unordered_map<std::string_view, std::size_t> places;
    std::unordered_set<std::string_view> visited;  // Fragments.
  };
  bool add(const NamedType& type, const ast::SelectionSet& set, Collection& collection);
  bool add_fragment(const NamedType& type, std::string_view name, Collection& collection);
  void add_field(const ast::Field& field, Collection& collection);
  [[nodiscard]] bool applies(const ast::NamedType& condition, const NamedType& type) const;

  const Schema& schema_;
  const VariableValues& variables_;
  std::unordered_map<std::string_view, const ast::FragmentDefinition*> fragments_;
  std::size_t selections_left_;
};

}  // namespace switchyard::graphql
