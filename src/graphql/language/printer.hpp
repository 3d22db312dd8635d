// From tree to text, laid out as graphql-js' print does: for round trips, the schema's own text and a document's normal form.
#pragma once

#include <string>

#include "graphql/language/ast.hpp"

namespace switchyard::graphql {

// Without a line end at the last line, as graphql-js has it.
[[nodiscard]] std::string print(const ast::Document& document);
[[nodiscard]] std::string print(const ast::Definition& definition);
[[nodiscard]] std::string print(const ast::Value& value);
[[nodiscard]] std::string print(const ast::Type& type);
[[nodiscard]] std::string print(const ast::Directive& directive);

}  // namespace switchyard::graphql
