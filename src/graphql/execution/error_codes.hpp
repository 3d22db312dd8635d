// Codes that execution, limits and transport give as extensions.code (api/errors.md). Those of parsing and validation: error.hpp.
#pragma once

namespace switchyard::graphql {

// Of a request, before anything is executed.
inline constexpr char kBadUserInput[] = "BAD_USER_INPUT";
inline constexpr char kOperationNotFound[] = "OPERATION_RESOLUTION_FAILURE";
inline constexpr char kSubscriptionsNotSupported[] = "SUBSCRIPTIONS_NOT_SUPPORTED";
inline constexpr char kOperationTooComplex[] = "OPERATION_TOO_COMPLEX";
inline constexpr char kOperationTooDeep[] = "OPERATION_TOO_DEEP";
inline constexpr char kCostTooHigh[] = "COST_TOO_HIGH";
inline constexpr char kTooManyNodes[] = "TOO_MANY_NODES";
inline constexpr char kPageSizeTooLarge[] = "PAGE_SIZE_TOO_LARGE";
inline constexpr char kPageSizeNegative[] = "PAGE_SIZE_NEGATIVE";
inline constexpr char kPersistedQueryNotFound[] = "PERSISTED_QUERY_NOT_FOUND";
inline constexpr char kPersistedQueryHashMismatch[] = "PERSISTED_QUERY_HASH_MISMATCH";
inline constexpr char kPersistedQueryNotSupported[] = "PERSISTED_QUERY_NOT_SUPPORTED";
inline constexpr char kDocumentNotTrusted[] = "DOCUMENT_NOT_TRUSTED";
inline constexpr char kMutationByGet[] = "MUTATION_BY_GET";
inline constexpr char kPreflightRequired[] = "PREFLIGHT_REQUIRED";

// Of a field.
inline constexpr char kInternal[] = "INTERNAL";
inline constexpr char kDeadlineExceeded[] = "DEADLINE_EXCEEDED";
inline constexpr char kAnswerTooLarge[] = "ANSWER_TOO_LARGE";

}  // namespace switchyard::graphql
