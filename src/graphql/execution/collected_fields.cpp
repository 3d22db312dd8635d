#include "graphql/execution/collected_fields.hpp"

#include <utility>

namespace switchyard::graphql {

FieldCollector::FieldCollector(const Schema& schema, const ast::Document& document, const VariableValues& variables, std::size_t selections_max)
    : schema_(schema), variables_(variables), selections_left_(selections_max) {
  for (const auto* definition : document.definitions()) {
    if (const auto* fragment = ast::as_fragment(*definition)) fragments_.emplace(fragment->name.value, fragment);
  }
}

std::optional<std::vector<FieldGroup>> FieldCollector::collect(const NamedType& type, const std::vector<const ast::SelectionSet*>& sets) {
  Collection collection;
  for (const auto* set : sets) {
    if (!add(type, *set, collection)) return std::nullopt;
  }
  return std::move(collection.groups);
}

bool FieldCollector::add(const NamedType& type, const ast::SelectionSet& set, Collection& collection) {
  for (const ast::Selection* selection : set.selections) {
    if (selections_left_-- == 0) return selections_left_ = 0, false;
    if (!selection->directives.empty() && !is_included(*selection, variables_)) continue;
    if (const auto* field = ast::as_field(*selection)) {
      add_field(*field, collection);
    } else if (const auto* spread = ast::as_fragment_spread(*selection)) {
      if (!add_fragment(type, spread->name.value, collection)) return false;
    } else if (const auto* fragment = ast::as_inline_fragment(*selection)) {
      if (applies(fragment->type_condition, type) && !add(type, *fragment->selection_set, collection)) return false;
    }
  }
  return true;
}

bool FieldCollector::add_fragment(const NamedType& type, std::string_view name, Collection& collection) {
  if (!collection.visited.insert(name).second) return true;
  const auto found = fragments_.find(name);
  if (found == fragments_.end() || !applies(found->second->type_condition, type)) return true;
  return add(type, *found->second->selection_set, collection);
}

void FieldCollector::add_field(const ast::Field& field, Collection& collection) {
  const std::string_view key = field.response_key();
  const auto [place, is_new] = collection.places.emplace(key, collection.groups.size());
  if (is_new) collection.groups.push_back({key, {}});
  collection.groups[place->second].nodes.push_back(&field);
}

bool FieldCollector::applies(const ast::NamedType& condition, const NamedType& type) const {
  if (!condition || condition.name == type.name) return true;
  const NamedType* named = schema_.type(condition.name);
  return named != nullptr && named->is_abstract() && schema_.is_sub_type(*named, type);
}

}  // namespace switchyard::graphql
