// What all rules of one validation share: the schema, the document and what stands in it by name, the types of the place at which
// the traversal is, and the list of errors with its limits.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graphql/language/ast.hpp"
#include "graphql/schema/schema.hpp"
#include "graphql/validation/type_tracker.hpp"
#include "graphql/validation/validation.hpp"

namespace switchyard::graphql::validation {

class Context {
 public:
  Context(const Schema& schema, const ast::Document& document, const ValidationLimits& limits);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] const ast::Document& document() const { return document_; }
  [[nodiscard]] const ValidationLimits& limits() const { return limits_; }
  [[nodiscard]] TypeTracker& types() { return types_; }

  // Null where the document has none; the last one where names repeat.
  [[nodiscard]] const ast::FragmentDefinition* fragment(std::string_view name) const;
  // Definitions of a type system within the document, which is then not executable: they count as known all the same.
  [[nodiscard]] const ast::DirectiveDefinition* document_directive(std::string_view name) const;
  [[nodiscard]] const std::unordered_set<std::string_view>& document_types() const { return document_types_; }

  // Nothing is taken once stopped() is true: too many errors, too long ones, or a budget that is spent.
  void report(std::string message, std::span<const ast::Node* const> at);
  void report(std::string message, std::initializer_list<const ast::Node*> at);
  void report(std::string message, const ast::Node& at) { report(std::move(message), {&at}); }
  void abort();
  // Rules look at it in loops that may be long; the reference is the traversal's.
  [[nodiscard]] const bool& stopped() const { return stopped_; }

  // False, and stopped, once fragment_work_max is spent.
  bool spend_fragment_work(std::size_t steps);

  [[nodiscard]] std::vector<GraphqlError> errors() const;

 private:
  struct Report {
    std::string message;
    const char* code;
    std::vector<std::uint32_t> offsets;
  };
  void stop(const char* message);

  const Schema& schema_;
  const ast::Document& document_;
  const ValidationLimits& limits_;
  TypeTracker types_;
  std::unordered_map<std::string_view, const ast::FragmentDefinition*> fragments_;
  std::unordered_map<std::string_view, const ast::DirectiveDefinition*> document_directives_;
  std::unordered_set<std::string_view> document_types_;
  std::vector<Report> reports_;
  std::size_t error_bytes_ = 0;
  std::size_t fragment_work_left_;
  bool stopped_ = false;
};

}  // namespace switchyard::graphql::validation
