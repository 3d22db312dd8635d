#include "graphql/execution/field_weight.hpp"

namespace switchyard::graphql {
namespace {

std::uint64_t number_of(const FieldDefinition& field, std::string_view argument, std::uint64_t otherwise) {
  const AppliedDirective* cost = field.directive("cost");
  const Value* value = cost == nullptr ? nullptr : cost->argument(argument);
  const std::int64_t* number = value == nullptr ? nullptr : value->integer();
  return number == nullptr || *number < 0 ? otherwise : static_cast<std::uint64_t>(*number);
}

}  // namespace

std::uint64_t field_weight(const FieldDefinition& field) { return number_of(field, "weight", field.type.named().is_leaf() ? 0 : 1); }

std::uint64_t list_size_assumed(const FieldDefinition& field) {
  return field.type.is_list() && !field.type.named().is_leaf() ? number_of(field, "size", kListSizeAssumed) : 1;
}

}  // namespace switchyard::graphql
