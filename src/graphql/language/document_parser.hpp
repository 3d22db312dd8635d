// The grammar (specification, appendix B), by recursive descent no deeper than ParseLimits::depth_max. A function a rule, named
// after it.
#pragma once

#include <cstring>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/language/token_reader.hpp"

namespace switchyard::graphql {

// For one document. After an error what it returns is of no use; see reader().
class DocumentParser {
 public:
  DocumentParser(std::string_view source, ast::Arena& arena, const ParseLimits& limits)
      : arena_(arena), reader_(source, arena, limits) {}

  ast::List<const ast::Definition*> parse_document();
  // A value and the end.
  const ast::Value* parse_root_value();
  [[nodiscard]] const TokenReader& reader() const { return reader_; }

 private:
  const ast::Definition* parse_definition();
  const ast::Definition* parse_described(bool has_description, const Token& keyword);

  // parse_executable.cpp
  const ast::Definition* parse_operation_definition();
  const ast::Definition* parse_fragment_definition();
  ast::OperationType parse_operation_type();
  ast::VariableDefinition parse_variable_definition();
  const ast::SelectionSet* parse_selection_set();
  const ast::Selection* parse_selection();
  const ast::Selection* parse_field();
  const ast::Selection* parse_fragment();
  ast::Name parse_fragment_name();
  template <bool kConst>
  ast::Argument parse_argument();
  template <bool kConst>
  ast::Directive parse_directive();
  template <bool kConst>
  ast::List<ast::Argument> parse_arguments();
  template <bool kConst>
  ast::List<ast::Directive> parse_directives();

  // parse_values.cpp
  ast::Name parse_name();
  ast::NamedType parse_named_type();
  const ast::Type* parse_type_reference();
  ast::Type parse_type();
  ast::Value parse_variable();
  ast::Value parse_string();
  ast::Value parse_value(bool is_const);
  ast::Value parse_token_value(ast::Kind kind, std::string_view text);
  ast::Value parse_name_value();
  ast::Value parse_list(bool is_const);
  ast::Value parse_object(bool is_const);
  ast::ObjectField parse_object_field(bool is_const);
  void refuse_variable();
  const ast::Value* parse_default_value();
  [[nodiscard]] bool peek_description() const { return reader_.peek(TokenKind::string) || reader_.peek(TokenKind::block_string); }
  const ast::Value* parse_description();

  // parse_type_system.cpp
  const ast::Definition* parse_type_system_definition(std::string_view keyword);
  const ast::Definition* parse_extension();
  const ast::Definition* parse_schema(bool is_extension);
  const ast::Definition* parse_type_definition(ast::Kind kind, std::string_view keyword);
  const ast::Definition* parse_directive_definition();
  ast::OperationTypeDefinition parse_operation_type_definition();
  void parse_type_body(ast::TypeDefinition& type);
  ast::List<ast::NamedType> parse_implements();
  ast::List<ast::NamedType> parse_union_members();
  ast::FieldDefinition parse_field_definition();
  ast::InputValueDefinition parse_input_value_definition();
  ast::EnumValueDefinition parse_enum_value_definition();
  ast::Name parse_directive_location();

  template <class T>
  T begin(ast::Kind kind) const {
    T node = {};
    node.kind = kind;
    node.start = reader_.token().start;
    return node;
  }
  template <class T>
  T& finish(T& node) const {
    node.end = reader_.last_end();
    return node;
  }

  // --- Lists: their elements wait in `waiting_`, those of inner lists above those of outer ones, until the list is whole. ---
  template <class T>
  void wait(const T& element) {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % alignof(std::uint64_t) == 0);
    const auto* bytes = reinterpret_cast<const std::byte*>(&element);
    waiting_.insert(waiting_.end(), bytes, bytes + sizeof(T));
  }
  template <class T>
  ast::List<T> place_waiting(std::size_t from) {
    const std::size_t count = (waiting_.size() - from) / sizeof(T);
    const T* placed = arena_.place_all(reinterpret_cast<const T*>(waiting_.data() + from), count);
    waiting_.resize(from);
    return {placed, count};
  }
  // open element+ close
  template <class Parse>
  auto many(TokenKind open, Parse parse, TokenKind close) {
    reader_.expect(open);
    return many_until(parse, close);
  }
  // The same, or nothing.
  template <class Parse>
  auto optional_many(TokenKind open, Parse parse, TokenKind close) {
    using T = decltype(parse());
    return reader_.take(open) ? many_until(parse, close) : ast::List<T>{};
  }
  template <class Parse>
  auto many_until(Parse parse, TokenKind close) {
    using T = decltype(parse());
    const std::size_t from = waiting_.size();
    do wait(parse());
    while (reader_.ok() && !reader_.take(close));
    return place_waiting<T>(from);
  }
  // open element* close
  template <class Parse>
  auto any(TokenKind open, Parse parse, TokenKind close) {
    using T = decltype(parse());
    const std::size_t from = waiting_.size();
    reader_.expect(open);
    while (reader_.ok() && !reader_.take(close)) wait(parse());
    return place_waiting<T>(from);
  }
  // delimiter? element (delimiter element)*
  template <class Parse>
  auto delimited(TokenKind delimiter, Parse parse) {
    using T = decltype(parse());
    const std::size_t from = waiting_.size();
    reader_.take(delimiter);
    do wait(parse());
    while (reader_.take(delimiter));
    return place_waiting<T>(from);
  }

  ast::Arena& arena_;
  TokenReader reader_;
  std::vector<std::byte> waiting_;
};

}  // namespace switchyard::graphql
