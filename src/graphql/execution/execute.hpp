// From a planned operation to the bytes of its answer (specification, section 6): level by level, each resolver called once with all its
// parents; then one pass writes JSON. Root fields run one after the other, each whole with what lies below it before the next begins, as
// mutations need it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/execution/field_call.hpp"
#include "graphql/execution/resolvers.hpp"
#include "graphql/language/ast.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

// An exception that left a resolver, or a broken promise of one (a null where the schema has none): the client sees "Internal error".
struct ResolverFault {
  std::string coordinate;  // "Contract.accounts".
  std::string what;        // For the log; may hold anything.
};

struct ExecutionLimits {
  std::size_t answer_bytes_max = 16 * 1024 * 1024;  // Of `data`; beyond it ANSWER_TOO_LARGE.
  std::size_t objects_max = 500'000;                // Of one answer; beyond it ANSWER_TOO_LARGE.
  std::size_t errors_max = 100;                     // Further ones are counted and not listed.
};

struct ExecutionHooks {
  // Calls `run` once, which executes the operation: what surrounds it holds for all of its levels, such as one snapshot of a database that
  // all levels of a query read. Absent: it is run as it is.
  std::function<void(ast::OperationType operation, const std::function<void()>& run)> around = {};
  // Asked before each resolver call: true ends the execution with DEADLINE_EXCEEDED at the root field that is under way.
  std::function<bool()> is_deadline_over = {};
  std::function<void(const ResolverFault&)> on_fault = {};
  // Asked once for each selected field that carries the schema directive `guard_directive`, whatever the number of its parents; an Error
  // (FORBIDDEN with the scope's name) stands in place of the field everywhere.
  std::function<std::optional<Error>(const FieldDefinition& field, const AppContext& app)> guard = {};
};

// A schema with its resolvers, introspection's among them: made once, then read from many threads.
class ExecutableSchema {
 public:
  // The resolvers have no misfits (Resolvers::misfits), else an operation that meets one is a bug. Fields that carry the schema directive
  // `guard_directive` are shown to ExecutionHooks::guard.
  ExecutableSchema(SchemaPtr schema, Resolvers resolvers, std::string guard_directive = "scope");

  [[nodiscard]] const Schema& schema() const { return *schema_; }
  [[nodiscard]] const Resolvers& resolvers() const { return resolvers_; }
  [[nodiscard]] const std::string& guard_directive() const { return guard_directive_; }
  // Null where there is none, which is a misfit.
  [[nodiscard]] const FieldBinding* binding(const NamedType& parent, const FieldDefinition& field) const;

 private:
  SchemaPtr schema_;
  Resolvers resolvers_;
  std::string guard_directive_;
};

struct ExecutionAnswer {
  // "null" or an object, as JSON; empty where the request was refused before execution (then there are only errors).
  std::string data_json;
  std::vector<GraphqlError> errors;
  std::size_t errors_not_listed = 0;
  std::uint64_t cost = 0;  // What was resolved, weighed as cost.hpp does.
};

// What an execution may use and must keep to. Everything outlives it.
struct ExecutionRequestContext {
  AppContext app = {};
  std::span<const UploadedFile> uploads = {};
  const ExecutionLimits& limits;
  const ExecutionHooks& hooks;
};

struct ExecutionRequest {
  ast::DocumentPtr document;  // Valid for the schema.
  std::string_view operation_name = {};
  Value::Object variables = {};  // As JSON had them.
  std::span<const UploadedFile> uploads = {};
  AppContext app = {};
};

// Plans and executes once: for tests and tools. Servers keep the plan: service.hpp.
[[nodiscard]] ExecutionAnswer execute(const ExecutableSchema& schema, const ExecutionRequest& request, const ExecutionLimits& limits = {},
                                      const ExecutionHooks& hooks = {});

}  // namespace switchyard::graphql
