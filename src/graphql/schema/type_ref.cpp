#include "graphql/schema/type_ref.hpp"

#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

std::string TypeRef::text() const {
  if (is_named()) return named_->name;
  if (is_non_null()) return nullable().text() + '!';
  return '[' + item().text() + ']';
}

}  // namespace switchyard::graphql
