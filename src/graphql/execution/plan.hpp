// A validated operation, compiled: fields collected and merged for each object type (specification, section 6.3.2), response keys ready to
// be copied, resolvers bound, constant arguments coerced. Immutable and kept with its document: many threads may execute it at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/execution/error_codes.hpp"
#include "graphql/execution/execute.hpp"
#include "graphql/execution/field_binding.hpp"
#include "graphql/execution/leaf_writer.hpp"
#include "graphql/language/ast.hpp"
#include "graphql/schema/input_coercion.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

struct SelectionPlan;

// What is selected on one object type below a field.
struct Target {
  const NamedType* type = nullptr;
  std::type_index object_type = typeid(void);  // The struct bound to it.
  std::unique_ptr<SelectionPlan> selection;
};

struct FieldPlan {
  enum class Kind : std::uint8_t { constant, leaf, leaf_batch, one, list };

  // What writing an answer looks at, in the first cache line.
  Kind kind = Kind::constant;
  bool is_non_null = false;
  bool is_item_non_null = false;  // Of lists.
  bool is_checked = false;        // Guarded, or its arguments are coerced for each request: it may be refused.
  std::uint32_t call = 0;         // Among all fields of the operation.
  LeafWriter::Place place;        // Of leaves.
  const char* key = nullptr;      // In key_json.
  std::uint32_t key_size = 0;
  std::uint32_t column = 0;       // Among the object or the batched leaf fields of its selection.
  decltype(FieldBinding::write) write = nullptr;  // Of leaves, as `closure` of the binding.
  const void* closure = nullptr;

  bool is_guarded = false;
  static constexpr std::uint32_t kConstant = 0xFFFFFFFFU;
  std::uint32_t dynamic = kConstant;  // Among the fields whose arguments are coerced for each request.
  const FieldBinding* binding = nullptr;
  const AbstractBinding* abstract = nullptr;  // Of a field of interface or union type.
  // `{"number":` where it is the first of its selection, else `,"number":`; of a constant with its value; then padding.
  std::string key_json;
  std::string response_key;
  Value::Object constant_arguments;
  std::vector<Target> targets;
  const FieldDefinition* definition = nullptr;
  const NamedType* parent = nullptr;
  std::vector<const ast::Field*> nodes;  // All that were merged, in order.
  std::uint64_t weight = 0;              // Cost of one, see cost.hpp.
  std::uint64_t size_assumed = 1;        // Items of a list without `first` and `last`.
};

struct SelectionPlan {
  const NamedType* type = nullptr;
  std::vector<FieldPlan> fields;
  std::uint32_t id = 0;            // Among all selections of the operation.
  std::uint32_t object_columns = 0;
  std::uint32_t leaf_columns = 0;
  std::uint64_t leaf_weight = 0;   // Of its leaves together.
};

struct OperationPlan {
  const ExecutableSchema* schema = nullptr;
  ast::DocumentPtr document;
  const ast::OperationDefinition* operation = nullptr;
  SelectionPlan root;
  std::uint32_t selections = 0;
  std::uint32_t calls = 0;
  std::uint32_t dynamic_calls = 0;  // Fields whose arguments are coerced for each request.
  std::vector<const FieldPlan*> by_call;  // All fields, by FieldPlan::call.
};

struct PlanLimits {
  std::size_t fields_max = 20'000;      // Planned fields; each object type of an abstract one counts.
  std::size_t selections_max = 400'000;  // Selections looked at while they are collected and merged.
  std::size_t depth_max = 50;            // Fields below each other.
};

struct PlanResult {
  std::shared_ptr<const OperationPlan> plan;
  std::optional<GraphqlError> error = {};  // OPERATION_TOO_COMPLEX or OPERATION_TOO_DEEP where a limit was met.
};

// `variables` decide @skip and @include: a plan holds for all requests with the same values of the variables named there.
[[nodiscard]] PlanResult plan_operation(const ExecutableSchema& schema, ast::DocumentPtr document, const ast::OperationDefinition& operation,
                                        const VariableValues& variables, const PlanLimits& limits = {});

// The operation that a request means (specification, section 6.1), or why there is none: OPERATION_NOT_FOUND, or
// SUBSCRIPTIONS_NOT_SUPPORTED.
struct FoundOperation {
  const ast::OperationDefinition* operation = nullptr;
  std::optional<GraphqlError> error = {};
};
[[nodiscard]] FoundOperation find_operation(const ExecutableSchema& schema, const ast::Document& document, std::string_view operation_name);

// Names of the variables that decide @skip and @include anywhere in the document.
[[nodiscard]] std::vector<std::string_view> deciding_variables(const ast::Document& document);

}  // namespace switchyard::graphql
