// Names, values and references to types (specification, sections 2.1.9 and 2.10 to 2.12).
#include <fmt/format.h>

#include "graphql/language/document_parser.hpp"

namespace switchyard::graphql {

using ast::Kind;

ast::Name DocumentParser::parse_name() {
  auto name = begin<ast::Name>(Kind::name);
  const Token token = reader_.expect(TokenKind::name);
  if (token.kind == TokenKind::name) name.value = reader_.text(token);
  return finish(name);
}

ast::NamedType DocumentParser::parse_named_type() {
  auto type = begin<ast::NamedType>(Kind::named_type);
  type.name = parse_name().value;
  return finish(type);
}

const ast::Type* DocumentParser::parse_type_reference() {
  const ast::Type type = parse_type();
  return reader_.ok() ? arena_.place(type) : nullptr;
}

ast::Type DocumentParser::parse_type() {
  auto type = begin<ast::Type>(Kind::named_type);
  if (reader_.take(TokenKind::bracket_l)) {
    type.kind = Kind::list_type;
    if (reader_.enter()) type.inner = parse_type_reference();
    reader_.leave();
    reader_.expect(TokenKind::bracket_r);
  } else {
    type.name = parse_name();
  }
  finish(type);
  if (!reader_.take(TokenKind::bang)) return type;
  ast::Type non_null = type;
  non_null.kind = Kind::non_null_type;
  non_null.name = {};
  non_null.inner = arena_.place(type);
  return finish(non_null);
}

ast::Value DocumentParser::parse_variable() {
  auto variable = begin<ast::Value>(Kind::variable);
  reader_.expect(TokenKind::dollar);
  variable.text = parse_name().value;
  return finish(variable);
}

// The token as a value, and on to the next.
ast::Value DocumentParser::parse_token_value(Kind kind, std::string_view text) {
  auto value = begin<ast::Value>(kind);
  value.text = text;
  reader_.advance();
  return finish(value);
}

ast::Value DocumentParser::parse_string() {
  const bool is_block = reader_.peek(TokenKind::block_string);
  ast::Value value = parse_token_value(Kind::string_value, reader_.string_of(reader_.token()));
  value.block = is_block;
  return value;
}

ast::Value DocumentParser::parse_name_value() {
  const std::string_view text = reader_.text(reader_.token());
  if (text == "null") return parse_token_value(Kind::null_value, text);
  if (text != "true" && text != "false") return parse_token_value(Kind::enum_value, text);
  ast::Value value = parse_token_value(Kind::boolean_value, text);
  value.boolean = text == "true";
  return value;
}

ast::Value DocumentParser::parse_value(bool is_const) {
  switch (reader_.token().kind) {
    case TokenKind::bracket_l:
      return parse_list(is_const);
    case TokenKind::brace_l:
      return parse_object(is_const);
    case TokenKind::int_value:
      return parse_token_value(Kind::int_value, reader_.text(reader_.token()));
    case TokenKind::float_value:
      return parse_token_value(Kind::float_value, reader_.text(reader_.token()));
    case TokenKind::string:
    case TokenKind::block_string:
      return parse_string();
    case TokenKind::name:
      return parse_name_value();
    case TokenKind::dollar:
      if (!is_const) return parse_variable();
      refuse_variable();
      return {};
    default:
      reader_.unexpected();
      return {};
  }
}

void DocumentParser::refuse_variable() {
  const Token dollar = reader_.expect(TokenKind::dollar);
  if (!reader_.peek(TokenKind::name)) return reader_.unexpected(dollar);
  reader_.fail(dollar.start, fmt::format("Unexpected variable \"${}\" in constant value.", reader_.text(reader_.token())));
}

ast::Value DocumentParser::parse_list(bool is_const) {
  auto list = begin<ast::Value>(Kind::list_value);
  if (reader_.enter()) {
    list.items = any(
        TokenKind::bracket_l, [this, is_const] { return parse_value(is_const); }, TokenKind::bracket_r);
  }
  reader_.leave();
  return finish(list);
}

ast::Value DocumentParser::parse_object(bool is_const) {
  auto object = begin<ast::Value>(Kind::object_value);
  if (reader_.enter()) {
    object.fields = any(
        TokenKind::brace_l, [this, is_const] { return parse_object_field(is_const); }, TokenKind::brace_r);
  }
  reader_.leave();
  return finish(object);
}

ast::ObjectField DocumentParser::parse_object_field(bool is_const) {
  auto field = begin<ast::ObjectField>(Kind::object_field);
  field.name = parse_name();
  reader_.expect(TokenKind::colon);
  field.value = parse_value(is_const);
  return finish(field);
}

const ast::Value* DocumentParser::parse_default_value() {
  return reader_.take(TokenKind::equals) ? arena_.place(parse_value(true)) : nullptr;
}

const ast::Value* DocumentParser::parse_description() { return peek_description() ? arena_.place(parse_string()) : nullptr; }

const ast::Value* DocumentParser::parse_root_value() {
  const ast::Value value = parse_value(false);
  reader_.expect(TokenKind::eof);
  return reader_.ok() ? arena_.place(value) : nullptr;
}

}  // namespace switchyard::graphql
