// Any bytes as a GraphQL schema: built or refused with reasons; what was built prints to a schema that prints the same.
// links: graphql
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "graphql/schema/build_schema.hpp"
#include "graphql/schema/introspection.hpp"
#include "graphql/schema/print_schema.hpp"

using namespace switchyard::graphql;

namespace {

void look_at(const Schema& schema, const NamedType& type) {
  for (const char* field : {"kind", "name", "fields", "interfaces", "possibleTypes", "enumValues", "inputFields", "isOneOf"}) {
    (void)introspect(schema, TypeRef(type), field, true);
  }
  for (const InputValueDefinition& each : type.input_fields) (void)introspect(schema, &each, "defaultValue", true);
  if (schema.type(type.name) != &type) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string sdl(reinterpret_cast<const char*>(bytes), size);
  const SchemaOptions options = {.scalars = {}, .limits = {.tokens_max = 5'000, .depth_max = 50, .bytes_max = 100'000}};
  const SchemaResult built = build_schema(sdl, options);
  if (!built) {
    if (built.errors.empty()) std::abort();
    return 0;
  }
  for (const NamedType* type : built.schema->types()) look_at(*built.schema, *type);
  const std::string printed = print_schema(*built.schema);
  const SchemaResult again = build_schema(printed);
  if (!again || print_schema(*again.schema) != printed) std::abort();
  return 0;
}
