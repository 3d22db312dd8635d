#include "graphql/language/parser.hpp"

#include <algorithm>

#include "graphql/language/document_parser.hpp"

namespace switchyard::graphql {

namespace ast {

// Fills a Document; the only one that may.
class DocumentBuilder {
 public:
  DocumentBuilder(std::string source, const ParseLimits& limits) {
    // Nodes take about eight times their text. What is refused for its size gets no memory for nodes.
    const std::size_t expected = source.size() > limits.bytes_max ? 0 : source.size() * 8;
    document_ = std::make_shared<Document>(std::move(source), Arena(std::clamp<std::size_t>(expected, 1024, 256 * 1024)));
  }

  [[nodiscard]] Arena& arena() { return document_->arena_; }
  [[nodiscard]] std::string_view source() const { return document_->source_; }
  DocumentPtr finish(List<const Definition*> definitions, std::size_t token_count) {
    document_->definitions_ = definitions;
    document_->token_count_ = token_count;
    return std::move(document_);
  }

 private:
  std::shared_ptr<Document> document_;
};

}  // namespace ast

ast::List<const ast::Definition*> DocumentParser::parse_document() {
  return many_until([this] { return parse_definition(); }, TokenKind::eof);
}

const ast::Definition* DocumentParser::parse_definition() {
  if (reader_.peek(TokenKind::brace_l)) return parse_operation_definition();
  const bool has_description = peek_description();
  const Token keyword = has_description ? reader_.lookahead() : reader_.token();
  if (has_description && keyword.kind == TokenKind::brace_l) {
    reader_.fail(reader_.token().start, "Unexpected description, descriptions are not supported on shorthand queries.");
    return nullptr;
  }
  if (keyword.kind == TokenKind::name) return parse_described(has_description, keyword);
  reader_.unexpected(keyword);
  return nullptr;
}

const ast::Definition* DocumentParser::parse_described(bool has_description, const Token& keyword) {
  const std::string_view word = reader_.text(keyword);
  if (word == "query" || word == "mutation" || word == "subscription") return parse_operation_definition();
  if (word == "fragment") return parse_fragment_definition();
  if (const ast::Definition* definition = parse_type_system_definition(word)) return definition;
  if (has_description) {
    reader_.fail(reader_.token().start, "Unexpected description, only GraphQL definitions support descriptions.");
    return nullptr;
  }
  if (word == "extend") return parse_extension();
  reader_.unexpected(keyword);
  return nullptr;
}

ParseResult parse_document(std::string source, const ParseLimits& limits) {
  ast::DocumentBuilder builder(std::move(source), limits);
  DocumentParser parser(builder.source(), builder.arena(), limits);
  const auto definitions = parser.parse_document();
  if (!parser.reader().ok()) return {.document = nullptr, .error = parser.reader().error()};
  return {.document = builder.finish(definitions, parser.reader().token_count())};
}

ParsedValue parse_value(std::string source, const ParseLimits& limits) {
  ast::DocumentBuilder builder(std::move(source), limits);
  DocumentParser parser(builder.source(), builder.arena(), limits);
  const ast::Value* value = parser.parse_root_value();
  if (value == nullptr) return {.document = nullptr, .value = nullptr, .error = parser.reader().error()};
  return {.document = builder.finish({}, parser.reader().token_count()), .value = value};
}

}  // namespace switchyard::graphql
