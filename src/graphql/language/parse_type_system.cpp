// Type system definitions and extensions (specification, section 3).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "graphql/language/document_parser.hpp"

namespace switchyard::graphql {

using ast::Kind;

namespace {

struct TypeKeyword {
  std::string_view word;
  Kind definition;
  Kind extension;
};
constexpr std::array<TypeKeyword, 6> kTypeKeywords = {{
    {"scalar", Kind::scalar_type_definition, Kind::scalar_type_extension},
    {"type", Kind::object_type_definition, Kind::object_type_extension},
    {"interface", Kind::interface_type_definition, Kind::interface_type_extension},
    {"union", Kind::union_type_definition, Kind::union_type_extension},
    {"enum", Kind::enum_type_definition, Kind::enum_type_extension},
    {"input", Kind::input_object_type_definition, Kind::input_object_type_extension},
}};

const TypeKeyword* find_type_keyword(std::string_view word) {
  const auto* found =
      std::find_if(kTypeKeywords.begin(), kTypeKeywords.end(), [&](const TypeKeyword& each) { return each.word == word; });
  return found == kTypeKeywords.end() ? nullptr : found;
}

// The last one is of graphql-js 16.15 and the edition after this one; tools that print a schema back write it.
constexpr std::array<std::string_view, 20> kDirectiveLocations = {
    "QUERY",
    "MUTATION",
    "SUBSCRIPTION",
    "FIELD",
    "FRAGMENT_DEFINITION",
    "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION",
    "SCHEMA",
    "SCALAR",
    "OBJECT",
    "FIELD_DEFINITION",
    "ARGUMENT_DEFINITION",
    "INTERFACE",
    "UNION",
    "ENUM",
    "ENUM_VALUE",
    "INPUT_OBJECT",
    "INPUT_FIELD_DEFINITION",
    "DIRECTIVE_DEFINITION",
};

bool is_empty(const ast::TypeDefinition& type) {
  return type.directives.empty() && type.interfaces.empty() && type.fields.empty() && type.members.empty() &&
         type.values.empty() && type.input_fields.empty();
}

}  // namespace

// Null where the word begins no type system definition.
const ast::Definition* DocumentParser::parse_type_system_definition(std::string_view keyword) {
  if (keyword == "schema") return parse_schema(false);
  if (keyword == "directive") return parse_directive_definition();
  const TypeKeyword* type = find_type_keyword(keyword);
  return type == nullptr ? nullptr : parse_type_definition(type->definition, type->word);
}

const ast::Definition* DocumentParser::parse_extension() {
  const Token keyword = reader_.lookahead();
  if (keyword.kind == TokenKind::name) {
    const std::string_view word = reader_.text(keyword);
    if (word == "schema") return parse_schema(true);
    if (const TypeKeyword* type = find_type_keyword(word)) return parse_type_definition(type->extension, type->word);
  }
  reader_.unexpected(keyword);
  return nullptr;
}

const ast::Definition* DocumentParser::parse_schema(bool is_extension) {
  auto schema = begin<ast::SchemaDefinition>(is_extension ? Kind::schema_extension : Kind::schema_definition);
  if (is_extension) {
    reader_.expect_keyword("extend");
  } else {
    schema.description = parse_description();
  }
  reader_.expect_keyword("schema");
  schema.directives = parse_directives<true>();
  const auto root = [this] { return parse_operation_type_definition(); };
  schema.operation_types = is_extension ? optional_many(TokenKind::brace_l, root, TokenKind::brace_r)
                                        : many(TokenKind::brace_l, root, TokenKind::brace_r);
  if (schema.directives.empty() && schema.operation_types.empty()) reader_.unexpected();
  return arena_.place(finish(schema));
}

ast::OperationTypeDefinition DocumentParser::parse_operation_type_definition() {
  auto root = begin<ast::OperationTypeDefinition>(Kind::operation_type_definition);
  root.operation = parse_operation_type();
  reader_.expect(TokenKind::colon);
  root.type = parse_named_type();
  return finish(root);
}

const ast::Definition* DocumentParser::parse_type_definition(Kind kind, std::string_view keyword) {
  auto type = begin<ast::TypeDefinition>(kind);
  const bool is_extension = ast::is_type_extension(kind);
  if (is_extension) {
    reader_.expect_keyword("extend");
  } else {
    type.description = parse_description();
  }
  reader_.expect_keyword(keyword);
  type.name = parse_name();
  parse_type_body(type);
  if (is_extension && is_empty(type)) reader_.unexpected();
  return arena_.place(finish(type));
}

void DocumentParser::parse_type_body(ast::TypeDefinition& type) {
  const bool has_fields = type.kind == Kind::object_type_definition || type.kind == Kind::object_type_extension ||
                          type.kind == Kind::interface_type_definition || type.kind == Kind::interface_type_extension;
  if (has_fields) type.interfaces = parse_implements();
  type.directives = parse_directives<true>();
  if (has_fields) {
    type.fields = optional_many(
        TokenKind::brace_l, [this] { return parse_field_definition(); }, TokenKind::brace_r);
  } else if (type.kind == Kind::union_type_definition || type.kind == Kind::union_type_extension) {
    type.members = parse_union_members();
  } else if (type.kind == Kind::enum_type_definition || type.kind == Kind::enum_type_extension) {
    type.values = optional_many(
        TokenKind::brace_l, [this] { return parse_enum_value_definition(); }, TokenKind::brace_r);
  } else if (type.kind == Kind::input_object_type_definition || type.kind == Kind::input_object_type_extension) {
    type.input_fields = optional_many(
        TokenKind::brace_l, [this] { return parse_input_value_definition(); }, TokenKind::brace_r);
  }
}

ast::List<ast::NamedType> DocumentParser::parse_implements() {
  if (!reader_.take_keyword("implements")) return {};
  return delimited(TokenKind::amp, [this] { return parse_named_type(); });
}

ast::List<ast::NamedType> DocumentParser::parse_union_members() {
  if (!reader_.take(TokenKind::equals)) return {};
  return delimited(TokenKind::pipe, [this] { return parse_named_type(); });
}

ast::FieldDefinition DocumentParser::parse_field_definition() {
  auto field = begin<ast::FieldDefinition>(Kind::field_definition);
  field.description = parse_description();
  field.name = parse_name();
  field.arguments = optional_many(
      TokenKind::paren_l, [this] { return parse_input_value_definition(); }, TokenKind::paren_r);
  reader_.expect(TokenKind::colon);
  field.type = parse_type_reference();
  field.directives = parse_directives<true>();
  return finish(field);
}

ast::InputValueDefinition DocumentParser::parse_input_value_definition() {
  auto input = begin<ast::InputValueDefinition>(Kind::input_value_definition);
  input.description = parse_description();
  input.name = parse_name();
  reader_.expect(TokenKind::colon);
  input.type = parse_type_reference();
  input.default_value = parse_default_value();
  input.directives = parse_directives<true>();
  return finish(input);
}

ast::EnumValueDefinition DocumentParser::parse_enum_value_definition() {
  auto value = begin<ast::EnumValueDefinition>(Kind::enum_value_definition);
  value.description = parse_description();
  if (reader_.peek_keyword("true") || reader_.peek_keyword("false") || reader_.peek_keyword("null")) {
    reader_.fail(reader_.token().start,
                 fmt::format("{} is reserved and cannot be used for an enum value.", reader_.describe(reader_.token())));
  }
  value.name = parse_name();
  value.directives = parse_directives<true>();
  return finish(value);
}

const ast::Definition* DocumentParser::parse_directive_definition() {
  auto directive = begin<ast::DirectiveDefinition>(Kind::directive_definition);
  directive.description = parse_description();
  reader_.expect_keyword("directive");
  reader_.expect(TokenKind::at);
  directive.name = parse_name();
  directive.arguments = optional_many(
      TokenKind::paren_l, [this] { return parse_input_value_definition(); }, TokenKind::paren_r);
  directive.repeatable = reader_.take_keyword("repeatable");
  reader_.expect_keyword("on");
  directive.locations = delimited(TokenKind::pipe, [this] { return parse_directive_location(); });
  return arena_.place(finish(directive));
}

ast::Name DocumentParser::parse_directive_location() {
  const Token token = reader_.token();
  const ast::Name name = parse_name();
  if (std::find(kDirectiveLocations.begin(), kDirectiveLocations.end(), name.value) == kDirectiveLocations.end()) {
    reader_.unexpected(token);
  }
  return name;
}

}  // namespace switchyard::graphql
