// Whether a document may be executed against a schema (specification, September 2025, section 5). Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/language/ast.hpp"
#include "graphql/schema/schema.hpp"

namespace switchyard::graphql {

// The document needs more work than a budget of ValidationLimits allows; it is not known to be valid.
inline constexpr char kValidationAborted[] = "GRAPHQL_VALIDATION_ABORTED";

// Work is counted, so that a hostile document is refused in bounded time. The first three numbers are those of graphql-js 16.15.
struct ValidationLimits {
  std::size_t errors_max = 100;               // One more error then says that the rest was not looked at.
  std::size_t field_work_max = 500'000;       // Steps of comparing fields that share a response name.
  std::size_t fragment_work_max = 50'000;     // Steps of following spreads from operation to operation.
  std::size_t recursion_max = 500;            // Of fields and fragments compared within each other; bounds the stack.
  std::size_t error_bytes_max = 1024 * 1024;  // Of all messages and places together, as JSON.
  // Whether an operation's root type must be in the schema (section 5.2.1.1). graphql-js 16 finds that when it executes.
  bool operation_types_must_exist = true;
};

// Every reason why the document is not valid, none where it is: messages, locations and order are those of graphql-js 16.15.
// `code` is kValidationFailed, or kValidationAborted for a last error that says that a limit was met.
[[nodiscard]] std::vector<GraphqlError> validate(const Schema& schema, const ast::Document& document,
                                                 const ValidationLimits& limits = {});

}  // namespace switchyard::graphql
