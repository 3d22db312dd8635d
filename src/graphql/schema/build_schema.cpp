#include "graphql/schema/build_schema.hpp"

#include "graphql/schema/introspection.hpp"
#include "graphql/schema/schema_builder.hpp"
#include "graphql/schema/schema_validation.hpp"
#include "graphql/schema/sdl_validation.hpp"
#include "values/ensure.hpp"

namespace switchyard::graphql {

namespace {

const ast::DocumentPtr& standard_document() {
  static const ast::DocumentPtr kDocument = [] {
    ParseResult parsed = parse_document(std::string(introspection_sdl()), ParseLimits::for_schema());
    ENSURE(parsed);
    return parsed.document;
  }();
  return kDocument;
}

}  // namespace

SchemaResult build_schema(std::string sdl, const SchemaOptions& options) {
  ParseResult parsed = parse_document(std::move(sdl), options.limits);
  if (!parsed) return {.schema = nullptr, .errors = {std::move(parsed.error)}};
  SdlErrors errors(*parsed.document);
  validate_sdl(*standard_document(), *parsed.document, errors);
  if (!errors.empty()) return {.schema = nullptr, .errors = errors.take()};

  SchemaBuilder builder(options, standard_document(), parsed.document, errors);
  std::shared_ptr<const Schema> schema = builder.build();
  validate_schema(*schema, *parsed.document, errors);
  if (!errors.empty()) return {.schema = nullptr, .errors = errors.take()};
  return {.schema = std::move(schema)};
}

}  // namespace switchyard::graphql
