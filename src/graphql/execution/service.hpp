// The engine as a server uses it: one GraphQL request in, the bytes of its answer out. Documents and plans are cached, the cost is held to
// its limit before anything is executed. May be called from many threads.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "graphql/execution/cost.hpp"
#include "graphql/execution/document_cache.hpp"
#include "graphql/execution/execute.hpp"
#include "graphql/execution/plan.hpp"

namespace switchyard::graphql {

struct ServiceLimits {
  PlanLimits plan = {};
  CostLimits cost = {};
  ExecutionLimits execution = {};
};

// The parameters of a request, well formed (GraphQL over HTTP, section "Request Parameters"). Of `query` and `sha256` at least one is there.
struct ServiceRequest {
  std::string_view query = {};
  std::string_view sha256 = {};  // extensions.persistedQuery.sha256Hash.
  std::string_view operation_name = {};
  Value::Object variables = {};
  std::span<const UploadedFile> uploads = {};
  bool only_queries = false;  // GET: a mutation is refused before it is executed.
  AppContext app = {};
  ExecutionHooks hooks = {};
};

struct ServiceAnswer {
  enum class Kind : std::uint8_t {
    executed,        // There is `data`, perhaps null, perhaps with errors beside it.
    refused,         // There are only errors: nothing was executed.
    only_by_post,    // A mutation where only_queries was said.
  };
  Kind kind = Kind::executed;
  std::string body;  // {"data":…,"errors":[…],"extensions":{"cost":{"requested":…,"actual":…,"limit":…}}}
  // For logs and metrics.
  std::string operation_name;
  ast::OperationType operation = ast::OperationType::query;
  std::string first_code;  // Of the first error.
  std::size_t errors = 0;
  std::uint64_t cost_requested = 0;
  std::uint64_t cost_actual = 0;
};

class Service {
 public:
  // `schema` outlives the service.
  Service(const ExecutableSchema& schema, DocumentCacheOptions cache = {}, ServiceLimits limits = {});

  [[nodiscard]] ServiceAnswer answer(const ServiceRequest& request);

 private:
  const ExecutableSchema& schema_;
  const ServiceLimits limits_;
  DocumentCache cache_;
};

// An answer of errors alone, as JSON.
[[nodiscard]] std::string errors_body(const std::vector<GraphqlError>& errors);

}  // namespace switchyard::graphql
