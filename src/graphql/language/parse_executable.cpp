// Operations, fragments and selections (specification, sections 2.3 to 2.9 and 2.13).
#include "graphql/language/document_parser.hpp"

namespace switchyard::graphql {

using ast::Kind;

const ast::Definition* DocumentParser::parse_operation_definition() {
  auto operation = begin<ast::OperationDefinition>(Kind::operation_definition);
  if (reader_.peek(TokenKind::brace_l)) {
    operation.selection_set = parse_selection_set();
    return arena_.place(finish(operation));
  }
  operation.description = parse_description();
  operation.operation = parse_operation_type();
  if (reader_.peek(TokenKind::name)) operation.name = parse_name();
  operation.variables = optional_many(
      TokenKind::paren_l, [this] { return parse_variable_definition(); }, TokenKind::paren_r);
  operation.directives = parse_directives<false>();
  operation.selection_set = parse_selection_set();
  return arena_.place(finish(operation));
}

ast::OperationType DocumentParser::parse_operation_type() {
  const Token token = reader_.expect(TokenKind::name);
  if (!reader_.ok()) return ast::OperationType::query;
  const std::string_view word = reader_.text(token);
  if (word == "mutation") return ast::OperationType::mutation;
  if (word == "subscription") return ast::OperationType::subscription;
  if (word != "query") reader_.unexpected(token);
  return ast::OperationType::query;
}

ast::VariableDefinition DocumentParser::parse_variable_definition() {
  auto definition = begin<ast::VariableDefinition>(Kind::variable_definition);
  definition.description = parse_description();
  definition.variable = parse_variable();
  reader_.expect(TokenKind::colon);
  definition.type = parse_type_reference();
  definition.default_value = parse_default_value();
  definition.directives = parse_directives<true>();
  return finish(definition);
}

const ast::SelectionSet* DocumentParser::parse_selection_set() {
  auto set = begin<ast::SelectionSet>(Kind::selection_set);
  if (reader_.enter()) {
    set.selections = many(
        TokenKind::brace_l, [this] { return parse_selection(); }, TokenKind::brace_r);
  }
  reader_.leave();
  return arena_.place(finish(set));
}

const ast::Selection* DocumentParser::parse_selection() {
  return reader_.peek(TokenKind::spread) ? parse_fragment() : parse_field();
}

const ast::Selection* DocumentParser::parse_field() {
  auto field = begin<ast::Field>(Kind::field);
  field.name = parse_name();
  if (reader_.take(TokenKind::colon)) {
    field.alias = field.name;
    field.name = parse_name();
  }
  field.arguments = parse_arguments<false>();
  field.directives = parse_directives<false>();
  if (reader_.peek(TokenKind::brace_l)) field.selection_set = parse_selection_set();
  return arena_.place(finish(field));
}

const ast::Selection* DocumentParser::parse_fragment() {
  const std::uint32_t start = reader_.token().start;
  reader_.expect(TokenKind::spread);
  const bool has_type_condition = reader_.take_keyword("on");
  if (!has_type_condition && reader_.peek(TokenKind::name)) {
    auto spread = begin<ast::FragmentSpread>(Kind::fragment_spread);
    spread.start = start;
    spread.name = parse_fragment_name();
    spread.directives = parse_directives<false>();
    return arena_.place(finish(spread));
  }
  auto fragment = begin<ast::InlineFragment>(Kind::inline_fragment);
  fragment.start = start;
  if (has_type_condition) fragment.type_condition = parse_named_type();
  fragment.directives = parse_directives<false>();
  fragment.selection_set = parse_selection_set();
  return arena_.place(finish(fragment));
}

const ast::Definition* DocumentParser::parse_fragment_definition() {
  auto fragment = begin<ast::FragmentDefinition>(Kind::fragment_definition);
  fragment.description = parse_description();
  reader_.expect_keyword("fragment");
  fragment.name = parse_fragment_name();
  reader_.expect_keyword("on");
  fragment.type_condition = parse_named_type();
  fragment.directives = parse_directives<false>();
  fragment.selection_set = parse_selection_set();
  return arena_.place(finish(fragment));
}

ast::Name DocumentParser::parse_fragment_name() {
  if (reader_.peek_keyword("on")) reader_.unexpected();
  return parse_name();
}

template <bool kConst>
ast::Argument DocumentParser::parse_argument() {
  auto argument = begin<ast::Argument>(Kind::argument);
  argument.name = parse_name();
  reader_.expect(TokenKind::colon);
  argument.value = parse_value(kConst);
  return finish(argument);
}

template <bool kConst>
ast::List<ast::Argument> DocumentParser::parse_arguments() {
  return optional_many(
      TokenKind::paren_l, [this] { return parse_argument<kConst>(); }, TokenKind::paren_r);
}

template <bool kConst>
ast::Directive DocumentParser::parse_directive() {
  auto directive = begin<ast::Directive>(Kind::directive);
  reader_.expect(TokenKind::at);
  directive.name = parse_name();
  directive.arguments = parse_arguments<kConst>();
  return finish(directive);
}

template <bool kConst>
ast::List<ast::Directive> DocumentParser::parse_directives() {
  if (!reader_.peek(TokenKind::at)) return {};
  const std::size_t from = waiting_.size();
  while (reader_.peek(TokenKind::at)) wait(parse_directive<kConst>());
  return place_waiting<ast::Directive>(from);
}

template ast::List<ast::Directive> DocumentParser::parse_directives<false>();
template ast::List<ast::Directive> DocumentParser::parse_directives<true>();

}  // namespace switchyard::graphql
