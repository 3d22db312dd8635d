// Selection sets as the merging of fields looks at them: fields by response name with what they are compared by, inline fragments
// flattened, fragments by name. Each set is collected once; arguments and their values get numbers, so that comparing is cheap.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql::validation {

// An argument as it is compared: its name, and a number that equal values share.
struct ComparedArgument {
  std::string_view name;
  std::uint32_t value;
};

struct CollectedField {
  const NamedType* parent;  // Null where it is unknown.
  const ast::Field* node;
  const FieldDefinition* definition;                                    // Null where it is unknown, and for __typename.
  std::optional<std::vector<ComparedArgument>> arguments = {};          // Filled when first compared.
  std::unordered_map<const CollectedField*, bool> same_arguments = {};  // Of fields of the same name that it was compared with.

  [[nodiscard]] bool is_plain() const { return node->arguments.empty() && node->selection_set == nullptr; }
  [[nodiscard]] std::optional<TypeRef> type() const {
    return definition == nullptr ? std::nullopt : std::optional(definition->type);
  }
};

struct CollectedSet {
  using Fields = std::vector<std::unique_ptr<CollectedField>>;
  struct Group {
    std::string_view response_name;
    Fields fields;
  };
  // Groups of two sets that share a response name.
  using Overlaps = std::vector<std::pair<const Group*, const Group*>>;

  std::vector<Group> groups;                                 // In the order of the text.
  std::unordered_map<std::string_view, std::size_t> places;  // Of groups, by response name.
  std::vector<std::string_view> fragments;                   // Names spread, each once.
  std::unordered_set<std::string_view> spread;               // The same.
  std::unordered_map<std::string_view, bool> compared = {};  // Fragments it was compared with; true: as mutually exclusive.
  std::unordered_map<const CollectedSet*, Overlaps> overlaps = {};

  [[nodiscard]] const Group* find(std::string_view response_name) const {
    const auto found = places.find(response_name);
    return found == places.end() ? nullptr : &groups[found->second];
  }
};

class FieldCollection {
 public:
  explicit FieldCollection(const Schema& schema) : schema_(schema) {}

  // The set as selected from `parent` (null: unknown). The same object each time.
  CollectedSet& of(const ast::SelectionSet& set, const NamedType* parent);
  CollectedSet& of(const ast::FragmentDefinition& fragment);
  const std::vector<ComparedArgument>& arguments_of(CollectedField& field);

 private:
  void collect(const ast::SelectionSet& set, const NamedType* parent, CollectedSet& into);
  static void add(const ast::Field& field, const NamedType* parent, CollectedSet& into);
  std::uint32_t number_of(const ast::Value& value);

  const Schema& schema_;
  std::map<std::pair<const ast::SelectionSet*, const NamedType*>, std::unique_ptr<CollectedSet>> sets_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // Of values in normal form.
};

}  // namespace switchyard::graphql::validation
