// Collects what is wrong with a schema's text.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/language/ast.hpp"

namespace switchyard::graphql {

class SdlErrors {
 public:
  explicit SdlErrors(const ast::Document& document) : document_(document) {}

  // Null nodes are left out.
  void report(std::string message, const std::vector<const ast::Node*>& nodes) {
    GraphqlError error{std::move(message)};
    for (const ast::Node* node : nodes) {
      if (node != nullptr) error.locations.push_back(document_.location(*node));
    }
    errors_.push_back(std::move(error));
  }
  void report(std::string message, const ast::Node& node) { report(std::move(message), {&node}); }
  void add(GraphqlError error) { errors_.push_back(std::move(error)); }

  [[nodiscard]] bool empty() const { return errors_.empty(); }
  [[nodiscard]] std::vector<GraphqlError> take() { return std::move(errors_); }

 private:
  const ast::Document& document_;
  std::vector<GraphqlError> errors_;
};

}  // namespace switchyard::graphql
