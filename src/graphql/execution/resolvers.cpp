#include "graphql/execution/resolvers.hpp"

namespace switchyard::graphql {

TypeBinding& Resolvers::add_type(std::string_view type_name, std::type_index type) {
  const auto [place, is_new] = types_.try_emplace(std::string(type_name));
  if (is_new) place->second.type = type;
  ENSURE(place->second.type == type);
  return place->second;
}

void Resolvers::add_abstract(std::string_view type_name, std::type_index type, std::function<std::string_view(const void*)> type_name_of) {
  const bool is_new = abstract_types_.emplace(std::string(type_name), AbstractBinding{type, std::move(type_name_of)}).second;
  ENSURE(is_new);
}

const TypeBinding* Resolvers::type(std::string_view type_name) const {
  const auto found = types_.find(type_name);
  return found == types_.end() ? nullptr : &found->second;
}

const AbstractBinding* Resolvers::abstract_type(std::string_view type_name) const {
  const auto found = abstract_types_.find(type_name);
  return found == abstract_types_.end() ? nullptr : &found->second;
}

const FieldBinding* Resolvers::field(std::string_view type_name, std::string_view field_name) const {
  const TypeBinding* bound = type(type_name);
  if (bound == nullptr) return nullptr;
  const auto found = bound->fields.find(field_name);
  return found == bound->fields.end() ? nullptr : &found->second;
}

}  // namespace switchyard::graphql
