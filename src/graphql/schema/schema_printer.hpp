// Writes a schema's elements; behind print_schema() alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

class SchemaPrinter {
 public:
  SchemaPrinter(const Schema& schema, bool with_applied) : schema_(schema), with_applied_(with_applied) {}
  [[nodiscard]] std::string print() const;

 private:
  [[nodiscard]] std::string definition() const;
  [[nodiscard]] std::string directive(const DirectiveDefinition& directive) const;
  [[nodiscard]] std::string type(const NamedType& type) const;
  [[nodiscard]] std::string arguments(const Named<InputValueDefinition>& arguments, std::string_view indentation) const;
  [[nodiscard]] std::string input_value(const InputValueDefinition& input) const;
  [[nodiscard]] std::string marks(const SchemaElement& element) const;
  [[nodiscard]] std::string applied(const std::vector<AppliedDirective>& directives) const;
  static std::string names(std::string_view before, const std::vector<const NamedType*>& types, std::string_view separator);
  static std::string description(const std::optional<std::string>& description, std::string_view indentation, bool is_first);

  template <class T, class Line>
  static std::string block(const Named<T>& elements, const Line& line) {
    if (elements.empty()) return "";
    std::string text = " {\n";
    for (const T& element : elements) {
      text += description(element.description, "  ", &element == &elements[0]);
      text += "  " + line(element) + '\n';
    }
    return text + '}';
  }

  const Schema& schema_;
  bool with_applied_;
};

}  // namespace switchyard::graphql
